// The tab with the corrected report.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { draftOf, example, insert, launch, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function correctedExample() {
  const opened = await open(browser);
  await opened.page.click("#load-example");
  await opened.page.click("#tab-corrected");
  await opened.page.waitForSelector("#corrected .cm-line");
  return opened;
}

const clean = (text) => !text.includes("信息信息") && !text.includes("[bookmark");

test("the corrected report has the faults no more and says what was changed", async () => {
  const { page, errors, close } = await correctedExample();
  const text = await page.textContent("#corrected .cm-content");
  assert.ok(text.includes("柳河镇人民政府2023年政府信息公开工作年度报告"));
  assert.ok(clean(text));
  assert.ok((await page.locator("#changes .applied").count()) > 0);
  assert.equal(await draftOf(page), example, "the draft stays");
  assert.deepEqual(errors, []);
  await close();
});

test("a click on what is to be filled in leads there", async () => {
  const { page, close } = await correctedExample();
  const spot = page.locator("#changes .note").first();
  const words = (await spot.textContent()).slice(0, 12);
  await spot.click();
  assert.ok((await page.evaluate(() => String(getSelection()))).startsWith(words));
  await close();
});

test("what was not corrected is listed and leads to its place", async () => {
  const { page, close } = await correctedExample();
  const problem = page.locator("#changes .note", { hasText: /^必须改：/ }).first();
  await problem.click();
  assert.notEqual(await page.evaluate(() => String(getSelection())), "");
  await close();
});

test("it can be copied, saved and put in place of the draft", async () => {
  const { page, close } = await correctedExample();
  await page.click("#copy");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.length > 1_000 && clean(copied));

  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.match(download.suggestedFilename(), /柳河镇人民政府2023年.*（改后）\.txt$/);
  const saved = readFileSync(await download.path(), "utf8");
  assert.equal(saved, `\ufeff${copied.replaceAll("\n", "\r\n")}`);

  await page.click("#adopt");
  assert.ok(await page.isVisible("#panel-draft"));
  assert.equal(await draftOf(page), copied);
  await page.keyboard.press("Control+Z");
  assert.equal(await draftOf(page), example);
  await close();
});

test("without a draft it says so", async () => {
  const { page, close } = await open(browser);
  await page.click("#tab-corrected");
  assert.match(await page.textContent("#changes"), /还没有草稿/);
  assert.ok(await page.isDisabled("#save"));
  await page.click("#tab-draft");
  await insert(page, "甲");
  assert.equal(await draftOf(page), "甲");
  await close();
});

test("the tabs work by arrow keys", async () => {
  const { page, close } = await open(browser);
  await page.focus("#tab-draft");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.isVisible("#panel-corrected"));
  assert.equal(await page.getAttribute("#tab-corrected", "aria-selected"), "true");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.isVisible("#panel-draft"));
  await close();
});
