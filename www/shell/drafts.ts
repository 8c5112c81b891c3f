// Drafts that survive a reload, a crash or a closed window: in the storage of this browser, and nowhere else.

import type { Keeping, KeptDraft } from "./messages";

/** What the keys of this page begin with; the storage may be shared with other pages. */
const prefix = "nianbao.draft.";
const switchKey = "nianbao.keeping";

/** Older drafts are dropped when a new one is kept. */
const mostDrafts = 5;
const longestStay = 30 * 24 * 60 * 60 * 1000;

export interface Drafts {
  keeping(): Keeping;
  /** Turns keeping on or off; off forgets everything. */
  turn(keeping: "on" | "off"): void;
  /** The drafts of earlier visits, the latest first. */
  earlier(): KeptDraft[];
  /** Keeps the draft of this visit, or forgets it if it is empty; says whether that is done. */
  keep(draft: Pick<KeptDraft, "text" | "confirmed" | "beside">): boolean;
  /** What is kept from now on does not take the place of this visit's draft. */
  setAside(): void;
  /** What is kept from now on takes the place of the draft that was set aside last. */
  takeBack(): void;
  /** A draft of an earlier visit as it stands now; this visit's draft is kept apart from then on. */
  take(id: string): KeptDraft | undefined;
  /** Forgets a draft, if it is the one of that time. */
  forget(id: string, at: number): void;
  forgetAll(): void;
  /** Whether what another window changed under this key, or everything, matters to this one. */
  concerns(key: string | null): boolean;
}

/**
 * The drafts in `storage`, which is undefined where the browser has none for this page. Unless the person decides
 * otherwise, nothing is kept where `isShared` says that other pages see the same storage.
 */
export function drafts(storage: Storage | undefined, isShared: boolean): Drafts {
  let own = newId();
  /** The draft of this visit before another one came in its place. */
  let aside: string | undefined;

  function keeping(): Keeping {
    if (!storage) return "impossible";
    const chosen = storage.getItem(switchKey);
    if (chosen === "on" || chosen === "off") return chosen;
    return isShared ? "shared" : "on";
  }

  /** The ids of what is kept, whether it can be read or not. */
  function ids(): string[] {
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? "");
    return keys.filter((key) => key.indexOf(prefix) === 0).map((key) => key.slice(prefix.length));
  }

  function find(id: string): KeptDraft | undefined {
    return parsed(id, storage?.getItem(prefix + id) ?? "");
  }

  function all(): KeptDraft[] {
    const kept = ids().map(find).filter((draft): draft is KeptDraft => draft !== undefined);
    return kept.sort((a, b) => b.at - a.at);
  }

  function drop(id: string) {
    storage?.removeItem(prefix + id);
  }

  function forgetAll() {
    ids().forEach(drop);
  }

  /** Makes room for one more draft. */
  function dropOld() {
    all().forEach((draft, index) => {
      if (index >= mostDrafts - 1 || Date.now() - draft.at > longestStay) drop(draft.id);
    });
  }

  return {
    keeping,
    earlier: () => all().filter(({ id }) => id !== own),
    setAside() {
      if (storage?.getItem(prefix + own)) [aside, own] = [own, newId()];
    },
    takeBack() {
      if (aside === undefined) return;
      drop(own);
      [own, aside] = [aside, undefined];
    },
    take(id) {
      own = newId();
      return find(id);
    },
    forget(id, at) {
      if (find(id)?.at === at) drop(id);
    },
    forgetAll,
    concerns: (key) => key === null || key === switchKey || (key === prefix + own && storage?.getItem(key) === null),
    turn(keeping) {
      if (keeping === "off") forgetAll();
      storage?.setItem(switchKey, keeping);
    },
    keep({ text, confirmed, beside }) {
      if (!storage || keeping() !== "on") return false;
      if (text === "") {
        drop(own);
        return true;
      }
      if (storage.getItem(prefix + own) === null) dropOld();
      try {
        storage.setItem(prefix + own, JSON.stringify({ at: Date.now(), text, confirmed, beside }));
        return true;
      } catch {
        // The storage is full. An older state of the draft would be taken for this one.
        drop(own);
        return false;
      }
    },
  };
}

function newId(): string {
  return String(Date.now()) + String(Math.random()).slice(2, 8);
}

/** What stands in the storage may have been put there by anything. */
function parsed(id: string, json: string): KeptDraft | undefined {
  try {
    const { at, text, confirmed, beside } = JSON.parse(json);
    return typeof at === "number" && !isNaN(new Date(at).getTime()) && typeof text === "string" && typeof confirmed === "string"
      ? { id, at, text, confirmed, beside: typeof beside === "string" ? beside : "" }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether other pages than this one probably see the same storage: an address in a folder of a larger site. */
export function looksShared({ protocol, pathname }: Pick<Location, "protocol" | "pathname">): boolean {
  return protocol !== "file:" && pathname.lastIndexOf("/") > 0;
}
