// The tab with the corrected report: the text with its open spots, what was changed, and ways to take it along.

import { EditorState, RangeSetBuilder, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, EditorView, lineNumbers, type DecorationSet } from "@codemirror/view";
import { copyText } from "./copy";
import type { Core, Finding, FixResult, Span, Spot } from "./core";
import { severityWords } from "./diagnostics";
import { legibleText } from "./editor";
import { button, element } from "./element";
import { saveFile, saveText, titleOf } from "./files";
import type { Notify } from "./notices";
import { openGroups } from "./open-spots";
import { portionedList } from "./portions";

export interface CorrectedReport {
  /** Corrects the draft as it stands now and shows the result. */
  show(draft: string, confirmed: string | undefined, core: Core | undefined): void;
}

export interface CorrectedReportOptions {
  text: HTMLElement;
  changes: HTMLElement;
  copy: HTMLButtonElement;
  save: HTMLButtonElement;
  savePage: HTMLButtonElement;
  adopt: HTMLButtonElement;
  toFillIn: HTMLElement;
  onAdopt: (text: string) => void;
  notify: Notify;
}

/** Of a longer passage, the list shows only the beginning. */
const longestEntry = 200;

type Spots = Pick<FixResult, "open" | "kept">;

export function correctedReport(options: CorrectedReportOptions): CorrectedReport {
  // Made when first shown: a second editor would delay the first one.
  let made: EditorView | undefined;
  const editor = () => (made ??= createReader(options.text, options.notify));
  const text = () => editor().state.doc.toString();
  let title = "";
  /** What the tab shows or is about to show. */
  let shown: { draft: string; confirmed: string | undefined; core: Core | undefined } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  options.copy.addEventListener("click", () => {
    if (copyText(text())) confirm(options.copy, "已复制");
    else options.notify("没能复制。请在改后报告里按 Ctrl+A 全部选中，再按 Ctrl+C 复制。");
  });
  options.save.addEventListener("click", () => {
    saveText(`${title}（改后）.txt`, text());
    confirm(options.save, "已保存");
  });
  options.savePage.addEventListener("click", () => {
    const page = shown?.core?.reportPage(text());
    if (page === undefined) return;
    saveFile(`${title}（改后）.html`, page, "text/html");
    confirm(options.savePage, "已保存");
  });
  options.adopt.addEventListener("click", () => options.onAdopt(text()));

  function show(draft: string, confirmed: string | undefined, core: Core | undefined) {
    if (shown && shown.draft === draft && shown.confirmed === confirmed && shown.core === core) return;
    shown = { draft, confirmed, core };
    clearTimeout(timer);
    enable(false);
    options.toFillIn.hidden = true;
    replaceChildren(options.changes, [element("p", { role: "status" }, "正在生成…")]);
    // The browser shows these words before the page stands still.
    requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(() => generate(draft, confirmed, core));
    });
  }

  function generate(draft: string, confirmed: string | undefined, core: Core | undefined) {
    const result = correct(draft, confirmed, core);
    const view = editor();
    title = titleOf(result.text);
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: result.text },
      selection: { anchor: 0 },
      effects: [setSpots.of(result), EditorView.scrollIntoView(0, { y: "start", yMargin: 20 })],
    });
    enable(result.text !== "");
    // What is no report has no form.
    if (result.notice !== null && result.text === draft) options.savePage.disabled = true;
    options.toFillIn.hidden = result.open.length === 0;
    options.toFillIn.textContent = `还有 ${result.open.length} 处〔请填写〕。`;
    replaceChildren(options.changes, explanations(result, remaining(result, confirmed, core), view.state.doc, reveal));
  }

  function enable(enabled: boolean) {
    for (const control of [options.copy, options.save, options.savePage, options.adopt]) control.disabled = !enabled;
  }

  function reveal([from, to]: Span) {
    const view = editor();
    view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    view.focus();
  }

  return { show };
}

function createReader(parent: HTMLElement, notify: Notify): EditorView {
  const refuse = () => notify("改后报告只能查看和复制。要填写或者修改，请先点“用改后报告替换草稿”，再在草稿里改。");

  return new EditorView({
    parent,
    extensions: [
      lineNumbers(),
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": "改后报告", spellcheck: "false" }),
      EditorView.domEventHandlers({
        beforeinput: (event) => (/^(insert|delete)/.test(event.inputType) ? refuse() : undefined),
        compositionstart: refuse,
        paste: refuse,
      }),
      spotMarks,
      legibleText(),
    ],
  });
}

