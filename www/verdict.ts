// The verdict above the list: one sentence, what was recognised, how many findings, what could not be checked.

import type { CheckResult, Severity } from "./core";
import { severityWords, type Outcome } from "./diagnostics";
import { button, element } from "./element";
import { technicalNote } from "./notices";

const editionWords: Record<NonNullable<CheckResult["edition"]>, string> = {
  2019: "用的是2019年的格式",
  2021: "用的是2021年起的格式",
};

export function verdict(container: HTMLElement): (outcome: Outcome) => void {
  const headline = element("p", { class: "headline", role: "status" });
  const rest = element("div");
  container.append(headline, rest);

  return (outcome) => {
    const [state, words] = headlineOf(outcome);
    container.dataset.verdict = state;
    // A status is read aloud whenever it is set, so it is set only when it changes.
    if (headline.textContent !== words) headline.textContent = words;
    if (outcome.state === "pending") return;
    const open = rest.querySelector("details")?.open ?? false;
    while (rest.firstChild) rest.firstChild.remove();
    if (outcome.state === "checked") rest.append(...details(outcome.result, open));
    if (outcome.state === "failed") rest.append(...failure(outcome.cause));
    if (outcome.state === "outdated") rest.append(...outdated(outcome.check));
  };
}

function headlineOf(outcome: Outcome): [state: string, words: string] {
  switch (outcome.state) {
    case "empty":
      return ["empty", "还没有草稿"];
    case "pending":
      return ["pending", "正在核对…"];
    case "outdated":
      return ["undecided", "草稿改动过，还没有重新核对"];
    case "failed":
      return ["failed", "核对程序出错，未能核对"];
    case "checked":
      return headlineOfResult(outcome.result);
  }
}

/** Only what leaves nothing to look at is said to be fit for publication. */
function headlineOfResult(result: CheckResult): [state: string, words: string] {
  if (result.notice) return ["undecided", "没有核对"];
  if (result.verdict === "fail") return ["fail", "有必须修改的问题"];
  if (result.verdict === "undecided") return ["undecided", "有未能核对的内容"];
  const warnings = countOf(result, "warning");
  if (warnings > 0) return ["undecided", `没有必须改的问题，还有 ${warnings} 处建议核对`];
  const hints = countOf(result, "hint");
  if (hints > 0) return ["hints", `没有发现必须改的问题，请确认 ${hints} 处提示`];
  return ["pass", "可以发布"];
}

function countOf(result: CheckResult, severity: Severity): number {
  return result.findings.filter((finding) => finding.severity === severity).length;
}

function details(result: CheckResult, open: boolean): Node[] {
  if (result.notice) return [element("p", { class: "remark" }, result.notice)];
  const nodes: Node[] = [];

  const recognised = [
    result.organisation ?? "单位未识别",
    result.year === null ? "年度未识别" : `${result.year} 年度`,
    result.edition === null ? "格式版本未识别" : editionWords[result.edition],
  ];
  nodes.push(element("p", { class: "recognised" }, recognised.join("　")));

  const counts = element("p", { class: "counts" });
  for (const severity of Object.keys(severityWords) as Severity[]) {
    counts.append(element("span", { class: `severity ${severity}` }, `${severityWords[severity]} ${countOf(result, severity)}`));
  }
  if (result.confirmed.length > 0) counts.append(element("span", { class: "quiet" }, `已确认 ${result.confirmed.length}`));
  nodes.push(counts);

  const causes = Array.from(new Set(result.unchecked.map(({ why }) => why)));
  if (causes.length > 0) {
    const list = element("details", {}, element("summary", {}, `未能核对 ${causes.length} 项`));
    list.append(element("ul", {}, ...causes.map((why) => element("li", {}, why))));
    list.open = open;
    nodes.push(list);
  }
  return nodes;
}

function outdated(check: () => void): Node[] {
  return [
    element("p", {}, "这份草稿核对一次要好几秒，所以不随改随核。下面列出的是上一次的结果。"),
    button("重新核对", "again", check),
  ];
}

function failure(cause: string): Node[] {
  return [
    element("p", { class: "remark" }, "草稿没有改动，可以继续编辑；改动以后会重新核对。如果总是出错，请把下面的技术说明转告维护人员。"),
    technicalNote(cause),
  ];
}
