// Builds a DOM element. Text only ever enters the page here, as a text node.

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

/** The button on every finding that a person may confirm. */
export function confirmButton(action: () => void): HTMLButtonElement {
  const control = button("确认无误", "fix confirm", action);
  control.title = "这一处没有问题，不用改；文字不变就不再提示";
  return control;
}

/** The element of index.html with this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const node = document.getElementById(id);
  if (!node) throw new Error(`index.html has no #${id}`);
  return node as T;
}
