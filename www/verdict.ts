// The verdict above the list: one sentence, what was recognised, how many findings, what could not be checked.

import type { CheckResult, Severity } from "./core";
import { severityWords, type Outcome } from "./diagnostics";
import { element } from "./element";

const verdictWords: Record<CheckResult["verdict"], string> = {
  pass: "可以发布",
  fail: "有必须修改的问题",
  undecided: "有未能核对的内容",
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
  };
}

function headlineOf(outcome: Outcome): [state: string, words: string] {
  switch (outcome.state) {
    case "empty":
      return ["empty", "还没有草稿"];
    case "pending":
      return ["pending", "正在核对…"];
    case "failed":
      return ["failed", "核对程序出错，未能核对"];
    case "checked":
      return [outcome.result.verdict, verdictWords[outcome.result.verdict]];
  }
}

function details(result: CheckResult, open: boolean): Node[] {
  const nodes: Node[] = [];
  if (result.notice) nodes.push(element("p", { class: "remark" }, result.notice));

  const recognised = [
    result.organisation ?? "单位未识别",
    result.year === null ? "年度未识别" : `${result.year} 年度`,
    result.edition === null ? "格式版本未识别" : `${result.edition} 年版格式`,
  ];
  nodes.push(element("p", { class: "recognised" }, recognised.join("　")));

  const counts = element("p", { class: "counts" });
  for (const severity of Object.keys(severityWords) as Severity[]) {
    const count = result.findings.filter((finding) => finding.severity === severity).length;
    counts.append(element("span", { class: `severity ${severity}` }, `${severityWords[severity]} ${count}`));
  }
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

function failure(cause: string): Node[] {
  return [
    element("p", { class: "remark" }, "草稿没有改动，可以继续编辑；改动以后会重新核对。如果总是出错，请把下面的技术说明转告维护人员。"),
    element("details", {}, element("summary", {}, "技术说明"), element("pre", {}, cause)),
  ];
}
