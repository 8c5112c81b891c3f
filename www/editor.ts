// The draft's editor, and the few ways in which the page changes the draft as a whole.

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Text, type ChangeSet, type Extension, type StateEffect } from "@codemirror/state";
import {
  EditorView,
  ViewPlugin,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { element } from "./element";
import { unchanged, type Notify } from "./notices";
import { chinesePhrases } from "./phrases";
import { tableRows } from "./table-rows";

/** The longest draft that the editor takes, in UTF-16 code units; a report has some ten thousand. */
const longest = 20_000_000;

/** A shorter text is put in as a piece of a draft, not as a whole one. */
export const shortestDraft = 200;

export function createEditor(parent: HTMLElement, doc: string, extensions: Extension): EditorView {
  return new EditorView({
    parent,
    doc,
    extensions: [
      lineNumbers(),
      highlightActiveLine(),
      history({ minDepth: 200 }),
      highlightSelectionMatches({ minSelectionLength: 2 }),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": "草稿", spellcheck: "false", tabindex: "0" }),
      legibleText(),
      extensions,
    ],
  });
}

/** What every view of a report has in common: wrapping, table rows, search, Chinese words. */
export function legibleText(): Extension {
  return [
    EditorView.lineWrapping,
    EditorState.tabSize.of(8),
    lightOrDark(),
    highlightSpecialChars({
      render: () => element("span", { class: "cm-unseen", title: "看不见的字符" }, "•"),
    }),
    tableRows(),
    chinesePhrases(),
    search({ top: true }),
    keymap.of(searchKeymap),
  ];
}

/** As the system is, also when that changes. */
function lightOrDark(): Extension {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = new Compartment();
  const current = () => EditorView.darkTheme.of(dark.matches);
  const following = ViewPlugin.define((view) => {
    const follow = () => view.dispatch({ effects: theme.reconfigure(current()) });
    dark.addEventListener("change", follow);
    return { destroy: () => dark.removeEventListener("change", follow) };
  });
  return [theme.of(current()), following];
}

/** Puts `text` in place of the whole draft, as one step that undo takes back; says why where it is too long. */
export function replaceDraft(view: EditorView, text: string, effects: StateEffect<unknown>[] = []): string | undefined {
  if (text.length > longest) return tooLong(text.length);
  const replacing = wholeDraft(view.state, text);
  view.dispatch({ ...replacing, effects: [replacing.effects, ...effects], userEvent: "input.replace" });
  return undefined;
}

/** Puts `text` in place of `range`, as one step that undo takes back; says why where it is too long. */
export function insertPiece(view: EditorView, text: string, { from, to }: { from: number; to: number }): string | undefined {
  const { doc } = view.state;
  if (doc.length - (to - from) + text.length > longest) return tooLong(text.length);
  const insert = view.state.toText(fitted(text, doc.lineAt(from).from < from, to < doc.lineAt(to).to));
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    annotations: isolateHistory.of("full"),
    userEvent: "input.paste",
  });
  return undefined;
}

/** A single line, as a row of cells, goes into the line where it is put; several are lines of their own there. */
function fitted(text: string, hasTextBefore: boolean, hasTextBehind: boolean): string {
  const lines = text.replace(/\n+$/, "");
  if (!lines.includes("\n")) return lines;
  return (hasTextBefore ? "\n" : "") + (hasTextBehind ? text : text.replace(/\n$/, ""));
}

function wholeDraft(state: EditorState, text: string | Text) {
  return {
    changes: { from: 0, to: state.doc.length, insert: text },
    selection: { anchor: 0 },
    effects: EditorView.scrollIntoView(0, { y: "start", yMargin: 20 }),
    annotations: isolateHistory.of("full"),
  };
}

/** A whole draft that is put into an empty editor, or pasted over the untouched example, shows its beginning. */
export function wholeDrafts(example: string): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    const { doc } = transaction.startState;
    if (!transaction.isUserEvent("input") || transaction.isUserEvent("input.replace")) return transaction;
    const overExample = transaction.isUserEvent("input.paste") && isText(doc, example);
    if (doc.length > 0 && !overExample) return transaction;
    const inserted = insertedText(transaction.changes);
    if (inserted.length < shortestDraft) return transaction;
    return { ...wholeDraft(transaction.startState, inserted), userEvent: "input.paste" };
  });
}

/** Whether a document is this text; most are not even as long. */
export function isText(doc: Text, text: string): boolean {
  return doc.length === text.length && doc.toString() === text;
}

/** Whether nothing is left of what the draft was before. */
export function replacesAll(changes: ChangeSet): boolean {
  let kept = 0;
  changes.iterGaps((_from, _to, length) => (kept += length));
  return kept === 0;
}

function insertedText(changes: ChangeSet): Text {
  let text = Text.empty;
  changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => (text = text.append(inserted)));
  return text;
}

/** Keeps a paste out that would make the draft longer than the editor can show. */
export function refuseLongPaste(notify: Notify): Extension {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const length = event.clipboardData?.getData("text/plain").length ?? 0;
      if (view.state.doc.length + length <= longest) return false;
      notify({ tone: "refused", text: tooLong(length) + unchanged });
      event.preventDefault();
      return true;
    },
  });
}

function tooLong(length: number): string {
  const millions = (count: number) => `${Math.round(count / 10_000)} 万字`;
  return `内容太长（约 ${millions(length)}），最多能核对 ${millions(longest)}。`;
}
