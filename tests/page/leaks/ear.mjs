// The other end: listens at a port of its own for every way, TCP and UDP, and writes down whatever arrives, even a
// connection without a word. It also serves the page, and hears what else is asked of that server.

import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/**
 * @typedef {object} Heard
 * @property {number} connections
 * @property {number} datagrams
 * @property {string} text all bytes, each as one character
 */

export class Ear {
  /** @type {Map<string, Heard>} by token */
  #heard = new Map();
  #ports = new Map();
  #closers = [];
  #address;

  /** Listens for these tokens. */
  static async listen(address, tokens) {
    const ear = new Ear();
    ear.#address = address;
    await Promise.all(tokens.map((token) => ear.#listenFor(token)));
    return ear;
  }

  /** Serves a page at a port of its own; its address. Whatever else is asked there is heard. */
  async serve(html, host = this.#address) {
    const page = Buffer.from(html);
    const server = await this.#server((socket) => {
      whenAsked(socket, (request) => {
        const [, path] = request.split(" ", 2);
        if (path === "/") answer(socket, "200 OK", page);
        else {
          const heard = this.#entry(path.replace(/^\/\??/, ""));
          heard.connections += 1;
          heard.text += request;
          answer(socket, "204 No Content");
        }
      });
    });
    return `http://${host}:${server.address().port}/`;
  }

  host(token) {
    return `${this.#address}:${this.#ports.get(token)}`;
  }

  /** @returns {Heard} */
  #entry(token) {
    if (!this.#heard.has(token)) this.#heard.set(token, { connections: 0, datagrams: 0, text: "" });
    return this.#heard.get(token);
  }

  hears(token) {
    return this.#heard.has(token);
  }

  /** What was heard, by token. */
  all() {
    return this.#heard;
  }

  close() {
    for (const close of this.#closers) close();
  }

  /** TCP and UDP at the same port, which something else may have taken for one of them. */
  async #listenFor(token, attempts = 10) {
    try {
      await this.#listenOnceFor(token);
    } catch (error) {
      if (error.code !== "EADDRINUSE" || attempts === 0) throw error;
      await this.#listenFor(token, attempts - 1);
    }
  }

  async #listenOnceFor(token) {
    const onConnection = (socket) => {
      const heard = this.#entry(token);
      heard.connections += 1;
      socket.on("data", (bytes) => (heard.text += bytes.toString("latin1")));
      whenAsked(socket, () => answer(socket, "204 No Content"));
    };
    const server = await this.#server(onConnection);
    const { port } = server.address();
    this.#ports.set(token, port);
    const datagrams = createSocket("udp4", (bytes) => {
      const heard = this.#entry(token);
      heard.datagrams += 1;
      heard.text += bytes.toString("latin1");
    });
    await new Promise((resolve, reject) => datagrams.once("error", reject).bind(port, this.#address, resolve));
    this.#closers.push(() => datagrams.close());
  }

  async #server(onConnection) {
    const sockets = new Set();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => {});
      onConnection(socket);
    });
    await new Promise((resolve, reject) => server.once("error", reject).listen(0, this.#address, resolve));
    this.#closers.push(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    return server;
  }
}

const tlsHandshake = 0x16;

/** Calls back once with the head of an HTTP request; what is no HTTP is listened to until it waits for an answer. */
function whenAsked(socket, work) {
  let head = "";
  const onData = (bytes) => {
    if (head === "" && bytes[0] === tlsHandshake) socket.end();
    head += bytes.toString("latin1");
    if (!head.includes("\r\n\r\n")) return;
    socket.off("data", onData);
    work(head);
  };
  socket.on("data", onData);
}

/** “No content” leaves a page where it is even when it has asked to go away: so one page can try them all. */
function answer(socket, status, body = Buffer.alloc(0)) {
  const headers = [
    "Access-Control-Allow-Origin: *",
    "Access-Control-Allow-Headers: *",
    "Cache-Control: no-store",
    "Connection: close",
    ...(body.length > 0 ? ["Content-Type: text/html; charset=utf-8", `Content-Length: ${body.length}`] : []),
  ];
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers.join("\r\n")}\r\n\r\n`), body]));
}
