// Long stretches without a difference, folded up in a comparison until somebody opens them: with a button, or by going
// to a place in them. They open on both sides at once.

import { getChunks, mergeViewSiblings } from "@codemirror/merge";
import { EditorState, RangeSetBuilder, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { button } from "./element";

/** So many lines beside a difference stay in sight, and fewer than so many are not worth a fold. */
const margin = 2;
const fewest = 5;

/** Opens the fold before the difference with this number, which is the same one on both sides. */
const unfold = StateEffect.define<number>();

const folds = StateField.define<DecorationSet>({
  create: foldsOf,
  update(value, { effects, startState, state }) {
    // Of two sides, the differences are known later than the text.
    if (!getChunks(startState)) return foldsOf(state);
    const opened = effects.filter((effect) => effect.is(unfold)).map(({ value }) => value);
    return opened.length === 0 ? value : value.update({ filter: (_from, _to, fold) => !opened.includes(numberOf(fold)) });
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function folding(): Extension {
  return [
    folds,
    EditorState.transactionExtender.of(({ startState, selection }) => {
      if (!selection) return null;
      const { anchor, head } = selection.main;
      return { effects: foldsIn(startState, anchor).concat(foldsIn(startState, head)).map((number) => unfold.of(number)) };
    }),
    EditorView.updateListener.of(({ view, transactions }) => {
      const sides = mergeViewSiblings(view);
      const other = sides?.a === view ? sides.b : sides?.a;
      if (!other) return;
      const folded = foldsIn(other.state, 0, other.state.doc.length);
      const effects = transactions.reduce<readonly StateEffect<unknown>[]>((all, { effects }) => all.concat(effects), []);
      const opened = effects.filter((effect) => effect.is(unfold) && folded.includes(effect.value));
      if (opened.length > 0) other.dispatch({ effects: opened });
    }),
  ];
}

class Fold extends WidgetType {
  constructor(
    readonly number: number,
    readonly lines: number,
  ) {
    super();
  }

  eq({ number, lines }: Fold): boolean {
    return number === this.number && lines === this.lines;
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

/** Everything is folded up that is far from the differences; without any there is nothing to look for. */
function foldsOf(state: EditorState): DecorationSet {
  const { chunks, side } = getChunks(state) ?? { chunks: [], side: null };
  const { doc } = state;
  const builder = new RangeSetBuilder<Decoration>();
  let first = 1;
  const fold = (number: number, last: number) => {
    const lines = last - first + 1;
    if (lines < fewest) return;
    builder.add(doc.line(first).from, doc.line(last).to, Decoration.replace({ widget: new Fold(number, lines), block: true }));
  };
  chunks.forEach(({ fromA, toA, fromB, toB }, number) => {
    const [from, to] = side === "a" ? [fromA, toA] : [fromB, toB];
    fold(number, doc.lineAt(from).number - 1 - margin);
    first = doc.lineAt(Math.min(doc.length, to)).number + margin;
  });
  if (chunks.length > 0) fold(chunks.length, doc.lines);
  return builder.finish();
}

/** The numbers of the folds that hold a place, or a part of a range. */
function foldsIn(state: EditorState, from: number, to = from): number[] {
  const numbers: number[] = [];
  state.field(folds).between(from, to, (_from, _to, fold) => void numbers.push(numberOf(fold)));
  return numbers;
}

function numberOf({ spec }: Decoration): number {
  return spec.widget.number;
}
