// The draft as it first arrived, for the review copy and the check record: set when a whole text is put in, forgotten with it. It is kept
// in the editor's state, so that undo brings it back together with its text.

import { invertedEffects } from "@codemirror/commands";
import { StateEffect, StateField, type EditorState, type Extension, type Text, type Transaction } from "@codemirror/state";
import { replacesAll, shortestDraft } from "./editor";

const setOriginal = StateEffect.define<Text | undefined>();
const keep = StateEffect.define<null>();

const original = StateField.define<Text | undefined>({ create: () => undefined, update: originalAfter });

export const rememberingOriginal: Extension = [
  original,
  invertedEffects.of((transaction) => {
    const before = transaction.startState.field(original);
    return originalAfter(before, transaction) === before ? [] : [setOriginal.of(before)];
  }),
];

/** Says, as a part of another step, that the whole text that is put in is still the same draft. */
export const keepOriginal = keep.of(null);

/** Says, as a part of another step, that what is put in is no draft yet. */
export const forgetOriginal = setOriginal.of(undefined);

/** The draft as it first arrived, or nothing where it was typed. */
export function originalDraft(state: EditorState): string | undefined {
  return state.field(original)?.toString();
}

function originalAfter(before: Text | undefined, transaction: Transaction): Text | undefined {
  if (!transaction.docChanged) return before;
  // Of steps that are undone together, the earliest comes last.
  const known = transaction.effects.filter((effect) => effect.is(setOriginal)).pop();
  if (known) return known.value as Text | undefined;
  const { newDoc } = transaction;
  if (newDoc.length === 0) return undefined;
  if (transaction.effects.some((effect) => effect.is(keep)) || !replacesAll(transaction.changes)) return before;
  const pasted = transaction.isUserEvent("input.paste") && newDoc.length >= shortestDraft;
  return pasted || transaction.isUserEvent("input.replace") ? newDoc : before;
}
