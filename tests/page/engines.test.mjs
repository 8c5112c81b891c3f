// The page in three engines, from disk and over plain http by host name: the whole way of a draft through it.

import { after, before, describe, test } from "node:test";
import { fileUrl, file } from "./browser.mjs";
import { engines } from "./engines/engine.mjs";
import { journey } from "./engines/journey.mjs";
import { serveByName } from "./engines/served.mjs";

let server;
before(async () => (server = await serveByName(file)));
after(() => server.close());

describe("from the example to the saved report", () => {
  for (const { name, launch } of engines) {
    for (const [where, urlOf] of [
      ["from disk", () => fileUrl],
      ["over plain http", () => server.url],
    ]) {
      test(`in ${name}, ${where}`, { timeout: 180_000 }, async (t) => {
        const tab = await launch();
        t.after(() => tab.close());
        await journey(tab, urlOf());
      });
    }
  }
});
