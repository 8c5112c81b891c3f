// Keys that work wherever the focus is, because a click on a fix leaves it on a button that is then gone.

import { redo, undo } from "@codemirror/commands";
import type { EditorView } from "@codemirror/view";

export interface DraftKeys {
  view: EditorView;
  /** Whether something lies over the page, which keeps its own keys. */
  isCovered: () => boolean;
  isShown: () => boolean;
  /** Whether a field shows what the draft holds, so that undo in it means the draft. */
  showsDraft: (field: HTMLInputElement) => boolean;
  /** Goes through what there is to look at on the tab in sight. */
  step: (direction: 1 | -1) => void;
}

export function draftKeys({ view, isCovered, isShown, showsDraft, step }: DraftKeys) {
  window.addEventListener("keydown", (event) => {
    // The editor has answered already, or the words in a search field are meant.
    if (event.defaultPrevented || (event.target instanceof HTMLInputElement && !showsDraft(event.target))) return;
    const isStep = event.key === "F8";
    const action = isStep ? () => step(event.shiftKey ? -1 : 1) : historyAction(event, view);
    if (!action) return;
    // Where the draft does not show, the browser's own undo would change it unseen.
    event.preventDefault();
    if (!isCovered() && (isStep || isShown())) action();
  });
}

function historyAction(event: KeyboardEvent, view: EditorView): (() => unknown) | undefined {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return undefined;
  const key = event.key.toLowerCase();
  if (key === "y" || (key === "z" && event.shiftKey)) return () => redo(view);
  return key === "z" ? () => undo(view) : undefined;
}
