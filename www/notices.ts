// Messages about something that did not go as asked; each stays until the person closes it.

import { button, element } from "./element";

export type Notify = (text: string) => void;

export function notices(container: HTMLElement): Notify {
  return (text) => {
    const notice = element("p", { class: "notice" }, text);
    notice.append(button("知道了", "plain", () => notice.remove()));
    while (container.firstChild) container.firstChild.remove();
    container.append(notice);
  };
}
