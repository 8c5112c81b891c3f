// Builds a DOM element. Text only ever enters the page here, as a text node.

import type { Finding } from "./core";

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A real button with a text and an action. */
export function button(text: string, className: string, action: () => void): HTMLButtonElement {
  const node = element("button", { type: "button", class: className }, text);
  node.addEventListener("click", action);
  return node;
}

/** The buttons that say that nothing is wrong: with the finding, or with the number of a cell that it suspects. */
export function confirmButtons(finding: Finding, confirm: (line: string) => void): HTMLButtonElement[] {
  const whole = finding.confirm;
  const buttons = finding.suspects.map(({ name, confirm: line }) => {
    const control = button(`${name}没有错`, "fix confirm", () => confirm(line));
    control.title = "核对过这个数，不用改；推断哪一格有误时不再怀疑它";
    return control;
  });
  if (whole !== null) {
    const control = button("确认无误", "fix confirm", () => confirm(whole));
    control.title = "这一处没有问题，不用改；文字不变就不再提示";
    buttons.push(control);
  }
  return buttons;
}

/** The element of index.html with this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const node = document.getElementById(id);
  if (!node) throw new Error(`index.html has no #${id}`);
  return node as T;
}
