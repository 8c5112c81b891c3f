// Long stretches without a difference, folded up in a comparison until somebody opens them: with a button, or by going
// to a place in them.

import { RangeSetBuilder, StateField, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import type { Difference } from "./comparison";
import { button } from "./element";

/** So many lines beside a difference stay in sight, and fewer than so many are not worth a fold; blank ones count for none. */
const margin = 2;
const fewest = 5;

/** So many rows of heads the widest table of the form has. */
const mostHeads = 3;

const heading = /^\s*[一二三四五六]、[^\t]{2,30}$/;
const figure = /(^|\t)\s*([\d０-９]|〔)/;

/** Everything is folded up that is far from the differences; without any there is nothing to look for. */
export function folding(differences: readonly Difference[]): Extension {
  const field = StateField.define<DecorationSet>({
    create: ({ doc }) => foldsOf(doc, differences),
    update(folds, { selection }) {
      const place = selection?.main;
      return place ? folds.update({ filter: (from, to) => place.to < from || to < place.from }) : folds;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
  return field;
}

class Fold extends WidgetType {
  constructor(readonly lines: number) {
    super();
  }

  eq({ lines }: Fold): boolean {
    return lines === this.lines;
  }

  toDOM(view: EditorView): HTMLElement {
    const node = button(`展开没有改动的 ${this.lines} 行`, "fold", () => {
      // The cursor opens the fold, and is where reading goes on.
      view.dispatch({ selection: { anchor: view.posAtDOM(node) } });
      view.focus();
    });
    return node;
  }

  /** The button answers by itself; keys that mean nothing to it are the editor's. */
  ignoreEvent(event: Event): boolean {
    return !(event instanceof KeyboardEvent);
  }

  get estimatedHeight(): number {
    return 30;
  }
}

function foldsOf(doc: Text, differences: readonly Difference[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const shown = shownLines(doc, differences);
  let first = 1;
  for (const next of [...shown, doc.lines + 1]) {
    if (shown.length > 0 && next - first >= fewest) {
      const [from, to] = [doc.line(first).from, doc.line(next - 1).to];
      const lines = doc.sliceString(from, to).split("\n").filter((line) => line.trim()).length;
      if (lines >= fewest) builder.add(from, to, Decoration.replace({ widget: new Fold(lines), block: true }));
    }
    first = next + 1;
  }
  return builder.finish();
}

/** The differences with what is around them, the heading above them and, in a table, the heads of its columns. */
function shownLines(doc: Text, differences: readonly Difference[]): number[] {
  const shown = new Set<number>();
  const around = (number: number, step: number) => {
    for (let left = margin; left > 0 && (number += step) >= 1 && number <= doc.lines; ) {
      shown.add(number);
      if (doc.line(number).text.trim()) left--;
    }
  };
  let [number, index, section] = [0, 0, 0];
  let heads: number[] = [];
  let wasHead = false;
  for (const text of doc.iterLines()) {
    number++;
    if (heading.test(text)) section = number;
    const isHead = text.includes("\t") && !figure.test(text);
    if (isHead) heads = [...(wasHead ? heads : []), number].slice(-mostHeads);
    else if (!text.includes("\t")) heads = [];
    wasHead = isHead;
    const difference = differences[index];
    if (number !== difference?.first) continue;
    if (section > 0) shown.add(section);
    for (const head of heads) shown.add(head);
    for (let line = difference.first; line <= difference.last; line++) shown.add(line);
    around(difference.first, -1);
    around(difference.last, 1);
    index++;
  }
  return [...shown].sort((one, other) => one - other);
}
