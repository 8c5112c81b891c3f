// What the person has confirmed: the lines of a list, for this session only. They are kept in the editor's state, so
// that undo takes a confirmation back as it takes an edit back, and redo gives it again.

import { invertedEffects, isolateHistory } from "@codemirror/commands";
import { StateEffect, StateField, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { CheckResult } from "./core";

const setLines = StateEffect.define<readonly string[]>();

const lines = StateField.define<readonly string[]>({
  create: () => [],
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setLines)) return effect.value;
    return value;
  },
});

export const confirming: Extension = [
  lines,
  invertedEffects.of((transaction) =>
    changesConfirmed(transaction) ? [setLines.of(transaction.startState.field(lines))] : [],
  ),
];

/** Forgets everything, as a part of another step. */
export const forgetConfirmed = setLines.of([]);

export function changesConfirmed({ effects }: Transaction): boolean {
  return effects.some((effect) => effect.is(setLines));
}

/** The list as the core takes it, or nothing. */
export function confirmedList(state: EditorState): string | undefined {
  const confirmed = state.field(lines);
  return confirmed.length > 0 ? confirmed.join("\n") : undefined;
}

/** The lines that say that the number of a cell is right, as far as the last check found the cell. */
export function confirmedCells(state: EditorState, { unused }: CheckResult): string[] {
  const idle = unused.map(({ confirm }) => confirm);
  return state.field(lines).filter((line) => line.startsWith("cell\t") && !idle.includes(line));
}

export function confirm(view: EditorView, added: readonly string[]) {
  const before = view.state.field(lines);
  const more = added.filter((line) => !before.includes(line));
  // What is confirmed already is no step for undo to take back.
  if (more.length > 0) set(view, [...before, ...more]);
}

export function revoke(view: EditorView, removed: readonly string[]) {
  set(view, view.state.field(lines).filter((line) => !removed.includes(line)));
}

function set(view: EditorView, value: readonly string[]) {
  view.dispatch({ effects: setLines.of(value), annotations: isolateHistory.of("full"), userEvent: "confirm" });
}
