// The verdict above the list: one sentence, what was recognised, how many findings, what could not be checked.

import type { CheckResult, Severity } from "./core";
import { severities, severitySigns, severityWords, type Outcome } from "./diagnostics";
import { button, element, fill } from "./element";
import { technicalNote } from "./notices";
import { countSpots, openSpot } from "./open-spots";
import { countIn } from "./parts";
import { waiting } from "./waiting";

const editionWords: Record<NonNullable<CheckResult["edition"]>, string> = {
  2019: "用的是2019年的格式",
  2021: "用的是2021年起的格式",
};

export interface Verdict {
  show(outcome: Outcome): void;
  /** Marks the severity that alone is shown. */
  mark(severity: Severity | undefined): void;
}

/** `onSeverity` is told which of the counts was pressed; `countConfirmed` knows what was found right in the tables, too. */
export function verdict(
  container: HTMLElement,
  onSeverity: (severity: Severity) => void,
  countConfirmed: (result: CheckResult) => number,
): Verdict {
  const headline = element("p", { class: "headline", role: "status" });
  const before = element("div");
  const after = element("div");
  const counts = countButtons(onSeverity);
  const wait = waiting("正在核对");
  container.append(headline, wait.node, before, after);

  function show(outcome: Outcome) {
    const [state, words] = headlineOf(outcome);
    container.dataset.verdict = state;
    // A status is read aloud whenever it is set, so it is set only when it changes.
    if (headline.textContent !== words) headline.textContent = words;
    if (outcome.state === "pending" && outcome.long) wait.show(outcome.long);
    else wait.hide();
    if (outcome.state === "pending") return;
    const result = outcome.state === "checked" ? outcome.result : undefined;
    if (result && result.notice === null) {
      counts.show(result, countConfirmed(result));
      if (!counts.node.parentNode) container.insertBefore(counts.node, after);
    } else {
      counts.node.remove();
    }
    fill(before, result ? recognised(result) : []);
    if (result) showUnchecked(after, result);
    else fill(after, outcome.state === "outdated" ? outdated(outcome.check) : "cause" in outcome ? failure(outcome) : []);
  }

  return { show, mark: counts.mark };
}

interface Counts {
  node: HTMLElement;
  show(result: CheckResult, confirmed: number): void;
  mark(severity: Severity | undefined): void;
}

/** The counts, each of which narrows the list to its severity; they outlive a check, so that they keep the focus. */
function countButtons(onSeverity: (severity: Severity) => void): Counts {
  const node = element("p", { class: "counts", role: "group", "aria-label": "按轻重只看一种" });
  const quiet = element("span", { class: "quiet" });
  const buttons = severities.map((severity) => {
    const count = element("span", { class: "number" });
    const control = button("", `severity ${severity}`, () => onSeverity(severity));
    control.append(element("span", { class: "sign", "aria-hidden": "true" }, severitySigns[severity]), `${severityWords[severity]} `, count);
    control.title = `只看“${severityWords[severity]}”的；再点一下，全部显示`;
    control.setAttribute("aria-pressed", "false");
    return { severity, control, count };
  });
  node.append(...buttons.map(({ control }) => control), quiet);

  function show(result: CheckResult, confirmed: number) {
    for (const { severity, control, count } of buttons) {
      const number = countIn(result.findings, severity);
      if (count.textContent !== String(number)) count.textContent = String(number);
      control.disabled = number === 0 && control.getAttribute("aria-pressed") === "false";
    }
    quiet.textContent = confirmed > 0 ? `已确认 ${confirmed}` : "";
  }

  function mark(pressed: Severity | undefined) {
    for (const { severity, control, count } of buttons) {
      control.setAttribute("aria-pressed", String(severity === pressed));
      control.disabled = count.textContent === "0" && severity !== pressed;
    }
  }

  return { node, show, mark };
}

function headlineOf(outcome: Outcome): [state: string, words: string] {
  switch (outcome.state) {
    case "empty":
      return ["empty", "还没有草稿"];
    case "pending":
      return ["pending", "正在核对…"];
    case "outdated":
      return ["undecided", "没有核对完"];
    case "failed":
      return ["failed", "核对程序出错，未能核对"];
    case "absent":
      return ["failed", "核对程序没有启动，不能核对"];
    case "checked":
      return headlineOfResult(outcome.result);
  }
}

