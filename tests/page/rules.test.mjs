// The help panel with every rule, its reason, its authority and its examples.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import path from "node:path";
import { draftOf, insert, launch, open, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const hasFocus = (page, selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);

test("the panel lists what RULES.md lists", async () => {
  const { page, errors, close } = await open(browser);
  await page.click("#show-rules");
  await page.waitForSelector("#rules-list details");
  const rules = readFileSync(path.join(root, "RULES.md"), "utf8");
  const ids = Array.from(rules.matchAll(/^### .+（`(.+)`）$/gm), ([, id]) => id);
  const shown = await page.$$eval("#rules-list details", (entries) => entries.map((entry) => entry.dataset.rule));
  assert.deepEqual(shown, ids);
  const parts = Array.from(rules.matchAll(/^## (.+)$/gm), ([, part]) => part);
  assert.deepEqual(await page.$$eval("#rules-list h3", (heads) => heads.map((head) => head.firstChild.textContent)), parts);

  const entry = page.locator("#rules-list details[data-rule=repeated-word]");
  assert.ok(await entry.locator(".example").first().isHidden());
  await entry.locator("summary").click();
  assert.match(await entry.textContent(), /必须改.*为什么：.*依据：.*错：.*信息信息.*对：/);
  assert.ok(await entry.locator(".example").first().isVisible());
  assert.deepEqual(errors, []);
  await close();
});

test("it opens and closes by keyboard, and the focus returns", async () => {
  const { page, errors, close } = await open(browser);
  await insert(page, "我的草稿");
  await page.focus("#show-rules");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#rules-list details");
  assert.ok(await hasFocus(page, "#rules *"));
  await page.keyboard.press("Control+Z");
  assert.equal(await draftOf(page), "我的草稿", "keys of the draft do nothing behind the panel");
  await page.keyboard.press("Tab");
  assert.ok(await hasFocus(page, "#rules summary"));
  await page.keyboard.press("Enter");
  assert.ok(await page.isVisible("#rules-list details[open] .body"));
  await page.keyboard.press("Escape");
  assert.ok(await page.isHidden("#rules"));
  assert.ok(await hasFocus(page, "#show-rules"));

  await page.keyboard.press("Enter");
  await page.click("#close-rules");
  assert.ok(await page.isHidden("#rules"));
  await page.click("#show-rules");
  await page.mouse.click(5, 400);
  assert.ok(await page.isHidden("#rules"), "a click beside it closes it");
  assert.deepEqual(errors, []);
  await close();
});

test("a narrow window shows it without sideways scrolling", async () => {
  const { page, close } = await open(browser, { viewport: { width: 360, height: 640 } });
  await page.click("#show-rules");
  await page.waitForSelector("#rules-list details");
  await page.evaluate(() => document.querySelectorAll("#rules details").forEach((entry) => (entry.open = true)));
  assert.ok(await page.$eval("#rules .sheet", (sheet) => sheet.scrollWidth <= sheet.clientWidth));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await close();
});
