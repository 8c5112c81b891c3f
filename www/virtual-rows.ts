// Lists of which only the rows near the window's view stand in the document, so that twenty thousand rows cost no more
// than fifty. Several lists may stand in one scroll box, with anything between them. Rows are as tall as they like:
// what is drawn is measured, what is not is as tall as when it was last drawn, or as an average row.

/** So many rows are drawn whatever shows, so that an ordinary list is whole for printing and searching. */
const few = 60;

/** How far beyond the view rows are drawn, in pixels. */
const margin = 400;

export interface Rows<T> {
  /** The text that a drawn row may be used again for. */
  key(item: T): string;
  draw(item: T): HTMLElement;
  /** Gives a drawn row to another item with the same key. */
  reuse(row: HTMLElement, item: T): void;
}

interface List<T> {
  node: HTMLElement;
  items: readonly T[];
  heights: Float64Array;
  /** The drawn rows by index. */
  drawn: Map<number, HTMLElement>;
}

/** Drawn rows without an item, by key. */
type Spare = Map<string, HTMLElement[]>;

export interface VirtualRows<T> {
  /** Replaces all lists: one for each node, which must stand in the scroll box when `place` has run. */
  set(lists: readonly { node: HTMLElement; items: readonly T[] }[], place: () => void): void;
  /** Draws the row of an item, scrolls it into view, and returns it. */
  reach(item: T): HTMLElement | undefined;
  /** The row of an item, if it is drawn. */
  row(item: T): HTMLElement | undefined;
  /** Makes a change to the rows during which `held` keeps its place in the view. */
  keepingView(change: () => void, held?: HTMLElement): void;
  /** Draws everything until the next change, for paper. */
  drawAll(): void;
}

