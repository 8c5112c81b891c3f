// The ways to take the corrected report along: as a Word file, by the clipboard, on paper, and what goes with it: the
// review copy and the check record.

import { copyAs } from "./copy";
import { Fault, soon, type Core } from "./core";
import { saveFile, saveText } from "./files";
import { Cancelled, type LongCall } from "./long-work";
import type { Notify } from "./notices";
import { printing } from "./printing";
import { awaited } from "./waiting";

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
  /** Last year's report, if the draft is checked beside it. */
  prior: () => string | undefined;
  notify: Notify;
}

type FileCall = "reportDocx" | "reviewDocx" | "recordDocx" | "reportPage";
type Arguments<K extends LongCall> = (corrected: Corrected) => Parameters<Core[K]>;
type Take<K extends LongCall> = (content: ReturnType<Core[K]>, corrected: Corrected) => void;

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Wires the buttons; returns the function that says what there is to be taken along. */
export function takingAlong({ ways, isShown, original, prior, notify }: TakingAlong): (corrected: Corrected | undefined) => void {
  let current: Corrected | undefined;

  /** What the core makes of the report, or nothing where it refuses and the person was told why. */
  function made<T>(make: (corrected: Corrected) => T): T | undefined {
    try {
      return current && make(current);
    } catch (error) {
      tell(error);
      return undefined;
    }
  }

  function tell(error: unknown) {
    if (error instanceof Cancelled) notify("已经取消，没有生成文件。");
    else if (error instanceof Fault) notify({ tone: "refused", text: "核对程序出错，这份文件没有生成。草稿和改后报告没有改动。", cause: error.message });
    else notify({ tone: "refused", text: (error as Error).message });
  }

  /** On a click, has the core make something, beside the page where that takes long, and takes it on. */
  function makes<K extends LongCall>(control: HTMLButtonElement, kind: string, name: K, args: Arguments<K>, take: Take<K>) {
    control.addEventListener("click", async () => {
      if (!current) return;
      const asked = current;
      try {
        const task = soon(asked.core, name, args(asked), asked.draft.length);
        const content = await awaited(task, `生成${kind}`, notify);
        if (current === asked) take(content, asked);
      } catch (error) {
        tell(error);
      }
    });
  }

  function saves<K extends FileCall>(control: HTMLButtonElement, kind: string, type: string, name: K, args: Arguments<K>) {
    makes(control, kind, name, args, (content, { title }) => {
      saveFile(`${title}（${kind}）${type === word ? ".docx" : ".html"}`, content, type);
      sayOn(control, "已保存");
    });
  }

  const page = ({ core, text }: Corrected) => core.reportPage(text);
  const ofReport = ({ text }: Corrected): [string] => [text];
  const ofRecord = ({ draft, confirmed }: Corrected): Parameters<Core["recordPage"]> => [draft, confirmed, original(), prior()];
  saves(ways.saveDocx, "改后", word, "reportDocx", ofReport);
  saves(ways.review, "审阅稿", word, "reviewDocx", ({ draft, confirmed }) => [draft, confirmed, prior(), original()]);
  saves(ways.record, "校核记录", word, "recordDocx", ofRecord);
  saves(ways.savePage, "改后", "text/html", "reportPage", ofReport);
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
  makes(ways.print, "改后报告", "reportPage", ofReport, print);
  makes(ways.printRecord, "校核记录", "recordPage", ofRecord, print);

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
