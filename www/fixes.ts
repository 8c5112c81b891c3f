// Applies fixes: at the places where their text stands today, or not at all.

import { isolateHistory } from "@codemirror/commands";
import type { EditorState, TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Finding, Fix } from "./core";
import { currentFindings, currentRange, isUntouched } from "./diagnostics";

/** Applies one fix as one step of undo and brings it into sight; says whether it could, and whether it is to be filled in. */
export function applyFix(view: EditorView, fix: Fix): "done" | "toFillIn" | undefined {
  const known = currentFindings(view.state).some((finding) => finding.fixes.includes(fix));
  const changes = known && changesOf(view.state, fix);
  const first = changes && changes.reduce((first, change) => (change.from < first.from ? change : first));
  if (!first) return undefined;
  const spot = openSpot.exec(first.insert);
  const from = first.from + (spot?.index ?? 0);
  dispatch(view, changes, {
    // What is typed next is what is to be filled in.
    ...(spot && { selection: { anchor: from, head: from + spot[0].length } }),
    effects: EditorView.scrollIntoView(first.from, { y: "nearest", yMargin: aroundFix }),
  });
  return spot ? "toFillIn" : "done";
}

const openSpot = /〔请填写[^〕\n]*〕/;

/** What is seen above and below a place that was changed, in pixels. */
const aroundFix = 60;

/** The fixes that need nobody's judgement, as the core chooses them: the safe one, or the only suggestion. */
function reliableFixes(findings: readonly Finding[]): Fix[] {
  const fixes: Fix[] = [];
  for (const finding of findings) {
    const [first, second] = finding.fixes.filter((fix) => fix.applicability !== "manual");
    if (first && (first.applicability === "safe" || !second)) fixes.push(first);
  }
  return fixes;
}

/** The changes of each reliable fix that can be made together; where two touch the same place, the first wins. */
export function fixesAtOnce(state: EditorState, findings: readonly Finding[]): Change[][] {
  const taken = new Uint8Array(state.doc.length + 1);
  const chosen: Change[][] = [];
  for (const fix of reliableFixes(findings)) {
    const changes = changesOf(state, fix);
    if (!changes || changes.some(({ from, to }) => taken.subarray(from, to + 1).includes(1))) continue;
    for (const { from, to } of changes) taken.fill(1, from, to + 1);
    chosen.push(changes);
  }
  return chosen;
}

/** Applies them as one step of undo and says how many. */
export function applyReliableFixes(view: EditorView): number {
  const chosen = fixesAtOnce(view.state, currentFindings(view.state));
  if (chosen.length > 0) dispatch(view, chosen.reduce((all, changes) => all.concat(changes), []));
  return chosen.length;
}

interface Change {
  from: number;
  to: number;
  insert: string;
}

function changesOf(state: EditorState, fix: Fix): Change[] | undefined {
  if (!fix.edits.every((edit) => isUntouched(state, edit.span))) return undefined;
  return fix.edits.map((edit) => ({ ...currentRange(state, edit.span), insert: edit.text }));
}

function dispatch(view: EditorView, changes: Change[], shown: Pick<TransactionSpec, "selection" | "effects"> = {}) {
  view.dispatch({ ...shown, changes, annotations: isolateHistory.of("full"), userEvent: "input.fix" });
}
