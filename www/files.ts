// Opening a file, by button or by dragging it onto the page, and saving one. What a file is, the core finds out.

import type { EditorView } from "@codemirror/view";
import { soon, type Core, type IntakeNotice, type IntakeResult } from "./core";
import { element } from "./element";
import { Cancelled, type Task } from "./long-work";
import { unchanged, type Notice, type Notify } from "./notices";
import { awaited } from "./waiting";

export interface Opening {
  openButtons: HTMLElement[];
  input: HTMLInputElement;
  view: EditorView;
  starting: Promise<Core>;
  notify: Notify;
  /** Puts the text of a file in place of the draft; says why where it cannot. */
  replace: (text: string) => string | undefined;
  onOpen: () => void;
  /** Takes a list of confirmations, which is no draft. */
  onConfirmed: (lines: string[]) => void;
}

/** The largest file that the core takes, in bytes; a larger one is not even read. */
const mostBytes = 80 * 2 ** 20;

/** Wires the ways to open a file; returns the one for files that come by another way. */
export function opening({ openButtons, input, view, starting, notify, replace, onOpen, onConfirmed }: Opening): (files: FileList) => void {
  /** Counts the files: of two that are read at once, the later one is meant. */
  let latest = 0;
  let reading: Task<unknown> | undefined;

  async function open(file: File): Promise<Notice | undefined> {
    const turn = ++latest;
    const refused = (why: string, cause?: string): Notice => {
      const draft = view.state.doc.length > 0 ? unchanged : "";
      return { tone: "refused", text: `没有读入“${file.name}”。${why}${draft}`, cause };
    };

    const read = await readFile(file, { starting, notify }, (task) => {
      if (turn !== latest) return false;
      reading?.cancel();
      reading = task;
      return true;
    });
    if (turn !== latest || read === "outdated") return undefined;
    if (read === "cancelled") return { tone: "attention", text: `没有读入“${file.name}”：已经取消。` };
    if ("why" in read) return refused(read.why + (read.isOurs ? "可以用别的程序打开它，复制里面的文字，再粘贴到草稿框里。" : ""), read.cause);
    const { result, core } = read;
    const list = core.confirmedList(result.text.startsWith("#") ? result.text : "");
    if (list.titled && list.refusal !== null) return refused(`${list.refusal}请改好以后再打开。`);
    if (list.titled) {
      onConfirmed(list.lines);
      const later = view.state.doc.length > 0 ? "" : "请打开草稿，相符的提示会归入“已确认”。";
      return { tone: "done", text: `已读入确认清单“${file.name}”：${list.lines.length} 条确认。${later}` };
    }
    const refusal = result.refusal ?? replace(result.text);
    if (refusal) return refused(refusal);
    onOpen();
    return arrival(file.name, result);
  }

  function openFirst(files: FileList) {
    const [file, second] = Array.from(files);
    if (!file) return;
    // What a file brings is to be seen.
    document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
    open(file).then((notice) => {
      if (notice) notify(second ? withLine(notice, `一次只能打开一个文件，只处理了“${file.name}”。`) : notice);
    });
  }

  for (const button of openButtons) button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    if (input.files) openFirst(input.files);
    // Choosing the same file again must count as a change.
    input.value = "";
  });
  // Anywhere on the page: a browser would leave the page, and the draft with it, for a file dropped beside the editor.
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  window.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  window.addEventListener(
    "drop",
    (event) => {
      if (!event.dataTransfer || !holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      openFirst(event.dataTransfer.files);
    },
    true,
  );
  return openFirst;
}

/** What a file holds; or why it could not be read, and whether that is our own fault. */
export type FileRead = { core: Core; result: IntakeResult } | { why: string; isOurs?: boolean; cause?: string } | "cancelled" | "outdated";

/** Reads a file. `begin` is handed the task that can be called off, and says whether it is still wanted. */
export async function readFile(
  file: File,
  { starting, notify }: Pick<Opening, "starting" | "notify">,
  begin: (task: Task<unknown>) => boolean,
): Promise<FileRead> {
  if (file.size > mostBytes) return { why: "文件太大，不像是一份年度报告。" };
  const bytes = await bytesOf(file).catch(() => undefined);
  if (!bytes) return { why: "文件读不出来，可能已经移走、改名，或者是一个文件夹。请核对以后再打开。" };
  const core = await starting.catch(() => undefined);
  if (!core) return { why: "核对程序没有启动。", isOurs: true };
  try {
    const task = soon(core, "intake", [file.name, bytes], bytes.length);
    if (!begin(task)) {
      task.cancel();
      return "outdated";
    }
    return { core, result: await awaited(task, `读入“${file.name}”`, notify) };
  } catch (error) {
    if (error instanceof Cancelled) return "cancelled";
    return { why: "核对程序读这个文件时出错，请把它另存为 .docx 再试。", isOurs: true, cause: String(error) };
  }
}

/** What the person is told about a file that was read: what it was, and what of it is not in the text. */
function arrival(name: string, { format, title, tables, notices }: IntakeResult): Notice {
  const kind = title ?? "";
  const gap = /^\w/.test(kind) ? " " : "";
  const text =
    format === "txt"
      ? `已读入“${name}”：${kind}。`
      : `已读入${gap}${kind}“${name}”：${tables > 0 ? `${tables} 张表格` : "没有表格"}。`;
  return { text, ...losses(notices), lasting: true };
}

/** The lines of a message about what is not in the text, and how loud it is: only a loss must catch the eye. */
export function losses(notices: IntakeNotice[]): Pick<Notice, "lines" | "tone"> {
  const lines = notices.map((notice) => notice.message);
  return { lines, tone: notices.some((notice) => notice.loss) ? "attention" : "done" };
}

function withLine(notice: Notice, line: string): Notice {
  return { ...notice, tone: notice.tone === "done" ? "attention" : notice.tone, lines: [...(notice.lines ?? []), line] };
}

/** Offers `content` as a file. */
export function saveFile(name: string, content: string | Uint8Array, type: string) {
  const blob = new Blob([content as BlobPart], { type: typeof content === "string" ? `${type};charset=utf-8` : type });
  const link = element("a", { href: URL.createObjectURL(blob), download: name.replace(/[\\/:*?"<>|\s]+/g, "") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Offers `text` as a file that even an old Notepad shows: with a byte order mark and Windows line ends. */
export function saveText(name: string, text: string) {
  saveFile(name, `\ufeff${text.replace(/\n/g, "\r\n")}`, "text/plain");
}

/** A report's first line that says something is its title; a long title goes on in a second one. */
export function titleOf(text: string): string {
  const lines = text.split("\n", 20).map((line) => line.trim());
  const [first = "", second = ""] = lines.filter((line) => line !== "");
  const isBroken = !first.endsWith("报告") && second.endsWith("年度报告");
  return (isBroken ? first + second : first).slice(0, 60) || "政府信息公开工作年度报告";
}

/** The bytes of a file. `File.arrayBuffer` is younger than the oldest engine. */
function bytesOf(file: File): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(file);
  });
}
