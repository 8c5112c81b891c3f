// Shows the corrected report, alone or compared with the draft, as it arrived or as it is now, with every difference
// marked. Nothing is typed here.

import { EditorState, RangeSetBuilder, Text, type Extension } from "@codemirror/state";
import { Decoration, EditorView, highlightActiveLine, lineNumbers, type DecorationSet } from "@codemirror/view";
import { comparisonOf, removedFrom, type Difference } from "./comparison";
import type { FixResult, Span } from "./core";
import { differences, type Change } from "./differences";
import { legibleText } from "./editor";
import { button, element } from "./element";
import { folding } from "./folds";

/** What the report can be compared with: the draft as it arrived, and as it is now. */
export type Beside = "original" | "draft";

export interface Reader {
  /**
   * The original is shown only where it is not the draft, and what is no report is compared with nothing. Says whether
   * the report differs from the draft.
   */
  show(texts: Record<Beside, string>, corrected: Corrected, isReport: boolean): boolean;
  /** Selects a place in the corrected report. */
  reveal(span: Span): void;
  /** What stands in the corrected report where a place of the text before was changed. */
  changedAt(span: Span, before: Beside): Span | undefined;
  /** Goes to the next difference, or to the one before. */
  step(direction: 1 | -1): void;
}

export interface ReaderOptions {
  container: HTMLElement;
  /** The buttons that mark what differs from a text, or no longer. */
  compare: Record<Beside, HTMLButtonElement>;
  /** Called when somebody tries to type. */
  onType: () => void;
}

type Corrected = Pick<FixResult, "text" | "open" | "kept">;

const names: Record<Beside, string> = { original: "打开时的原稿", draft: "现在的草稿" };

/** In a narrower window, in pixels, there is no room for two texts beside each other. */
const narrowestForTwo = 1_000;

/** A change that is as near as this to a place in the draft is the change of that place. */
const nearest = 40;

export function reader({ container, compare, onType }: ReaderOptions): Reader {
  let shown: { texts: Record<Beside, string>; corrected: Corrected; isReport: boolean } | undefined;
  let view: EditorView | undefined;
  /** The text before, where it is shown beside the report. */
  let before: EditorView | undefined;
  /** What was changed since each of the texts, as far as somebody asked. */
  let known: Partial<Record<Beside, readonly Change[]>> = {};
  let found: Difference[] = [];
  let isComparing = true;
  let isApart = false;
  /** What the person wants to see compared; else all that was changed since the draft arrived. */
  let chosen: Beside = "original";
  const status = element("span", { role: "status" });
  const legend = element("span");
  const steps = ([-1, 1] as const).map((direction) => {
    const control = button(direction < 0 ? "上一处" : "下一处", "", () => step(direction));
    control.title = direction < 0 ? "Shift+F8" : "F8";
    return control;
  });
  const hasRoom = matchMedia(`(min-width: ${narrowestForTwo}px)`);
  const apart = button("并排", "", () => {
    isApart = !isApart;
    build();
  });
  apart.title = "左边是草稿，右边是改后报告";
  const titles = element("div", { class: "sides" }, legend, status, element("span", {}, ...steps, apart));
  const pair = element("div", { class: "pair" });
  container.append(titles, pair);

  function build() {
    view?.destroy();
    before?.destroy();
    view = before = undefined;
    found = [];
    const hasOriginal = shown !== undefined && shown.texts.original !== shown.texts.draft;
    const beside = isComparing && shown?.isReport ? (hasOriginal ? chosen : "draft") : undefined;
    for (const [name, control] of buttons) {
      control.setAttribute("aria-pressed", String(name === beside));
      control.disabled = !shown?.isReport;
    }
    compare.original.hidden = !hasOriginal;
    titles.hidden = !beside;
    const isPair = isApart && hasRoom.matches && !titles.hidden;
    apart.setAttribute("aria-pressed", String(isPair));
    // Two tables beside each other need the whole width.
    container.closest("[role=tabpanel]")?.classList.toggle("is-pair", isPair);
    if (!shown) return;
    const { texts, corrected } = shown;
    const doc = Text.of(corrected.text.split("\n"));
    const extensions = [reading("改后报告", onType), EditorView.decorations.of(marksOf(corrected))];
    if (beside) {
      const { differences, marks } = comparisonOf(texts[beside], doc, changesSince(beside));
      extensions.push(marks, folding(differences));
      found = differences;
      describe(names[beside]);
      apart.hidden = !hasRoom.matches;
      if (isPair) {
        const marked = [reading(names[beside], onType), removedFrom(texts[beside], changesSince(beside))];
        before = new EditorView({ doc: texts[beside], extensions: marked, parent: pair });
      }
    }
    view = new EditorView({ doc, extensions, parent: pair });
    if (found[0]) goTo(view, found[0]);
  }

  function changesSince(text: Beside): readonly Change[] {
    if (!shown) return [];
    const { texts, corrected } = shown;
    const same = texts.original === texts.draft ? "draft" : text;
    return (known[same] = known[same] ?? differences(texts[same], corrected.text));
  }

  function describe(name: string) {
    for (const control of steps) control.hidden = found.length < 2;
    status.textContent = "";
    const words = [element("del", {}, "划去的"), `是${name}里的，`, element("ins", {}, "画线的"), "是改后的。"];
    legend.textContent = "";
    legend.append(...(found.length > 0 ? words : [`与${name}没有不同的地方。`]));
  }

  function goTo(view: EditorView, difference: Difference) {
    const { place, was, words } = difference;
    view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: "center" }) });
    before?.dispatch({ selection: { anchor: was }, effects: EditorView.scrollIntoView(was, { y: "center" }) });
    status.textContent = `第 ${found.indexOf(difference) + 1} 处，共 ${found.length} 处：${words}`;
  }

  function step(direction: 1 | -1) {
    if (!view || found.length === 0) return;
    const { number } = view.state.doc.lineAt(view.state.selection.main.head);
    const ahead = direction > 0 ? found.find(({ first }) => first > number) : found.filter(({ last }) => last < number).pop();
    goTo(view, ahead ?? (found[direction > 0 ? 0 : found.length - 1] as Difference));
    // A button is pressed again; a key was pressed anywhere.
    if (!titles.contains(document.activeElement)) view.focus();
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
    if (isComparing) build();
  });

  return {
    show(texts, corrected, isReport) {
      shown = { texts, corrected, isReport };
      known = {};
      build();
      return isReport && changesSince("draft").length > 0;
    },
    reveal([anchor, head]) {
      view?.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view?.focus();
    },
    changedAt([from, to], text) {
      const changes = changesSince(text);
      let [low, high] = [0, changes.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((changes[middle] as Change).a[1] < from) low = middle + 1;
        else high = middle;
      }
      const [before, after] = [changes[low - 1], changes[low]];
      const [farBefore, farAfter] = [before ? from - before.a[1] : Infinity, after ? after.a[0] - to : Infinity];
      return Math.min(farBefore, farAfter) > nearest ? undefined : (farBefore < farAfter ? before : after)?.b;
    },
    step,
  };
}

function reading(label: string, onType: () => void): Extension {
  return [
    lineNumbers(),
    highlightActiveLine(),
    EditorState.readOnly.of(true),
    EditorView.editorAttributes.of({ "data-side": label }),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
    EditorView.domEventHandlers({
      beforeinput: (event) => (/^(insert|delete)/.test(event.inputType) ? onType() : undefined),
      compositionstart: onType,
      paste: onType,
    }),
    legibleText(),
  ];
}

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
