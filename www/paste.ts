// Pasting into the draft what Word, WPS or a browser copied: text with its tables, plain text, or a file. HTML goes to
// the core as a string; the page itself never interprets it.

import type { EditorView } from "@codemirror/view";
import type { Core, IntakeResult } from "./core";
import { insertPiece } from "./editor";
import { losses } from "./files";
import { unchanged, type Notice, type Notify } from "./notices";

export interface Pasting {
  view: EditorView;
  core: () => Core | undefined;
  notify: Notify;
  openFiles: (files: FileList) => void;
}

/** Longer HTML than this is not read: the plain text beside it has all that a report needs. */
const mostHtml = 80_000_000;

export function pasting({ view, core, notify, openFiles }: Pasting) {
  const isDraft = (target: EventTarget | null) => target instanceof Node && view.contentDOM.contains(target);

  /** Puts the tables of `data`, with the text around them, into the draft; false where there are none. */
  function insertTables(data: DataTransfer, range: { from: number; to: number }): boolean {
    const html = data.getData("text/html");
    if (html.length > mostHtml || !/<table/i.test(html)) return false;
    let result: IntakeResult | undefined;
    try {
      result = core()?.intakeHtml(html);
    } catch (error) {
      const plain = data.getData("text/plain");
      const refusal = plain === "" ? "没有粘贴。" : insertPiece(view, plain, range);
      const outcome = refusal ? refusal + unchanged : "已按纯文字粘贴。";
      notify({ tone: "refused", text: `核对程序读表格时出错，${outcome}`, cause: String(error) });
      return true;
    }
    if (!result || result.refusal !== null || result.tables === 0) return false;
    const refusal = insertPiece(view, result.text, range);
    if (refusal) notify({ tone: "refused", text: refusal + unchanged });
    else notify(arrival(result));
    return true;
  }

  function paste(data: DataTransfer, target: EventTarget | null): boolean {
    // Where there is no draft yet, what is pasted anywhere on the page is meant to be one.
    const isStray = !isDraft(target) && view.state.doc.length === 0 && !document.querySelector("dialog[open]");
    const plain = data.getData("text/plain");
    if (isStray) view.focus();
    if ((isStray || isDraft(target)) && insertTables(data, view.state.selection.main)) return true;
    if (isStray && plain !== "") {
      const refusal = insertPiece(view, plain, view.state.selection.main);
      if (refusal) notify({ tone: "refused", text: refusal });
      return true;
    }
    // The editor pastes plain text itself.
    if (plain !== "") return false;
    if (data.files.length > 0) openFiles(data.files);
    else notify("剪贴板里没有文字。请在 Word 或网页里选中报告的文字，复制以后再粘贴。" + unchanged);
    return true;
  }

  function drop(data: DataTransfer, event: DragEvent): boolean {
    if (!isDraft(event.target) || data.types.includes("Files")) return false;
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
    view.focus();
    return insertTables(data, { from: at, to: at });
  }

  const take = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener(
    "paste",
    (event) => {
      const { clipboardData, target } = event;
      // What is pasted into a search field is meant for it.
      if (!clipboardData || clipboardData.types.length === 0 || target instanceof HTMLInputElement) return;
      if (paste(clipboardData, target)) take(event);
    },
    true,
  );
  window.addEventListener("drop", (event) => event.dataTransfer && drop(event.dataTransfer, event) && take(event), true);
}

/** What was left out of pasted tables must be seen; that nothing was, need not stay. */
function arrival({ tables, notices }: IntakeResult): Notice {
  return { text: `已读入 ${tables} 张表格。`, ...losses(notices), lasting: notices.length > 0 };
}
