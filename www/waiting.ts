// What a person sees of work that takes long: how far it is, and a button that calls it off.

import { button, element } from "./element";
import type { Task } from "./long-work";
import type { Notify } from "./notices";

/** After so many milliseconds the person is told what is under way. */
export const announcedAfter = 300;

export interface LongState {
  /** How much of the work is done; without these nobody knows. */
  done?: number;
  of?: number;
  cancel: () => void;
}

export interface Waiting {
  node: HTMLElement;
  show(state: LongState): void;
  hide(): void;
}

/** `what` names the work for those who cannot see the bar. */
export function waiting(what: string): Waiting {
  const bar = element("progress", { "aria-label": what });
  let cancel = () => {};
  const node = element("div", { class: "waiting" }, bar, button("取消", "plain", () => cancel()));
  node.hidden = true;

  function show(state: LongState) {
    if (state.of) [bar.max, bar.value] = [state.of, state.done ?? 0];
    else bar.removeAttribute("value");
    cancel = state.cancel;
    node.hidden = false;
  }

  function hide() {
    node.hidden = true;
  }

  return { node, show, hide };
}

/** What comes of a task. If it takes long, a notice says so until then and calls it off; `what` is, say, “读入”. */
export async function awaited<T>(task: Task<T>, what: string, notify: Notify): Promise<T> {
  let close = () => {};
  const slow = setTimeout(() => {
    const { node, show } = waiting(`正在${what}`);
    show({ cancel: task.cancel });
    close = notify({ tone: "attention", text: `正在${what}…`, node });
  }, announcedAfter);
  try {
    return await task.result;
  } finally {
    clearTimeout(slow);
    close();
  }
}
