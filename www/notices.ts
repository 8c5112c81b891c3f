// Messages about something that did not go as asked; each stays until the person closes it or does the next thing.

import { button, element } from "./element";

export type Notify = (text: string) => void;

export interface Notices {
  notify: Notify;
  clear: () => void;
}

export function notices(container: HTMLElement): Notices {
  function clear() {
    while (container.firstChild) container.firstChild.remove();
  }

  function notify(text: string) {
    const notice = element("p", { class: "notice" }, text);
    notice.append(button("知道了", "plain", () => notice.remove()));
    clear();
    container.append(notice);
  }

  return { notify, clear };
}
