// The help panel: every rule with its reason, its authority and its examples, as the core has them.

import type { Core, RuleInfo } from "./core";
import { severityWords } from "./diagnostics";
import { element } from "./element";

export interface RulesHelpOptions {
  dialog: HTMLDialogElement;
  list: HTMLElement;
  opener: HTMLElement;
  closer: HTMLElement;
  starting: Promise<Core>;
}

export function rulesHelp({ dialog, list, opener, closer, starting }: RulesHelpOptions) {
  async function fill() {
    const rules = await starting.then((core) => core.rules()).catch(() => undefined);
    if (list.firstChild) return;
    list.append(...(rules ? parts(rules) : [element("p", {}, "核对程序没有启动，列不出规则。")]));
  }

  opener.addEventListener("click", () => {
    dialog.showModal();
    fill();
  });
  closer.addEventListener("click", () => dialog.close());
  // What lies around the panel is the dialog itself.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => opener.focus());
}

function parts(rules: readonly RuleInfo[]): Node[] {
  const names = Array.from(new Set(rules.map(({ part }) => part)));
  return names.map((name) => {
    const entries = rules.filter(({ part }) => part === name).map(entry);
    return element("section", {}, element("h3", {}, name, element("span", { class: "count" }, String(entries.length))), ...entries);
  });
}

function entry({ rule, severity, summary, reason, basis, examples }: RuleInfo): HTMLElement {
  const word = element("span", { class: `severity ${severity}` }, severityWords[severity]);
  const body = element("div", { class: "body" }, fact("为什么", reason), fact("依据", basis), fact("代号", rule));
  for (const { wrong, right } of examples) {
    body.append(element("div", { class: "example" }, fact("错", wrong), fact("对", right)));
  }
  return element("details", { "data-rule": rule }, element("summary", {}, word, summary), body);
}

function fact(name: string, words: string): HTMLElement {
  return element("p", {}, element("b", {}, `${name}：`), words);
}
