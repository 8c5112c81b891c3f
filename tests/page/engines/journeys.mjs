// The journey as tests, from disk and over plain http by host name, in as many engines as there are.

import { after, before, describe, test } from "node:test";
import { file, fileUrl } from "../browser.mjs";
import { journey } from "./journey.mjs";
import { serveByName } from "./served.mjs";

/** @param {Pick<import("./engine.mjs").Engine, "name" | "launch">[]} engines */
export function testJourneys(engines) {
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
}
