// What the outer page and the app in its frame say to each other. Only these messages; everything else is ignored.

/** A draft that this browser keeps. */
export interface KeptDraft {
  /** Tells the draft from others that are kept. */
  id: string;
  /** When it was kept, in milliseconds since 1970. */
  at: number;
  text: string;
  /** The draft's list of confirmations. */
  confirmed: string;
  /** The name of last year's report beside which it was checked, or nothing; that report itself is not kept. */
  beside: string;
}

/** Whether drafts are kept in this browser, and why not if it is not the person who decided. */
export type Keeping = "on" | "off" | "shared" | "impossible";

/** What the app says. */
export type FromApp =
  /** It is there and waits for the core. */
  | { kind: "present" }
  /** The core runs, or does not. */
  | { kind: "started"; ok: boolean }
  /** Whether closing the page would lose something. */
  | { kind: "unsaved"; unsaved: boolean }
  /** The draft as it stands: to be kept, or, if it is empty, not to be kept any more. */
  | { kind: "keep"; text: string; confirmed: string; beside: string }
  /** Another draft comes in place of this one, which stays kept as it is. */
  | { kind: "setAside" }
  /** The draft that was set aside is on the page again. */
  | { kind: "takeBack" }
  /** Whether drafts are to be kept; off forgets them all. */
  | { kind: "keeping"; keeping: "on" | "off" }
  /** Asks for a draft that is kept, as it stands there now; this visit's draft is kept apart from then on. */
  | { kind: "take"; id: string }
  /** Forgets a draft as it was offered, but not what another window has made of it since. */
  | { kind: "forget"; id: string; at: number }
  | { kind: "forgetAll" };

/** What the outer page says. */
export type FromShell =
  /** The core, and with what the app begins. */
  | { kind: "start"; core: ArrayBuffer; build: string; keeping: Keeping; drafts: KeptDraft[] }
  /** The draft that was asked for, if it is still kept. */
  | { kind: "taken"; draft: KeptDraft | undefined }
  /** Whether the draft that was last sent is kept now, and whether drafts are to be. */
  | { kind: "kept"; kept: boolean; keeping: Keeping }
  /** Another window has forgotten this visit's draft, or switched keeping on or off. */
  | { kind: "forgotten"; keeping: Keeping };
