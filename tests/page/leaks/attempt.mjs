// Tries ways to send from inside the page.

import { started } from "../engines/engine.mjs";
import { sleep, until } from "../engines/program.mjs";
import { tokenOf, tools } from "./group.mjs";

/** How long what has begun may take to arrive. */
const settling = 1_500;
/** How long a navigation may take to begin; the next one could end it. */
const settlingOfOne = 150;

/**
 * Opens the page and tries every way in the app's frame.
 * @param {import("../engines/engine.mjs").Tab} tab
 * @param {import("./ear.mjs").Ear} ear
 * @param {string} url
 * @param {{together: import("./group.mjs").Way[], oneByOne: import("./group.mjs").Way[]}} ways
 */
export async function attemptAll(tab, ear, url, { together, oneByOne }) {
  await start(tab, url);
  await run(tab, ear, url, together);
  await sleep(settling);
  for (const way of oneByOne) {
    if (!(await isThere(tab))) await start(tab, url);
    try {
      await run(tab, ear, url, [way]);
    } catch {
      // The way before this one has ended the page only now.
      await start(tab, url);
      await run(tab, ear, url, [way]);
    }
    await until(() => ear.hears(tokenOf(way)), way.name, settlingOfOne).catch(() => {});
  }
  await sleep(settling);
}

async function start(tab, url) {
  // A navigation that is still under way may end in an error page instead.
  await until(() => tab.open(url).then(() => true, () => false), `${url} to be opened`);
  await started(tab);
  // A page that has gone elsewhere, or has started anew, does not have this.
  await tab.app(() => void (window.wasStarted = true));
}

/** Runs the ways in the page's own realm, all at once; a way that is refused is refused. */
function run(tab, ear, url, ways) {
  const calls = ways.map((way) => {
    const token = tokenOf(way);
    const own = url.startsWith("http:") ? url + token : `http://${ear.host(token)}/${token}`;
    return `attempt(${way.source}, ${JSON.stringify({ token, host: ear.host(token), own })});`;
  });
  const script = `{
    const tools = ${tools};
    const attempt = (way, address) => {
      try {
        Promise.resolve(way(tools(address))).catch(() => {});
      } catch {}
    };
    ${calls.join("\n")}
  }`;
  return tab.app((script) => void window.eval(script), script);
}

/** Whether the page does what it is for. */
export async function showsFindings(tab) {
  await tab.reload();
  await started(tab);
  await tab.click("#load-example");
  return until(() => tab.app(() => document.querySelectorAll("#findings li.finding").length > 0), "the findings");
}

function isThere(tab) {
  return tab.app(() => window.wasStarted === true).catch(() => false);
}
