// The tab with the corrected report: the text with its open spots, what was changed, and ways to take it along.

import { EditorState, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, lineNumbers, type DecorationSet } from "@codemirror/view";
import { copyText } from "./copy";
import type { Core, Finding, FixResult, Span, Spot } from "./core";
import { severityWords } from "./diagnostics";
import { legibleText } from "./editor";
import { button, element } from "./element";
import { saveText } from "./files";
import type { Notify } from "./notices";

export interface CorrectedReport {
  /** Corrects the draft as it stands now and shows the result. */
  show(draft: string, core: Core | undefined): void;
}

export interface CorrectedReportOptions {
  text: HTMLElement;
  changes: HTMLElement;
  copy: HTMLButtonElement;
  save: HTMLButtonElement;
  adopt: HTMLButtonElement;
  onAdopt: (text: string) => void;
  notify: Notify;
}

type Spots = Pick<FixResult, "open" | "kept">;

export function correctedReport(options: CorrectedReportOptions): CorrectedReport {
  // Made when first shown: a second editor would delay the first one.
  let made: EditorView | undefined;
  const editor = () => (made ??= createReader(options.text));
  const text = () => editor().state.doc.toString();
  let title = "";

  options.copy.addEventListener("click", () => {
    if (copyText(text())) confirm(options.copy, "已复制");
    else options.notify("没能复制。请在改后报告里按 Ctrl+A 全部选中，再按 Ctrl+C 复制。");
  });
  options.save.addEventListener("click", () => {
    saveText(`${title}（改后）.txt`, text());
    confirm(options.save, "已保存");
  });
  options.adopt.addEventListener("click", () => options.onAdopt(text()));

  function show(draft: string, core: Core | undefined) {
    const result = correct(draft, core);
    const view = editor();
    title = titleOf(result.text);
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: result.text },
      effects: setSpots.of(result),
    });
    for (const control of [options.copy, options.save, options.adopt]) control.disabled = result.text === "";
    while (options.changes.firstChild) options.changes.firstChild.remove();
    options.changes.append(...explanations(result, remaining(result, core), reveal));
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

function createReader(parent: HTMLElement): EditorView {
  return new EditorView({
    parent,
    extensions: [
      lineNumbers(),
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": "改后报告", spellcheck: "false" }),
      spotMarks,
      legibleText(),
    ],
  });
}

function correct(draft: string, core: Core | undefined): FixResult {
  const nothing = (notice: string): FixResult => ({ text: "", notice, applied: [], open: [], kept: [] });
  if (draft.trim() === "") return nothing("还没有草稿。请先在“草稿与问题”里粘贴草稿。");
  if (!core) return nothing("核对程序还没有启动，暂时不能生成改后报告。");
  try {
    return core.correct(draft);
  } catch {
    return nothing("核对程序出错，没能生成改后报告。草稿没有改动。");
  }
}

/** What must still be put right or looked at in the corrected report, apart from what is to be filled in. */
function remaining(result: FixResult, core: Core | undefined): Finding[] {
  if (!core || result.text === "") return [];
  try {
    return core.check(result.text).findings.filter(({ severity, span }) => {
      const toFillIn = result.open.some((spot) => spot.span[0] < span[1] && span[0] < spot.span[1]);
      return severity !== "hint" && !toFillIn;
    });
  } catch {
    // The draft's own tab reports a core that fails.
    return [];
  }
}

function explanations(result: FixResult, remaining: Finding[], reveal: (span: Span) => void): Node[] {
  const remainingList = remaining.map((finding) =>
    button(`${severityWords[finding.severity]}：${finding.message}`, "note", () => reveal(finding.span)),
  );
  const spotList = (spots: readonly Spot[]) => spots.map((spot) => button(spot.text, "note", () => reveal(spot.span)));
  const nodes: Node[] = [];
  if (result.notice) nodes.push(element("p", { class: "remark" }, result.notice));
  nodes.push(
    ...part("需要您填写", "这些内容只有您知道，文中用〔请填写：…〕标出。", spotList(result.open)),
    ...part("还要您处理的问题", "这些问题要由您判断，没有代您改动。", remainingList),
    ...part("没有归入任何部分的内容", "草稿里的这些文字没有丢，保留在改后报告里，请决定放在哪里或者删去。", spotList(result.kept)),
    ...part("已经改好", "", result.applied.map(({ title }) => element("p", { class: "applied" }, title))),
  );
  if (nodes.length === 0) nodes.push(element("p", {}, "没有需要改动的地方。"));
  return nodes;
}

function part(heading: string, remark: string, entries: HTMLElement[]): Node[] {
  if (entries.length === 0) return [];
  const nodes: Node[] = [element("h2", {}, heading, element("span", { class: "count" }, String(entries.length)))];
  if (remark) nodes.push(element("p", { class: "basis" }, remark));
  nodes.push(element("ol", {}, ...entries.map((entry) => element("li", {}, entry))));
  return nodes;
}

/** A report's first line that says something is its title. */
function titleOf(text: string): string {
  const line = text.split("\n", 20).find((line) => line.trim() !== "") ?? "";
  return line.trim().slice(0, 60) || "政府信息公开工作年度报告";
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
