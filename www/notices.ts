// Messages to the person. A passing one goes with the next step; one about what the draft was read from stays until
// the person closes it or the draft is another.

import { button, element } from "./element";

export interface Notice {
  text: string;
  /** What the person must look at, each a line of its own. */
  lines?: readonly string[];
  /** How much it matters: all went as asked, something is to be looked at, nothing was done. */
  tone: "done" | "attention" | "refused";
  lasting?: boolean;
  /** Something to be used as long as the notice stands. */
  node?: HTMLElement;
  /** What a maintainer would ask for. */
  cause?: string | undefined;
}

export const unchanged = "现有的草稿没有改动。";

/** A text alone is something to be looked at. What comes back takes the notice away. */
export type Notify = (notice: Notice | string) => () => void;

export interface Notices {
  notify: Notify;
  /** Takes the passing ones away, or all. */
  clear: (which: "passing" | "all") => void;
}

/** `onClose` finds a place for the focus when a notice has been closed. */
export function notices(container: HTMLElement, onClose: () => void): Notices {
  function clear(which: "passing" | "all") {
    container.querySelectorAll(which === "all" ? ".notice" : ".notice:not(.lasting)").forEach((notice) => notice.remove());
  }

  function notify(given: Notice | string) {
    const notice: Notice = typeof given === "string" ? { text: given, tone: "attention" } : given;
    clear("passing");
    const node = show(notice);
    const close = () => {
      node.remove();
      onClose();
    };
    node.append(button("知道了", "plain", close));
    container.prepend(node);
    // In a narrow window the message may be out of sight; the editor's own scrolling comes before the next frame.
    if (notice.lasting || notice.tone === "refused") requestAnimationFrame(() => node.scrollIntoView({ block: "nearest" }));
    return () => node.remove();
  }

  return { notify, clear };
}

function show({ text, lines = [], tone, lasting, node, cause }: Notice): HTMLElement {
  const words = element("div", { class: "words" }, element("p", {}, text));
  if (lines.length > 0) words.append(element("ul", {}, ...lines.map((line) => element("li", {}, line))));
  if (node) words.append(node);
  if (cause !== undefined) words.append(technicalNote(cause));
  return element("div", { class: `notice ${tone}${lasting ? " lasting" : ""}` }, words);
}

/** The text that the core or the browser left, folded up: it helps maintainers only. */
export function technicalNote(cause: string): HTMLElement {
  return element("details", {}, element("summary", {}, "技术说明"), element("pre", {}, cause));
}
