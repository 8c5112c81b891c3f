// The ways to take the corrected report along: as a Word file, by the clipboard, on paper, and what goes with it: the
// review copy and the check record.

import { copyAs } from "./copy";
import { Fault, type Core } from "./core";
import { saveFile, saveText } from "./files";
import type { Notify } from "./notices";
import { printing } from "./printing";

/** The buttons. */
export type Ways = Record<"saveDocx" | "copy" | "print" | "review" | "record" | "printRecord" | "savePage" | "save", HTMLButtonElement>;

export interface Corrected {
  draft: string;
  confirmed: string | undefined;
  core: Core;
  text: string;
  title: string;
  /** A draft that is no report has a text only. */
  isReport: boolean;
}

export interface TakingAlong {
  ways: Ways;
  /** Whether the tab is in sight: then the browser's own command prints the report. */
  isShown: () => boolean;
  /** The draft as it first arrived. */
  original: () => string | undefined;
  notify: Notify;
}

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Wires the buttons; returns the function that says what there is to be taken along. */
export function takingAlong({ ways, isShown, original, notify }: TakingAlong): (corrected: Corrected | undefined) => void {
  let current: Corrected | undefined;

  /** What the core makes of the report, or nothing where it refuses and the person was told why. */
  function made<T>(make: (corrected: Corrected) => T): T | undefined {
    try {
      return current && make(current);
    } catch (error) {
      const isFault = error instanceof Fault;
      const text = isFault ? "核对程序出错，这份文件没有生成。草稿和改后报告没有改动。" : (error as Error).message;
      notify({ tone: "refused", text, cause: isFault ? error.message : undefined });
      return undefined;
    }
  }

  function saves(control: HTMLButtonElement, kind: string, type: string, make: (corrected: Corrected) => string | Uint8Array) {
    control.addEventListener("click", () => {
      const content = made(make);
      if (!current || content === undefined) return;
      saveFile(`${current.title}（${kind}`, content, type);
      sayOn(control, "已保存");
    });
  }

  const page = ({ core, text }: Corrected) => core.reportPage(text);
  saves(ways.saveDocx, "改后）.docx", word, ({ core, text }) => core.reportDocx(text));
  saves(ways.review, "审阅稿）.docx", word, ({ core, draft, confirmed }) => core.reviewDocx(draft, confirmed));
  saves(ways.record, "校核记录）.docx", word, ({ core, draft, confirmed }) => core.recordDocx(draft, confirmed, original()));
  saves(ways.savePage, "改后）.html", "text/html", page);
  ways.save.addEventListener("click", () => {
    if (!current) return;
    saveText(`${current.title}（改后）.txt`, current.text);
    sayOn(ways.save, "已保存");
  });

  ways.copy.addEventListener("click", () => {
    const formats = made((corrected) => ({
      "text/plain": corrected.text,
      ...(corrected.isReport ? { "text/html": page(corrected) } : {}),
    }));
    if (!formats) return;
    if (copyAs(formats)) sayOn(ways.copy, "已复制");
    else notify("没能复制。请在改后报告里按 Ctrl+A 全部选中，再按 Ctrl+C 复制。");
  });

  const { print, forget } = printing({ isShown, page: () => (current?.isReport ? made(page) : undefined) });
  function prints(control: HTMLButtonElement, make: (corrected: Corrected) => string) {
    control.addEventListener("click", () => {
      const html = made(make);
      if (html !== undefined) print(html);
    });
  }
  prints(ways.print, page);
  prints(ways.printRecord, ({ core, draft, confirmed }) => core.recordPage(draft, confirmed, original()));

  return (corrected) => {
    current = corrected;
    forget();
    for (const control of Object.values(ways)) control.disabled = !corrected?.isReport;
    for (const control of [ways.copy, ways.save]) control.disabled = !corrected;
  };
}

/** Says on the button itself, for a moment, that it did its work. */
function sayOn(control: HTMLButtonElement, words: string) {
  if (control.dataset.confirming) return;
  const before = control.textContent ?? "";
  control.dataset.confirming = "true";
  // The buttons beside it stay where they are.
  control.style.minWidth = `${control.offsetWidth}px`;
  control.textContent = words;
  setTimeout(() => {
    control.textContent = before;
    delete control.dataset.confirming;
    control.style.minWidth = "";
  }, 1_500);
}
