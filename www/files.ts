// Opening a text file, by button, by dragging it onto the page or by pasting it, and saving one.

import type { EditorView } from "@codemirror/view";
import { replaceDraft } from "./editor";
import { element } from "./element";
import { decode } from "./encoding";
import type { Notify } from "./notices";

export interface Opening {
  openButton: HTMLElement;
  input: HTMLInputElement;
  view: EditorView;
  notify: Notify;
  onOpen: () => void;
}

/** No encoding needs more bytes than this for the longest draft; a larger file is not even read. */
const mostBytes = 80_000_000;

/** Names of files that hold more than text, so that the person is told how to get the text out. */
const officeNames = /\.(docx?|wps|rtf|odt|pdf|html?|mht|xlsx?|et)$/i;
const pictureNames = /\.(png|jpe?g|gif|bmp|webp|tiff?|heic)$/i;

const unchanged = "现有的草稿没有改动。";

export function opening({ openButton, input, view, notify, onOpen }: Opening) {
  async function open(file: File) {
    if (file.size > mostBytes) return `“${file.name}”太大，不像是一份年度报告。没有载入；现有的草稿和这个文件都没有改动。`;
    if (pictureNames.test(file.name)) return `“${file.name}”是图片，不能从中读出文字。请复制报告的文字，再粘贴到草稿框里。${unchanged}`;
    const content = officeNames.test(file.name) ? undefined : decode(await bytesOf(file));
    if (!content) {
      return `“${file.name}”不是纯文本文件（可能是 Word、WPS、PDF 或网页文件）。请用相应的程序打开它，按 Ctrl+A 全部选中、按 Ctrl+C 复制，再到草稿框里按 Ctrl+V 粘贴。${unchanged}`;
    }
    if (content.text.trim() === "") return `“${file.name}”是空的，没有载入。${unchanged}`;
    const refusal = replaceDraft(view, content.text);
    if (refusal) return refusal;
    onOpen();
    if (content.damaged === 0) return undefined;
    return `“${file.name}”里有 ${content.damaged} 处字符已经损坏，读不出来，显示为“�”或者“•”。请对照原稿改正。`;
  }

  function openFirst(files: FileList) {
    const [file, second] = Array.from(files);
    if (!file) return;
    const others = second ? `一次只能打开一个文件，只处理了“${file.name}”。` : "";
    open(file)
      .catch(() => `“${file.name}”读不出来。${unchanged}`)
      .then((problem) => {
        if (problem || others) notify(others + (problem ?? ""));
      });
  }

  openButton.addEventListener("click", () => input.click());
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
  window.addEventListener(
    "paste",
    (event) => {
      const { clipboardData } = event;
      if (!clipboardData || clipboardData.types.length === 0 || clipboardData.getData("text/plain") !== "") return;
      event.preventDefault();
      event.stopPropagation();
      if (clipboardData.files.length > 0) openFirst(clipboardData.files);
      else notify(`剪贴板里没有文字。请在 Word 或网页里选中报告的文字，复制以后再粘贴。${unchanged}`);
    },
    true,
  );
}

/** Offers `text` as a file that even an old Notepad shows: with a byte order mark and Windows line ends. */
export function saveText(name: string, text: string) {
  const content = new Blob(["\ufeff", text.replace(/\n/g, "\r\n")], { type: "text/plain;charset=utf-8" });
  const link = element("a", { href: URL.createObjectURL(content), download: name.replace(/[\\/:*?"<>|\s]+/g, "") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A report's first line that says something is its title. */
export function titleOf(text: string): string {
  const line = text.split("\n", 20).find((line) => line.trim() !== "") ?? "";
  return line.trim().slice(0, 60) || "政府信息公开工作年度报告";
}

function bytesOf(file: File): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(file);
  });
}
