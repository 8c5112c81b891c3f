// Builds a DOM element. Text only ever enters the page here, as a text node.

import type { Finding, Suspect } from "./core";

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

/** Puts `nodes` in place of everything that stands in `container`. */
export function fill(container: Element, nodes: readonly Node[]) {
  while (container.firstChild) container.firstChild.remove();
  container.append(...nodes);
}

/**
 * Lets the second click of a double-click do nothing: the first one may have brought something else under the pointer.
 * A click by keyboard counts none.
 */
export function heedFirstClicks(container: HTMLElement) {
  const ignore = (event: MouseEvent) => {
    if (event.detail < 2) return;
    event.preventDefault();
    event.stopPropagation();
  };
  container.addEventListener("click", ignore, true);
}

type Confirm = (line: string) => void;

/** The buttons that say that nothing is wrong: with the finding, or with the number of the one cell that it suspects. */
export function confirmButtons(finding: Finding, confirm: Confirm): HTMLButtonElement[] {
  const [suspect, another] = finding.suspects;
  const buttons = suspect && !another ? [rightButton(suspect, confirm)] : [];
  const whole = finding.confirm;
  if (whole !== null) {
    const control = button("确认无误", "fix confirm", () => confirm(whole));
    control.title = "这一处没有问题，不用改；文字不变就不再提示";
    buttons.push(control);
  }
  return buttons;
}

/** Several suspected cells, folded up, each with a button that says it is right. */
export function suspectChoice({ suspects }: Finding, confirm: Confirm): HTMLElement[] {
  if (suspects.length < 2) return [];
  const buttons = suspects.map((suspect) => rightButton(suspect, confirm));
  const heading = element("summary", {}, "其中有核对过没有错的？");
  return [element("details", { class: "suspects" }, heading, element("div", { class: "fixes" }, ...buttons))];
}

function rightButton({ name, confirm: line }: Suspect, confirm: Confirm): HTMLButtonElement {
  const control = button(`${name}没有错`, "fix confirm", () => confirm(line));
  control.title = "核对过这个数，不用改；推断哪一格有误时不再怀疑它";
  return control;
}

/** The element of index.html with this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const node = document.getElementById(id);
  if (!node) throw new Error(`index.html has no #${id}`);
  return node as T;
}
