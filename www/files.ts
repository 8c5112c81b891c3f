// Opening a text file, by button or by dragging it onto the page, and saving one.

import type { EditorView } from "@codemirror/view";
import { replaceDraft } from "./editor";
import { element } from "./element";
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

export function opening({ openButton, input, view, notify, onOpen }: Opening) {
  async function open(file: File) {
    const text = file.size > mostBytes ? undefined : decode(await bytesOf(file));
    const refusal =
      file.size > mostBytes
        ? `“${file.name}”太大，不像是一份年度报告。没有载入；现有的草稿和这个文件都没有改动。`
        : text === undefined
          ? `“${file.name}”不是纯文本文件（可能是 Word、WPS 或 PDF 文件）。请用相应的程序打开它，全部选中、复制，再粘贴到草稿框里。现有的草稿没有改动。`
          : replaceDraft(view, text);
    if (refusal) notify(refusal);
    else onOpen();
  }

  function openSafely(file: File) {
    open(file).catch(() => notify(`“${file.name}”读不出来。现有的草稿没有改动。`));
  }

  openButton.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) openSafely(file);
    // Choosing the same file again must count as a change.
    input.value = "";
  });
  // Anywhere on the page: a browser would leave the page, and the draft with it, for a file dropped beside the editor.
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  window.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  window.addEventListener(
    "drop",
    (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const file = event.dataTransfer?.files[0];
      if (file) openSafely(file);
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

function bytesOf(file: File): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(file);
  });
}

/** The text of a file in one of the encodings that Chinese offices use; nothing where it is not text. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0)) return undefined;
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding.
    }
  }
  return undefined;
}
