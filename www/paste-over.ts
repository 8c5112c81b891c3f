// A whole report that is pasted into a draft that holds another one: both are in the editor then, which is hardly ever
// meant. The person is told so, and one click leaves only what was pasted.

import type { Extension } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import { shortestDraft } from "./editor";
import { button } from "./element";
import type { Notify } from "./notices";

/** Fewer headings of the form than this may be a part of a report. */
const fewestHeadings = 3;

export interface PastingOver {
  notify: Notify;
  /** Puts a text in place of the whole draft. */
  replace: (text: string) => void;
}

export function pastingOver({ notify, replace }: PastingOver): Extension {
  /** Where the report stands that was pasted, and what takes the offer away. */
  let pasted: { from: number; to: number; withdraw: () => void } | undefined;

  function offer(view: EditorView, from: number, to: number) {
    pasted?.withdraw();
    const only = button("只留刚粘贴的报告", "", () => {
      const text = pasted ? view.state.sliceDoc(pasted.from, pasted.to) : "";
      withdraw();
      replace(text);
      notify("原来的草稿已经换下，只留刚粘贴的报告。如果不合适，按 Ctrl+Z 恢复。");
    });
    const withdraw = () => {
      remove();
      pasted = undefined;
    };
    const text = "刚粘贴的是一份完整的报告，草稿框里原来还有内容，现在两份在一起。";
    const remove = notify({ text, tone: "attention", lasting: true, node: only });
    pasted = { from, to, withdraw };
  }

  return EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    const { changes, view } = update;
    if (pasted) {
      Object.assign(pasted, { from: changes.mapPos(pasted.from, 1), to: changes.mapPos(pasted.to, -1) });
      // It was taken back, or something else has come in place of both.
      if (pasted.from >= pasted.to) pasted.withdraw();
    }
    const range = pastedReport(update);
    // What the paste itself has to say comes first, and must not take this away.
    if (range) queueMicrotask(() => offer(view, range.from, range.to));
  });
}

/** Where a whole report was pasted beside another text, with nothing selected. */
function pastedReport({ transactions, changes, startState, state }: ViewUpdate): { from: number; to: number } | undefined {
  if (!transactions.some((transaction) => transaction.isUserEvent("input.paste"))) return undefined;
  if (!startState.selection.main.empty || startState.doc.toString().trim() === "") return undefined;
  let range: { from: number; to: number } | undefined;
  let isAddition = true;
  changes.iterChanges((fromA, toA, from, to) => {
    range = { from, to };
    isAddition = isAddition && fromA === toA;
  });
  return range && isAddition && isReport(state.sliceDoc(range.from, range.to)) ? range : undefined;
}

/** Whether a text has the title of a report, or several of its headings. */
function isReport(text: string): boolean {
  const title = /政府信息公开.*年度报告\s*$/m.test(text.slice(0, shortestDraft));
  const headings = text.match(/^\s*[一二三四五六]、.{2,30}$/gm) ?? [];
  return text.length >= shortestDraft && (title || headings.length >= fewestHeadings);
}
