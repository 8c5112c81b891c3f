// The Chrome DevTools Protocol over a pair of pipes, which every Chromium since 72 speaks and Node needs no library for.

import { EventEmitter } from "node:events";

export class DevTools extends EventEmitter {
  #to;
  #last = 0;
  #waiting = new Map();

  /**
   * @param {import("node:stream").Writable} to the browser's file descriptor 3
   * @param {import("node:stream").Readable} from the browser's file descriptor 4
   */
  constructor(to, from) {
    super();
    this.#to = to;
    let rest = "";
    from.setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      for (const message of messages) this.#receive(JSON.parse(message));
    });
    from.on("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the browser has ended"));
    });
    to.on("error", () => {});
  }

  /** Sends a command to the browser, or to one of the targets that it is attached to. */
  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#last;
    this.#to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }));
  }

  #receive({ id, method, params, sessionId, result, error }) {
    if (id === undefined) {
      this.emit(method, params, sessionId);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting.reject(new Error(`${waiting.method}: ${error.message}`));
    else waiting.resolve(result);
  }
}
