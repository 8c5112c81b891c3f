// Below the tables: what is found of the chosen cells, and what can be done about it.

import type { Finding, Fix } from "./core";
import { fixButtons } from "./current-finding";
import { severityWords } from "./diagnostics";
import { confirmButtons, element, fill, heedFirstClicks, suspectChoice } from "./element";

export interface TableBar {
  node: HTMLElement;
  /** Shows a finding, or nothing; `sums` are what its relations come to. */
  show(finding: Finding | undefined, sums: readonly string[]): void;
}

export interface TableBarOptions {
  apply: (fix: Fix) => void;
  confirm: (line: string) => void;
  /** Takes the focus of a button that is gone. */
  onLeave: () => void;
}

export function tableBar({ apply, confirm, onLeave }: TableBarOptions): TableBar {
  const node = element("div", { class: "tableBar", role: "status" });
  let shown: Finding | undefined;
  heedFirstClicks(node);

  function show(finding: Finding | undefined, sums: readonly string[]) {
    if (finding === shown) return;
    shown = finding;
    const isFocused = node.contains(document.activeElement);
    node.className = finding ? `tableBar current ${finding.severity}` : "tableBar";
    fill(node, finding ? contents(finding, sums) : []);
    if (isFocused) onLeave();
  }

  function contents(finding: Finding, sums: readonly string[]): HTMLElement[] {
    const severity = element("span", { class: "severity" }, severityWords[finding.severity]);
    const controls = element("div", {}, ...fixButtons(finding, apply), ...confirmButtons(finding, confirm));
    return [
      element("p", {}, severity, finding.message),
      ...sums.map((words) => element("p", { class: "sum" }, words)),
      controls,
      ...suspectChoice(finding, confirm),
    ];
  }

  return { node, show };
}
