// Runs in a worker: the core once more, for what takes longer than a person waits. It calls what it is told to and
// answers; the page stays free meanwhile, and may end it at any time.

import init, * as core from "#core";
import type { Answer, Asked } from "./long-work";

/** What of a worker's global scope is used here: TypeScript knows that of a window. */
declare const self: {
  addEventListener(type: "message", listen: (event: { data: Asked }) => void): void;
  addEventListener(type: "nianbao-panic", listen: (event: { detail: unknown }) => void): void;
  postMessage(answer: Answer, transfer?: Transferable[]): void;
};

/** What the core said last before a trap. */
let panic = "";
self.addEventListener("nianbao-panic", ({ detail }) => (panic = String(detail)));

self.addEventListener("message", ({ data }) => {
  if (data.kind === "core") {
    init({ module_or_path: data.bytes }).then(
      () => self.postMessage({ kind: "ready" }),
      (error) => self.postMessage({ kind: "unfit", cause: String(error) }),
    );
  } else {
    self.postMessage(answerOf(data));
  }
});

function answerOf({ name, args }: Extract<Asked, { kind: "call" }>): Answer {
  const tell = (done: number, of: number) => self.postMessage({ kind: "told", done, of });
  panic = "";
  try {
    const call = core[name] as (...args: unknown[]) => unknown;
    return { kind: "made", value: call(...args, ...(name === "check" ? [tell] : [])) };
  } catch (error) {
    if (error instanceof Error && error.name === "Error") return { kind: "refused", message: error.message };
    return { kind: "fault", message: panic || String(error) };
  }
}
