// The page around the app's frame: it has the core, the storage and the address, and is asked by messages.

import type { FromApp, FromShell } from "./shell/messages";

export type { Keeping, KeptDraft } from "./shell/messages";
type Start = Extract<FromShell, { kind: "start" }>;

const shell = window.parent;

/** Whether the app is to open with the example; known at once, so that the editor is drawn once. */
export const beginsWithExample = document.documentElement.dataset.begin === "example";

/** Says something to the page around. */
export function tell(message: FromApp) {
  // It may have come from disk, where no origin can be named; nobody else can stand around this frame.
  shell.postMessage(message, "*");
}

/**
 * What the app begins with. It is asked for as soon as this module is reached, so that the answer is there when all
 * modules have been.
 */
export const starting: Promise<Start> = new Promise((resolve) => {
  hear("start", resolve);
  tell({ kind: "present" });
});

/** Calls `action` for each message of this kind. */
export function hear<K extends FromShell["kind"]>(kind: K, action: (message: Extract<FromShell, { kind: K }>) => void) {
  window.addEventListener("message", ({ source, data }: MessageEvent<FromShell>) => {
    if (source === shell && data.kind === kind) action(data as Extract<FromShell, { kind: K }>);
  });
}
