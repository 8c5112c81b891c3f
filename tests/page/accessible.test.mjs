// An automatic checker finds nothing to object to in any state of the page, in light and dark, wide and narrow.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { bring, insert, launch, open, openCorrected, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const withFindings = async (page) => {
  await page.click("#load-example");
  await page.waitForSelector("#findings .finding");
};

/** The states of the page, each by what leads there. */
const states = {
  empty: async () => {},
  findings: withFindings,
  async "a finding selected"(page) {
    await withFindings(page);
    await page.keyboard.press("F8");
    await page.waitForSelector(".current");
  },
  async "a tooltip"(page) {
    await withFindings(page);
    await page.hover("#editor .cm-lintRange");
    await page.waitForSelector(".cm-tooltip");
  },
  async "search"(page) {
    await withFindings(page);
    await page.click("#editor .cm-content");
    await page.keyboard.press("Control+F");
    await page.waitForSelector(".cm-search");
  },
  async "confirmed findings"(page) {
    await withFindings(page);
    await page.click(".fix.confirm");
    await page.waitForSelector("#confirmed:not([hidden])");
    await page.click("#confirmed summary");
  },
  async "last year's report beside"(page) {
    await withFindings(page);
    // That of the same year, which is refused.
    await page.setInputFiles("#prior-file", path.join(root, "tests/drafts/clean-2021.txt"));
    await page.waitForSelector("#prior.trouble");
  },
  async "the tables"(page) {
    await withFindings(page);
    await page.click("#tab-tables");
    await page.waitForSelector("#tables table");
  },
  async "a broken relation"(page) {
    await withFindings(page);
    await page.click("#tab-tables");
    await page.click("#findings .finding[data-rule=total-row] .place");
    await page.waitForSelector(".tableBar.current");
  },
  async "only one severity"(page) {
    await withFindings(page);
    await page.click("#verdict [aria-pressed]");
    await page.waitForSelector("#filter:not([hidden])");
  },
  async "a text that is no report"(page) {
    await insert(page, "今天天气很好。");
    await page.waitForSelector("#verdict .remark");
  },
  "the corrected report beside the draft": (page) => openCorrected(page),
  async "the corrected report alone"(page) {
    await openCorrected(page);
    await page.click("#compare");
  },
  async "the rules"(page) {
    await page.click("#show-rules");
    await page.click("#rules-list details:first-of-type summary");
  },
  async "a blank form refused"(page) {
    await page.click("#show-blank");
    await page.click("#blank-fill");
  },
  async "a file refused"(page) {
    await bring(page, "drop", { files: { "年报.pdf": "%PDF-1.4" } });
    await page.waitForSelector("#notices .refused");
  },
  async "a draft offered back"(page) {
    await insert(page, "柳河镇2022年政府信息公开工作年度报告");
    await page.waitForFunction(() => document.querySelector("#keeping-status").textContent.startsWith("草稿已暂存"));
    await page.shell.reload();
    await page.shell.waitForTimeout(500);
    const frame = await (await page.shell.waitForSelector("#app")).contentFrame();
    await frame.waitForSelector("#offers .offer");
    return frame;
  },
};

/** What the checker objects to in a frame, a line each. */
async function objections(frame, ...apart) {
  await frame.evaluate(axe.source);
  const options = { resultTypes: ["violations"], rules: Object.fromEntries(apart.map((id) => [id, { enabled: false }])) };
  const { violations } = await frame.evaluate((options) => window.axe.run(document, options), options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any, all }) => `${id}: ${help}: ${html.slice(0, 160)} ${[...any, ...all][0]?.message ?? ""}`),
  );
}

for (const [name, lead] of Object.entries(states)) {
  test(`${name}: nothing to object to`, { timeout: 120_000 }, async () => {
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 1280],
      ["light", 640],
    ]) {
      const { page, close } = await open(browser, { viewport: { width, height: 800 } });
      await page.emulateMedia({ colorScheme });
      const frame = (await lead(page)) ?? page;
      assert.deepEqual(await objections(frame), [], `${colorScheme}, ${width} pixels wide`);
      await close();
    }
  });
}

test("the page around the app: nothing to object to", async () => {
  const { page, close } = await open(browser);
  // The heading stands in the frame, where the checker does not look from here.
  assert.deepEqual(await objections(page.shell.mainFrame(), "page-has-heading-one"), []);
  await close();
});

test("in colours that the system forces, the chosen tab still differs from the others", async () => {
  const { page, close } = await open(browser);
  await page.emulateMedia({ forcedColors: "active" });
  const ground = (id) => page.$eval(`#tab-${id}`, (tab) => getComputedStyle(tab).backgroundColor);
  assert.equal(await ground("tables"), await ground("corrected"));
  assert.notEqual(await ground("draft"), await ground("tables"));
  await close();
});