export function virtualRows<T>(scroller: HTMLElement, { key, draw, reuse }: Rows<T>): VirtualRows<T> {
  let lists: List<T>[] = [];
  let average = 72;
  let width = 0;
  /** How far the box is scrolled, as of its last event: asking for it makes the browser lay the page out. */
  let scrolled = 0;

  function set(next: readonly { node: HTMLElement; items: readonly T[] }[], place: () => void) {
    const spare: Spare = new Map();
    for (const { items, drawn } of lists) {
      for (const [index, row] of drawn) {
        const text = key(items[index] as T);
        spare.set(text, [...(spare.get(text) ?? []), row]);
      }
    }
    keepingView(() => {
      const before = lists;
      lists = next.map(({ node, items }) => {
        // A change here and there moves few rows: their heights of before are the best guess.
        const known = before.find((list) => list.node === node)?.heights ?? new Float64Array(0);
        const heights = new Float64Array(items.length).fill(average);
        heights.set(known.subarray(0, items.length));
        return { node, items, heights, drawn: new Map() };
      });
      place();
      render(spare);
    });
  }

  /** Draws what the view needs and takes the rest away. */
  function render(spare: Spare = new Map(), all = false) {
    const total = lists.reduce((count, { items }) => count + items.length, 0);
    const isWhole = all || total <= few;
    // What was guessed too high leaves a gap in the view, which the next pass fills.
    for (let pass = 0; pass < 4; pass++) {
      // All lists are asked for their place before any of them changes.
      const wanted = lists.map((list) => wantedOf(list, isWhole));
      lists.forEach((list, index) => assign(list, wanted[index] as Set<number>, spare));
      spare.forEach((rows) => rows.forEach((row) => row.remove()));
      spare.clear();
      lists.forEach(arrange);
      if (isWhole || measure() < margin / 2) return;
    }
  }

  /** The indices of the rows that are to be drawn. */
  function wantedOf({ items, heights, drawn, node }: List<T>, all: boolean): Set<number> {
    const wanted = new Set<number>();
    if (all) items.forEach((_, index) => wanted.add(index));
    if (all) return wanted;
    const frame = scroller.getBoundingClientRect();
    let y = node.getBoundingClientRect().top - frame.top;
    for (let index = 0; index < items.length && y <= frame.height + margin; index++) {
      y += heights[index] as number;
      if (y >= -margin) wanted.add(index);
    }
    // Who works by keyboard must not lose the place.
    for (const [index, row] of drawn) if (row.contains(document.activeElement)) wanted.add(index);
    return wanted;
  }

  /** Gives every wanted row its element, and takes away what is drawn and not wanted. */
  function assign({ items, drawn }: List<T>, wanted: Set<number>, spare: Spare) {
    for (const [index, row] of drawn) {
      if (wanted.has(index)) continue;
      row.remove();
      drawn.delete(index);
    }
    wanted.forEach((index) => {
      if (drawn.has(index)) return;
      const item = items[index] as T;
      let row = spare.size > 0 ? spare.get(key(item))?.shift() : undefined;
      if (row) reuse(row, item);
      else row = draw(item);
      row.setAttribute("aria-setsize", String(items.length));
      row.setAttribute("aria-posinset", String(index + 1));
      drawn.set(index, row);
    });
  }

  /** Puts the drawn rows of a list in their order, with room for those between them. */
  function arrange({ node, heights, drawn }: List<T>) {
    let end = 0;
    let next = node.firstElementChild;
    const room = (from: number, to: number) => {
      const height = heights.subarray(from, to).reduce((sum, height) => sum + height, 0);
      return height > 0 ? `${height}px` : "";
    };
    for (const index of Array.from(drawn.keys()).sort((one, other) => one - other)) {
      const row = drawn.get(index) as HTMLElement;
      // An element that is moved loses the focus, so that what is in its place already stays.
      if (row === next) next = row.nextElementSibling;
      else node.insertBefore(row, next);
      row.style.marginTop = room(end, index);
      end = index + 1;
    }
    node.style.paddingBottom = room(end, heights.length);
  }

  /** Measures what is drawn, and says by how much the guesses were wrong together. */
  function measure(): number {
    // Behind another tab everything is 0 pixels high.
    if (scroller.clientWidth === 0) return 0;
    let sum = 0;
    let count = 0;
    let error = 0;
    for (const { heights, drawn } of lists) {
      for (const [index, row] of drawn) {
        const height = row.offsetHeight;
        error += Math.abs(height - (heights[index] as number));
        heights[index] = height;
        sum += height;
        count += 1;
      }
    }
    if (sum > 0) average = sum / count;
    return error;
  }

  /** Changes what is drawn without moving what the person looks at, or `held`, and without taking the focus away. */
  function keepingView(change: () => void, held?: HTMLElement) {
    const focused = document.activeElement;
    const scrollTop = scrolled;
    // At the very top the beginning stays in view, also when a finding is new there.
    const anchor = held ?? (scrollTop > 0 ? firstInView() : undefined);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (focused instanceof HTMLElement && scroller.contains(focused) && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
    if (scrollTop === 0 && !held) return;
    if (scroller.scrollTop !== scrollTop && !held) scroller.scrollTop = scrollTop;
    if (!anchor || !scroller.contains(anchor)) return;
    const moved = anchor.getBoundingClientRect().top - before;
    if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
  }

  function firstInView(): HTMLElement | undefined {
    const { top } = scroller.getBoundingClientRect();
    for (const { drawn } of lists) {
      for (const index of Array.from(drawn.keys()).sort((one, other) => one - other)) {
        const row = drawn.get(index) as HTMLElement;
        if (row.getBoundingClientRect().bottom > top) return row;
      }
    }
    return undefined;
  }

  function find(item: T): { list: List<T>; index: number } | undefined {
    for (const list of lists) {
      const index = list.items.indexOf(item);
      if (index >= 0) return { list, index };
    }
    return undefined;
  }

  function row(item: T) {
    const found = find(item);
    return found?.list.drawn.get(found.index);
  }

  function reach(item: T) {
    const found = find(item);
    if (!found) return undefined;
    const { list, index } = found;
    // Every step draws rows nearer to the place, and measures them: guesses do not add up.
    for (let step = 0; step < 5 && !list.drawn.has(index); step++) {
      const above = list.heights.subarray(0, index).reduce((sum, height) => sum + height, 0);
      const top = list.node.getBoundingClientRect().top - scroller.getBoundingClientRect().top + above;
      scroller.scrollTop += top - scroller.clientHeight / 3;
      render();
    }
    const row = list.drawn.get(index);
    if (row) scrollWithin(scroller, row);
    return row;
  }

  function onScroll() {
    scrolled = scroller.scrollTop;
    keepingView(() => render());
  }

  scroller.addEventListener("scroll", onScroll, { passive: true });
  new ResizeObserver(() => {
    if (scroller.clientWidth === 0) return;
    if (scroller.clientWidth !== width) {
      width = scroller.clientWidth;
      measure();
      for (const { heights, drawn } of lists) heights.forEach((_, index) => drawn.has(index) || (heights[index] = average));
    }
    keepingView(() => render());
  }).observe(scroller);

  return { set, reach, row, keepingView, drawAll: () => render(undefined, true) };
}

/** Scrolls the list, and never the page, until the row shows. */
function scrollWithin(scroller: HTMLElement, row: HTMLElement) {
  const frame = scroller.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  if (box.top < frame.top) scroller.scrollTop -= frame.top - box.top + 8;
  else if (box.bottom > frame.bottom) scroller.scrollTop += Math.min(box.bottom - frame.bottom + 8, box.top - frame.top);
}
