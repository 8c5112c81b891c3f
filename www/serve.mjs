// A web server for the one file and nothing else, on this machine only.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-cache",
  "Content-Security-Policy": "frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Serves `file` at the first free port from `port` on; its address and a way to end it. */
export async function serve(file, port) {
  const server = createServer((request, response) => {
    const known = request.url === "/" || request.url === "/nianbao.html";
    const allowed = request.method === "GET" || request.method === "HEAD";
    response.writeHead(!allowed ? 405 : known ? 200 : 404, headers);
    // The file is read for each request, so that a new build shows on reload.
    response.end(allowed && known && request.method === "GET" ? readFileSync(file) : undefined);
  });
  for (;;) {
    const failure = await new Promise((resolve) => {
      server.once("error", resolve);
      server.listen(port, "127.0.0.1", () => resolve(undefined));
    });
    if (!failure) break;
    if (failure.code !== "EADDRINUSE") throw failure;
    port += 1;
  }
  server.removeAllListeners("error");
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
