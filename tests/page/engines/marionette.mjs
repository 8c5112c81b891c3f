// Marionette, the remote control that is built into every Firefox: JSON over TCP, each message behind its length.

import { connect } from "node:net";

/** Connects to a Firefox that listens on `port` already. */
export function openMarionette(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const waiting = new Map();
    let last = 0;
    let rest = Buffer.alloc(0);

    function send(command, parameters = {}) {
      const id = ++last;
      const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
      socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
      return new Promise((resolve, reject) => waiting.set(id, { command, resolve, reject }));
    }

    function receive(message) {
      if (!Array.isArray(message)) {
        // The greeting: from here on it listens.
        resolve({ send, end: () => socket.destroy() });
        return;
      }
      const [, id, error, result] = message;
      const { command, resolve: succeed, reject: fail } = waiting.get(id);
      waiting.delete(id);
      if (error) fail(new Error(`${command}: ${error.message}`));
      else succeed(result);
    }

    socket.on("data", (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const colon = rest.indexOf(":");
        const end = colon + 1 + Number(rest.subarray(0, colon));
        if (colon < 0 || rest.length < end) return;
        const message = JSON.parse(rest.subarray(colon + 1, end));
        rest = rest.subarray(end);
        receive(message);
      }
    });
    socket.on("error", reject);
    socket.on("close", () => {
      for (const { reject: fail } of waiting.values()) fail(new Error("the browser has ended"));
    });
  });
}
