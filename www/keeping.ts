// Keeps the draft in this browser while it is worked on, offers it back at the next visit, and says so at the foot of
// the page, with a switch and a button that forgets everything.

import type { Text } from "@codemirror/state";
import type { EditorView, ViewUpdate } from "@codemirror/view";
import { confirmedList } from "./confirmed";
import { isText } from "./editor";
import { button, element, fill } from "./element";
import { titleOf } from "./files";
import { hear, tell, type Keeping, type KeptDraft } from "./host";
import { changesChecked } from "./prior";

export interface KeepingDrafts {
  /** Begins to keep the draft; offers what was kept before. */
  start(keeping: Keeping, drafts: KeptDraft[]): void;
  /** To be called with every change of the editor. */
  update(update: ViewUpdate): void;
  /** To be called before another draft comes in place of this one, which stays kept; says whether it is the person's own. */
  setAside(): boolean;
  /** The draft as it stands has been saved to a file, or was opened from one. */
  saved(): void;
}

export interface KeepingOptions {
  view: () => EditorView;
  /** Where the state of keeping stands. */
  status: HTMLElement;
  control: HTMLInputElement;
  forget: HTMLButtonElement;
  offers: HTMLElement;
  /** The button that shows again what is still offered, out of the way while one of the drafts is worked on. */
  showOffers: HTMLButtonElement;
  /** What nobody has written is not kept. */
  example: string;
  /** The name of last year's report beside which the draft is checked. */
  beside: () => string | undefined;
  onRestore: (draft: KeptDraft) => void;
}

/** How long after the last change the draft is kept, in milliseconds. */
const pause = 400;

const statusWords: Record<Keeping, string> = {
  on: "草稿会暂存在这台电脑的这个浏览器里，意外关闭也不会丢",
  off: "草稿没有暂存，关闭网页就没有了，请及时保存",
  shared: "这个网址还有别的网页共用，所以没有暂存草稿，关闭网页就没有了",
  impossible: "这个浏览器不允许本页暂存草稿，关闭网页就没有了，请及时保存",
};