/** Only what leaves nothing to look at is said to be fit for publication. */
function headlineOfResult(result: CheckResult): [state: string, words: string] {
  if (result.notice) return ["undecided", "没有核对"];
  if (result.verdict === "fail") return ["fail", toBePutRight(result)];
  if (result.verdict === "undecided") return ["undecided", "有未能核对的内容"];
  const warnings = countIn(result.findings, "warning");
  if (warnings > 0) return ["undecided", `没有必须改的问题，还有 ${warnings} 处建议核对`];
  const hints = countIn(result.findings, "hint");
  if (hints > 0) return ["hints", `没有发现必须改的问题，请确认 ${hints} 处提示`];
  return ["pass", "可以发布"];
}

/** What only waits to be filled in is no fault of the draft, and is named. */
function toBePutRight({ text, findings }: CheckResult): string {
  const errors = findings.filter(({ severity }) => severity === "error");
  const open = countSpots(text);
  if (open > 0 && errors.every(({ span }) => text.startsWith(openSpot, span[0]))) return `还有 ${open} 处待填写`;
  return `有必须修改的问题${open > 0 ? `，包括 ${open} 处待填写` : ""}`;
}

/** Where nothing is left to be done: how the report is taken along. */
const takeAlong = "现在可以保存为 Word 文档、复制到 Word / WPS 或者打印。内容是否属实，请再通读一遍。";

function recognised(result: CheckResult): Node[] {
  if (result.notice) return [element("p", { class: "remark" }, result.notice)];
  const words = [
    result.organisation ?? "单位未识别",
    result.year === null ? "年度未识别" : `${result.year} 年度`,
    result.edition === null ? "格式版本未识别" : editionWords[result.edition],
  ];
  const nodes = [element("p", { class: "recognised" }, words.join("　"))];
  if (headlineOfResult(result)[0] === "pass") nodes.push(element("p", { class: "next" }, `请点“改后报告”。${takeAlong}`));
  return nodes;
}

/** The verdict on the corrected report: what it is fit for as it stands. */
export function verdictOn(result: CheckResult): HTMLElement {
  const [state, words] = headlineOfResult(result);
  const rest = element("div");
  showUnchecked(rest, result);
  const next = state === "pass" ? [element("p", { class: "next" }, takeAlong)] : [];
  const headline = element("p", { class: "headline", role: "status" }, words);
  return element("div", { class: "verdict", "data-verdict": state }, headline, ...next, rest);
}

/** What was not checked, and why, folded up; it stays as open as it was, and where it is the same it is not touched. */
function showUnchecked(container: HTMLElement, { notice, unchecked }: CheckResult) {
  const causes = notice ? [] : Array.from(new Set(unchecked.map(({ why }) => why)));
  const shown = container.querySelector("details");
  if (shown && shown.querySelectorAll("li").length === causes.length) {
    const items = Array.from(shown.querySelectorAll("li"), (item) => item.textContent);
    if (items.every((text, index) => text === causes[index])) return;
  }
  if (causes.length === 0) return fill(container, []);
  const list = element("details", {}, element("summary", {}, `未能核对 ${causes.length} 项`));
  list.append(element("ul", {}, ...causes.map((why) => element("li", {}, why))));
  list.open = shown?.open ?? false;
  fill(container, [list]);
}

function outdated(check: () => void): Node[] {
  return [
    element("p", {}, "核对已经取消。下面列出的是上一次的结果；继续修改或者点“重新核对”，会再核对一次。"),
    button("重新核对", "again", check),
  ];
}

function failure({ state, cause }: Extract<Outcome, { cause: string }>): Node[] {
  const words = state === "failed" ? "草稿没有改动，可以继续编辑；改动以后会重新核对。" : "草稿可以编辑、保存。";
  return [
    element("p", { class: "remark" }, `${words}如果总是出错，请把下面的技术说明转告维护人员。`),
    technicalNote(cause),
  ];
}
