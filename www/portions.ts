// A long list shows its beginning only, and more on request, so that five thousand entries cost no more than a hundred.

import { button, element } from "./element";

/** How many entries a list shows at first, and how many more at a time. */
const portion = 60;

export interface PortionedList {
  /** The list and the button below it. */
  nodes: [list: HTMLElement, more: HTMLElement];
  /** The entry with this index, which is brought out of the hidden rest where necessary. */
  reach(index: number): HTMLElement | undefined;
}

/** A list with one entry, an `li`, for every item. */
export function portionedList<T>(items: readonly T[], entry: (item: T) => HTMLElement): PortionedList {
  const shown: HTMLElement[] = [];
  const list = element("ol");
  const more = button("", "more", () => extend(shown.length + portion));

  function extend(count: number) {
    for (const item of items.slice(shown.length, count)) {
      const next = entry(item);
      shown.push(next);
      list.append(next);
    }
    more.textContent = `再显示一些（还有 ${items.length - shown.length} 处）`;
    more.hidden = shown.length >= items.length;
  }

  function reach(index: number) {
    if (index >= shown.length) extend(index + portion);
    return shown[index];
  }

  extend(portion);
  return { nodes: [list, more], reach };
}
