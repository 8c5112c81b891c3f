// Writes a number that was typed into a cell of the tables into the draft.

import { isolateHistory } from "@codemirror/commands";
import type { EditorView } from "@codemirror/view";
import type { Span } from "./core";
import { currentRange, isUntouched } from "./diagnostics";

/**
 * A number as the form wants it, from what a person types: full-width digits, a full stop or a dash of an input method
 * and blanks are put right, zeros that mean nothing left out; nothing where it is no number.
 */
export function typedNumber(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace(/。/g, ".").replace(/[−–—]/g, "-");
  const ungrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replace(/,/g, "") : plain;
  return /^-?\d+(\.\d+)?$/.test(ungrouped) ? ungrouped.replace(/^(-?)0+(?=\d)/, "$1") : undefined;
}

/** Puts `text` in place of a span of the last check, as one step of undo; says whether it could. */
export function writeAt(view: EditorView, span: Span, text: string): boolean {
  if (!isUntouched(view.state, span)) return false;
  const { from, to } = currentRange(view.state, span);
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    annotations: isolateHistory.of("full"),
    userEvent: "input.cell",
  });
  return true;
}
