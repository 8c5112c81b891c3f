// Shows the corrected report, alone or with the draft beside it and every difference marked. Nothing is typed here.

import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, RangeSetBuilder, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, lineNumbers, type DecorationSet } from "@codemirror/view";
import type { FixResult, Span } from "./core";
import { differences } from "./differences";
import { legibleText } from "./editor";
import { folding } from "./folds";

export interface Reader {
  show(draft: string, corrected: Corrected): void;
  /** Selects a place in the corrected report. */
  reveal(span: Span): void;
}

export interface ReaderOptions {
  container: HTMLElement;
  /** The button that shows the draft beside the report, or no longer. */
  compare: HTMLButtonElement;
  /** Called when somebody tries to type. */
  onType: () => void;
}

type Corrected = Pick<FixResult, "text" | "open" | "kept">;

/** In a narrower window, in pixels, the differences stand in one column, what was taken out above what is there now. */
const narrowestForTwo = 1_000;

const diffConfig = { override: differences };

export function reader({ container, compare, onType }: ReaderOptions): Reader {
  let shown: { draft: string; corrected: Corrected } | undefined;
  let comparison: MergeView | undefined;
  let view: EditorView | undefined;
  let isComparing: boolean | undefined;
  const hasRoom = matchMedia(`(min-width: ${narrowestForTwo}px)`);

  function build() {
    comparison?.destroy();
    view?.destroy();
    comparison = view = undefined;
    // What was changed is what one wants to see first; where there is room, it is shown so.
    isComparing = isComparing ?? hasRoom.matches;
    compare.setAttribute("aria-pressed", String(isComparing));
    compare.disabled = !shown?.corrected.text;
    if (!shown) return;
    const { draft, corrected } = shown;
    const report = { doc: corrected.text, extensions: [reading("改后报告", onType), spotMarks.init(() => marksOf(corrected))] };
    if (isComparing && hasRoom.matches) {
      const a = { doc: draft, extensions: [reading("草稿", onType), folding()] };
      const b = { ...report, extensions: [report.extensions, folding()] };
      comparison = new MergeView({ a, b, parent: container, diffConfig });
    } else {
      const difference = isComparing ? [unifiedMergeView({ original: draft, mergeControls: false, diffConfig }), folding()] : [];
      view = new EditorView({ ...report, extensions: [report.extensions, difference], parent: container });
    }
  }

  compare.disabled = true;
  compare.addEventListener("click", () => {
    isComparing = !isComparing;
    build();
  });
  hasRoom.addEventListener("change", () => {
    const hadFocus = container.contains(document.activeElement);
    if (isComparing) build();
    if (hadFocus) (comparison?.b ?? view)?.focus();
  });

  return {
    show(draft, corrected) {
      shown = { draft, corrected };
      build();
    },
    reveal([anchor, head]) {
      const target = comparison?.b ?? view;
      target?.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      target?.focus();
    },
  };
}

function reading(label: string, onType: () => void): Extension {
  return [
    lineNumbers(),
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
    EditorView.domEventHandlers({
      beforeinput: (event) => (/^(insert|delete)/.test(event.inputType) ? onType() : undefined),
      compositionstart: onType,
      paste: onType,
    }),
    legibleText(),
  ];
}

const spotMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks) => marks,
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf({ open, kept }: Corrected): DecorationSet {
  const mark = (name: string) => ({ span }: { span: Span }) => ({ span, decoration: Decoration.mark({ class: name }) });
  const marks = [...open.map(mark("cm-openSpot")), ...kept.map(mark("cm-keptPart"))];
  marks.sort((a, b) => a.span[0] - b.span[0]);
  const builder = new RangeSetBuilder<Decoration>();
  for (const { span, decoration } of marks) {
    if (span[0] < span[1]) builder.add(span[0], span[1], decoration);
  }
  return builder.finish();
}
