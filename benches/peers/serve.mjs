// A web server for the measured pages, on this machine only, without compression.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../www/setup.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const folders = {
  page: path.join(here, "page"),
  nianbao: path.join(root, "target/page/glue"),
  autocorrect: path.join(here, "node_modules/@huacnlee/autocorrect"),
  harper: path.join(here, "node_modules/harper.js/dist"),
};
const types = { ".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm" };

/** A page that is empty, and the files of each checker; its address, what was fetched, and a way to end it. */
export async function serve() {
  const fetched = new Set();
  const server = createServer((request, response) => {
    const [, folder, ...names] = request.url.split("/");
    // What a page needs for a clock that is exact.
    const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    const send = (status, type, content) => response.writeHead(status, { "Content-Type": type, ...isolated }).end(content);
    if (request.url === "/") return send(200, "text/html; charset=utf-8", "<!doctype html><title>empty</title>");
    const type = types[path.extname(names.at(-1) ?? "")];
    if (!folders[folder] || !type) return send(404, "text/plain", "");
    const file = path.join(folders[folder], ...names);
    if (folder !== "page") fetched.add(file);
    send(200, type, readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, fetched, close: () => server.close() };
}
