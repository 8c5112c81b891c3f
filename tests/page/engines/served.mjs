// The page over plain http under a name, the way an intranet serves it: unlike the machine's own address and unlike a
// file, that is no secure context.

import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";

/** Serves one file under the name of this machine; its address and a way to end it. */
export async function serveByName(file) {
  const name = os.hostname();
  const { address } = await lookup(name, { family: 4 }).catch(() => {
    throw new Error(`This machine does not know its own name. Add a line to /etc/hosts: 127.0.0.1 ${name}`);
  });
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/" ? 200 : 404, { "Content-Type": "text/html; charset=utf-8" });
    response.end(request.url === "/" ? readFileSync(file) : undefined);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, address, resolve));
  return {
    url: `http://${name}:${server.address().port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
