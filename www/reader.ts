// Shows the corrected report, alone or beside the draft, as it arrived or as it is now, with every difference marked.
// Nothing is typed here.

import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, RangeSet, RangeSetBuilder, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass, lineNumbers, type DecorationSet } from "@codemirror/view";
import type { FixResult, Span } from "./core";
import { differences } from "./differences";
import { legibleText } from "./editor";
import { element, fill } from "./element";
import { folding } from "./folds";

/** What the report can be shown beside: the draft as it arrived, and as it is now. */
export type Beside = "original" | "draft";

export interface Reader {
  /** The original is shown only where it is not the draft. */
  show(texts: Record<Beside, string>, corrected: Corrected): void;
  /** Selects a place in the corrected report. */
  reveal(span: Span): void;
}

export interface ReaderOptions {
  container: HTMLElement;
  /** The buttons that show a text beside the report, or no longer. */
  compare: Record<Beside, HTMLButtonElement>;
  /** Called when somebody tries to type. */
  onType: () => void;
}

type Corrected = Pick<FixResult, "text" | "open" | "kept">;

/** In a narrower window, in pixels, the differences stand in one column, what was taken out above what is there now. */
const narrowestForTwo = 1_000;

const names: Record<Beside, string> = { original: "打开时的原稿", draft: "现在的草稿" };

const diffConfig = { override: differences };

export function reader({ container, compare, onType }: ReaderOptions): Reader {
  let shown: { texts: Record<Beside, string>; corrected: Corrected } | undefined;
  let comparison: MergeView | undefined;
  let view: EditorView | undefined;
  let isComparing: boolean | undefined;
  /** What the person wants to see beside the report; else all that was changed since the draft arrived. */
  let chosen: Beside = "original";
  const hasRoom = matchMedia(`(min-width: ${narrowestForTwo}px)`);
  const titles = element("div", { class: "sides" });
  container.append(titles);

  function build() {
    comparison?.destroy();
    view?.destroy();
    comparison = view = undefined;
    const hasOriginal = shown !== undefined && shown.texts.original !== shown.texts.draft;
    // What was changed is what one wants to see first; where there is room, it is shown so.
    isComparing = isComparing ?? hasRoom.matches;
    const beside = isComparing ? (hasOriginal ? chosen : "draft") : undefined;
    for (const [name, control] of buttons) {
      control.setAttribute("aria-pressed", String(name === beside));
      control.disabled = !shown?.corrected.text;
    }
    compare.original.hidden = !hasOriginal;
    titles.hidden = !beside || !shown?.corrected.text;
    if (!shown) return;
    const { texts, corrected } = shown;
    const report = { doc: corrected.text, extensions: [reading("改后报告", onType), spotMarks.init(() => marksOf(corrected))] };
    const isApart = beside !== undefined && hasRoom.matches;
    if (beside) fill(titles, (isApart ? [names[beside], "改后报告"] : [`改后报告；划去的是${names[beside]}里的文字`]).map((words) => element("span", {}, words)));
    if (beside && isApart) {
      const a = { doc: texts[beside], extensions: [reading(names[beside], onType), quietBlanks, folding()] };
      const b = { ...report, extensions: [report.extensions, quietBlanks, folding()] };
      comparison = new MergeView({ a, b, parent: container, diffConfig });
    } else {
      const difference = beside ? [unifiedMergeView({ original: texts[beside], mergeControls: false, diffConfig }), folding()] : [];
      view = new EditorView({ ...report, extensions: [report.extensions, difference], parent: container });
    }
  }

  const buttons = Object.entries(compare) as [Beside, HTMLButtonElement][];
  for (const [name, control] of buttons) {
    control.disabled = true;
    control.addEventListener("click", () => {
      isComparing = control.getAttribute("aria-pressed") !== "true";
      chosen = name;
      build();
    });
  }
  titles.hidden = compare.original.hidden = true;
  hasRoom.addEventListener("change", () => {
    const hadFocus = container.contains(document.activeElement);
    if (isComparing) build();
    if (hadFocus) (comparison?.b ?? view)?.focus();
  });

  return {
    show(texts, corrected) {
      shown = { texts, corrected };
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

/** Blank lines that come or go are no change to a report: nothing is drawn beside them. */
const blankLine = new (class extends GutterMarker {
  elementClass = "cm-blankLine";
})();

const quietBlanks = StateField.define<RangeSet<GutterMarker>>({
  create({ doc }) {
    const builder = new RangeSetBuilder<GutterMarker>();
    let from = 0;
    for (const line of doc.iterLines()) {
      if (line.trim() === "") builder.add(from, from, blankLine);
      from += line.length + 1;
    }
    return builder.finish();
  },
  update: (lines) => lines,
  provide: (field) => gutterLineClass.from(field),
});

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