export function keepingDrafts({ view, status, control, forget, offers, showOffers, example, beside, onRestore }: KeepingOptions): KeepingDrafts {
  let keeping: Keeping = "impossible";
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The draft that was last handed over, and the last one that is safe in a file or in the browser. */
  let handed: Text | undefined;
  let safe: Text | undefined;
  /** The draft that another one came in place of, until undo brings it back. */
  let aside: Text | undefined;
  let isUnsaved = false;

  const isExample = (doc: Text) => isText(doc, example);

  function keep() {
    const { state } = view();
    const isOwn = !isExample(state.doc);
    handed = state.doc;
    const [text, confirmed] = isOwn ? [state.doc.toString(), confirmedList(state) ?? ""] : ["", ""];
    tell({ kind: "keep", text, confirmed, beside: beside() ?? "" });
  }

  function keepNow() {
    clearTimeout(timer);
    if (keeping === "on") keep();
  }

  function schedule() {
    clearTimeout(timer);
    if (keeping === "on") timer = setTimeout(keep, pause);
    sayUnsaved();
  }

  function sayUnsaved() {
    const { doc } = view().state;
    const unsaved = doc.length > 0 && !safe?.eq(doc) && !isExample(doc);
    if (unsaved === isUnsaved) return;
    isUnsaved = unsaved;
    tell({ kind: "unsaved", unsaved });
  }

  function say(words: string) {
    if (status.textContent !== words) status.textContent = words;
  }

  function show() {
    say(statusWords[keeping]);
    control.checked = keeping === "on";
    control.disabled = keeping === "impossible";
    forget.hidden = keeping !== "on";
  }

  hear("kept", ({ kept, keeping: now }) => {
    if (kept) safe = handed;
    if (now !== keeping) return turn(now);
    const { doc } = view().state;
    if (doc.length === 0 || isExample(doc)) show();
    else say(kept ? `草稿已暂存在这台电脑的这个浏览器里（${clock(Date.now())}）` : "草稿太长，这个浏览器存不下，请及时保存");
    sayUnsaved();
  });

  hear("forgotten", ({ keeping: now }) => {
    if (now !== keeping) return turn(now);
    safe = undefined;
    say("暂存的这份草稿已在别的窗口删去；改动以后会重新暂存");
    sayUnsaved();
  });

  control.addEventListener("change", () => {
    const chosen = control.checked ? "on" : "off";
    tell({ kind: "keeping", keeping: chosen });
    turn(chosen);
  });
  forget.addEventListener("click", () => {
    clearTimeout(timer);
    tell({ kind: "forgetAll" });
    withdraw();
    say("暂存的草稿已全部删去；现在的草稿改动以后会重新暂存");
  });

  /** Keeping begins or ends, here or in another window. */
  function turn(now: Keeping) {
    keeping = now;
    show();
    if (keeping === "on") return keep();
    withdraw();
    if (keeping === "off") say("草稿没有暂存，以前暂存的也已全部删去；关闭网页就没有了，请及时保存");
  }

  /** Nothing is kept any more. */
  function withdraw() {
    clearTimeout(timer);
    fill(offers, []);
    setOffered(true);
    safe = undefined;
    sayUnsaved();
  }

  hear("taken", ({ draft }) => {
    if (!draft) return say("这份暂存的草稿已在别的窗口删去");
    setOffered(false);
    onRestore(draft);
    // It is kept as this visit's draft before the earlier one is dropped.
    keep();
    tell({ kind: "forget", id: draft.id, at: draft.at });
  });

  function offer(draft: KeptDraft): HTMLElement {
    const title = titleOf(draft.text);
    const drop = () => {
      tell({ kind: "forget", id: draft.id, at: draft.at });
      remove();
      view().focus();
    };
    const take = () => {
      // What is on the page now stays kept, as it is.
      keepNow();
      tell({ kind: "take", id: draft.id });
      remove();
    };
    const remove = () => {
      node.remove();
      recountEarlier();
    };
    const node = element(
      "div",
      { class: "notice offer" },
      element("p", { class: "words" }, `${day(draft.at)} ${clock(draft.at)} 暂存的草稿：${title}（${draft.text.length} 字）`),
      button("接着做", "again", take),
      button("删去", "", drop),
    );
    return node;
  }

  function recountEarlier() {
    const earlier = offers.querySelector("details");
    const left = earlier?.querySelectorAll(".offer").length;
    if (left === 0) earlier?.remove();
    const words = earlier?.querySelector("summary");
    if (words) words.textContent = earlierWords(left ?? 0);
  }

  /** Shows what is still offered, or leaves a button for it. */
  function setOffered(isShown: boolean) {
    offers.hidden = !isShown;
    showOffers.hidden = isShown || offers.querySelector(".offer") === null;
  }

  showOffers.addEventListener("click", () => {
    setOffered(true);
    offers.querySelectorAll("details").forEach((details) => (details.open = true));
    offers.querySelector<HTMLElement>(".again")?.focus();
  });

  /** The latest, and the others folded up below it. */
  function offerAll([latest, ...others]: KeptDraft[]) {
    if (latest) offers.append(offer(latest));
    if (others.length === 0) return;
    const heading = element("summary", {}, earlierWords(others.length));
    offers.append(element("details", { class: "earlier" }, heading, ...others.map(offer)));
  }

  return {
    start(state, drafts) {
      keeping = state;
      show();
      offerAll(drafts);
      if (view().state.doc.length > 0) schedule();
    },
    update(update) {
      if (aside?.eq(update.state.doc)) {
        tell({ kind: "takeBack" });
        aside = undefined;
      }
      if (changesChecked(update)) schedule();
    },
    setAside() {
      const { doc } = view().state;
      const isOwn = !isExample(doc) && doc.toString().trim() !== "";
      if (isOwn) {
        keepNow();
        tell({ kind: "setAside" });
        aside = doc;
      }
      return isOwn;
    },
    saved() {
      safe = view().state.doc;
      sayUnsaved();
    },
  };
}

function earlierWords(count: number): string {
  return `还有 ${count} 份更早的`;
}

function clock(at: number): string {
  const date = new Date(at);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

function day(at: number): string {
  const date = new Date(at);
  return `${date.getMonth() + 1} 月 ${date.getDate()} 日`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
