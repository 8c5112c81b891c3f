// Nothing leaves the machine, even if the page's own script wanted it to: every way of leaks/ is tried from inside the
// page against a server that listens. The same ways without the protection show that the server would hear them; which
// of them it hears in which engine stands in leaks/heard.json, with the version where an older one has no such way
// (“firefox>=153”). UPDATE_EXPECT=1 writes that file anew, but for what only newer versions than these have.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { engines } from "./engines/engine.mjs";
import { fileUrl, file } from "./browser.mjs";
import { attemptAll, showsFindings } from "./leaks/attempt.mjs";
import { Ear } from "./leaks/ear.mjs";
import { allowed } from "./leaks/exceptions.mjs";
import { tokenOf } from "./leaks/group.mjs";
import { isHeardBy, majorOf, remeasured } from "./leaks/heard.mjs";
import { withoutProtection, withPolicyOnly } from "./leaks/pages.mjs";
import { realtime } from "./leaks/realtime.mjs";
import { oneByOne, together } from "./leaks/ways.mjs";

const expectations = new URL("leaks/heard.json", import.meta.url);
const expected = JSON.parse(readFileSync(expectations, "utf8"));
const ways = [...together, ...oneByOne];
const html = readFileSync(file, "utf8");
/** An address that counts as safe, so that the page has all the means that there are. */
const address = "127.0.0.1";
/** The best conditions for whoever wants to send: no window is refused for being a popup. */
const eager = { args: ["--disable-popup-blocking"], preferences: { "dom.disable_open_during_load": false } };
/** What was heard in the controls: control, engine, and the ways. */
const measured = { unprotected: [], policyOnly: [] };

/** Tries the ways on a page and says what was heard of each; `afterwards` has the server still there. */
async function attempt(tab, page, chosen = { together, oneByOne }, afterwards = async () => {}) {
  const tokens = [...chosen.together, ...chosen.oneByOne].map(tokenOf);
  const ear = await Ear.listen(address, tokens);
  try {
    await attemptAll(tab, ear, page === fileUrl ? fileUrl : await ear.serve(page), chosen);
    await afterwards();
    return ear.all();
  } finally {
    ear.close();
  }
}

/** What is held against the page: all that was heard but what the exceptions allow. */
function objections(heard, engine) {
  return Array.from(heard, ([token, { connections, datagrams, text }]) => {
    const way = ways.find((way) => tokenOf(way) === token);
    if (way && allowed(way.name, engine, { datagrams, text })) return undefined;
    return `${token}: ${connections} connections, ${datagrams} datagrams, ${JSON.stringify(text.slice(0, 80))}`;
  }).filter((objection) => objection !== undefined);
}

/** The ways of which a word was heard, which a connection alone is not. */
const spoken = (heard) => ways.filter((way) => heard.get(tokenOf(way))?.text).map(({ name }) => name);

/** What should be heard and is not; a machine under load gets a second chance. */
async function missing(tab, page, engine, control, chosen = { together, oneByOne }) {
  const names = spoken(await attempt(tab, page, chosen));
  measured[control].push({ engine, names });
  const isMissing = ({ name }) => isHeardBy(engine, expected[control][name]) && !names.includes(name);
  const again = { together: together.filter(isMissing), oneByOne: oneByOne.filter(isMissing) };
  if (again.together.length + again.oneByOne.length === 0) return [];
  const late = spoken(await attempt(tab, page, again));
  return ways.filter((way) => isMissing(way) && !late.includes(way.name)).map(({ name }) => name);
}

const countOf = (control, engine) => Object.values(expected[control]).filter((entry) => isHeardBy(engine, entry)).length;

describe("what is tried from inside the page", { concurrency: engines.length }, () => {
  for (const { name, launch } of engines) {
    test(`in ${name}`, { timeout: 600_000 }, async (t) => {
      const tab = await launch(eager);
      t.after(() => tab.close());
      const engine = { name, version: majorOf(await tab.version()) };

      for (const [where, page] of [
        ["over http", html],
        ["from disk", fileUrl],
      ]) {
        await t.test(`${where}, nothing is heard`, async () => {
          const stillWorks = () => showsFindings(tab);
          assert.deepEqual(objections(await attempt(tab, page, { together, oneByOne }, stillWorks), name), []);
        });
      }
      await t.test("with the policy alone, navigation and WebRTC are heard", async () => {
        const silent = await missing(tab, withPolicyOnly(html), engine, "policyOnly", { together: realtime, oneByOne });
        if (process.env.UPDATE_EXPECT) return;
        assert.deepEqual(silent, []);
        assert.ok(countOf("policyOnly", engine) >= 5);
      });
      await t.test("without protection, nearly everything is heard", async () => {
        const silent = await missing(tab, withoutProtection(html), engine, "unprotected");
        if (process.env.UPDATE_EXPECT) return;
        assert.deepEqual(silent, []);
        assert.ok(countOf("unprotected", engine) >= 150);
      });
    });
  }
});

test("each way has a name of its own", () => {
  assert.equal(new Set(ways.map(tokenOf)).size, ways.length);
});

after(() => {
  if (!process.env.UPDATE_EXPECT) return;
  const names = ways.map(({ name }) => name);
  const renewed = Object.fromEntries(
    Object.entries(measured).map(([control, heard]) => [control, remeasured(expected[control], names, heard)]),
  );
  writeFileSync(expectations, `${JSON.stringify(renewed, null, 2)}\n`);
});