function correct(draft: string, confirmed: string | undefined, core: Core | undefined): FixResult {
  const nothing = (notice: string): FixResult => ({ text: "", notice, applied: [], open: [], kept: [] });
  if (draft.trim() === "") return nothing("还没有草稿。请先在“草稿与问题”里粘贴草稿。");
  if (!core) return nothing("核对程序还没有启动，暂时不能生成改后报告。");
  try {
    return core.correct(draft, confirmed);
  } catch {
    return nothing("核对程序出错，没能生成改后报告。草稿没有改动。");
  }
}

/** What must still be put right or looked at in the corrected report, apart from what is to be filled in. */
function remaining(result: FixResult, confirmed: string | undefined, core: Core | undefined): Finding[] {
  if (!core || result.text === "") return [];
  try {
    return core.check(result.text, confirmed).findings.filter(({ severity, span }) => {
      const toFillIn = result.open.some((spot) => spot.span[0] < span[1] && span[0] < spot.span[1]);
      return severity !== "hint" && !toFillIn;
    });
  } catch {
    // The draft's own tab reports a core that fails.
    return [];
  }
}

function explanations(result: FixResult, remaining: Finding[], doc: Text, reveal: (span: Span) => void): Node[] {
  const jump = ({ text, span }: Spot) => {
    const words = text.length > longestEntry ? `${text.slice(0, longestEntry)}…` : text;
    return button(words, "note", () => reveal(span));
  };
  const nodes: Node[] = [];
  if (result.notice) nodes.push(element("p", { class: "remark" }, result.notice));
  nodes.push(
    ...part("需要您填写", result.open.length, "这些内容只有您知道，文中用〔请填写〕标出。", openGroups(result.open, doc), jump),
    ...part(
      "还要您处理的问题",
      remaining.length,
      "这些问题要由您判断，没有代您改动。",
      remaining.map(({ severity, message, span }) => ({ text: `${severityWords[severity]}：${message}`, span })),
      jump,
    ),
    ...part(
      "没有归入任何部分的内容",
      result.kept.length,
      "草稿里的这些文字没有丢，保留在改后报告里，请决定放在哪里或者删去。",
      result.kept,
      jump,
    ),
    ...part("已经改好", result.applied.length, "", result.applied, ({ title }) => element("p", { class: "applied" }, title)),
  );
  if (nodes.length === 0) nodes.push(element("p", {}, "没有需要改动的地方。"));
  return nodes;
}

function part<T>(heading: string, count: number, remark: string, items: readonly T[], entry: (item: T) => HTMLElement): Node[] {
  if (items.length === 0) return [];
  const nodes: Node[] = [element("h2", {}, heading, element("span", { class: "count" }, String(count)))];
  if (remark) nodes.push(element("p", { class: "basis" }, remark));
  nodes.push(...portionedList(items, (item) => element("li", {}, entry(item))).nodes);
  return nodes;
}

function replaceChildren(container: HTMLElement, nodes: Node[]) {
  while (container.firstChild) container.firstChild.remove();
  container.append(...nodes);
}

/** Says on the button itself, for a moment, that it did its work. */
function confirm(control: HTMLButtonElement, words: string) {
  if (control.dataset.confirming) return;
  const before = control.textContent ?? "";
  control.dataset.confirming = "true";
  control.textContent = words;
  setTimeout(() => {
    control.textContent = before;
    delete control.dataset.confirming;
  }, 1_500);
}

const setSpots = StateEffect.define<Spots>();

const spotMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setSpots)) return marksOf(effect.value);
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf({ open, kept }: Spots): DecorationSet {
  const mark = (name: string) => (spot: Spot) => ({ spot, decoration: Decoration.mark({ class: name }) });
  const marks = [...open.map(mark("cm-openSpot")), ...kept.map(mark("cm-keptPart"))];
  marks.sort((a, b) => a.spot.span[0] - b.spot.span[0]);
  const builder = new RangeSetBuilder<Decoration>();
  for (const { spot, decoration } of marks) {
    if (spot.span[0] < spot.span[1]) builder.add(spot.span[0], spot.span[1], decoration);
  }
  return builder.finish();
}
