// Checking and correcting a draft in the editor.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { draftOf, example, headline, insert, launch, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const repeated = "#findings li[data-rule=repeated-word]";

async function withPage(work, options) {
  const opened = await open(browser, options);
  await work(opened.page, opened);
  assert.deepEqual(opened.errors, []);
  await opened.close();
}

test("a draft pasted from the clipboard is checked and underlined", () =>
  withPage(async (page, { context }) => {
    const other = await context.newPage();
    await other.setContent("<textarea></textarea>");
    await other.fill("textarea", example);
    await other.focus("textarea");
    await other.keyboard.press("Control+A");
    await other.keyboard.press("Control+C");
    await other.close();

    await page.click("#editor .cm-content");
    await page.keyboard.press("Control+V");
    await page.waitForSelector(repeated);
    assert.equal(await draftOf(page), example);
    assert.equal(await headline(page), "有必须修改的问题");
    const underlined = await page.$$eval("#editor .cm-lintRange-error", (marks) => marks.map((mark) => mark.textContent));
    assert.ok(underlined.some((text) => text.includes("信息")), `underlined: ${underlined}`);
    assert.ok(await page.isVisible("#editor .cm-lint-marker-error"));
    assert.ok(await page.isHidden("#intro"));
  }));

test("every finding shows its severity, its line and its message in Chinese", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector(repeated);
    const rows = await page.$$eval("#findings li.finding", (rows) =>
      rows.map((row) => ["severity", "line", "message"].map((part) => row.querySelector(`.${part}`).textContent)),
    );
    for (const [severity, line, message] of rows) {
      assert.match(severity, /^(必须改|建议核|请确认)$/);
      assert.match(line, /^第 \d+ 行$/);
      assert.match(message, /\p{Script=Han}/u);
    }
  }));

test("a fix applies by its button and undo takes it back", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.click(`${repeated} .fix`);
    await page.waitForSelector(repeated, { state: "detached" });
    assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
    await page.click("#undo");
    await page.waitForSelector(repeated);
    assert.equal(await draftOf(page), example);
    await page.click("#redo");
    await page.waitForSelector(repeated, { state: "detached" });
  }));

test("a fix applies from the tooltip too", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector(repeated);
    await page.hover("#editor .cm-lintRange-error >> text=信息");
    await page.click("#editor .cm-tooltip .cm-diagnosticAction");
    await page.waitForSelector(repeated, { state: "detached" });
    assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
  }));

test("all reliable fixes are one step of undo", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector("#fix-all:not([disabled])");
    await page.click("#fix-all");
    await page.waitForSelector(repeated, { state: "detached" });
    assert.notEqual(await draftOf(page), example);
    await page.keyboard.press("Control+Z");
    await page.click("#undo");
    await page.waitForSelector(repeated);
    assert.equal(await draftOf(page), example);
  }));

test("emptying the draft and loading the example can be undone", () =>
  withPage(async (page) => {
    await insert(page, "我的草稿");
    await page.click("#load-example");
    await page.click("#clear");
    assert.equal(await draftOf(page), "");
    await page.waitForSelector("#intro:not([hidden])");
    assert.equal(await headline(page), "还没有草稿");
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), example);
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), "我的草稿");
  }));

test("a click on a finding and F8 lead to its place", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.click(`${repeated} .place`);
    assert.match(await page.evaluate(() => String(getSelection())), /信息/);
    assert.ok(await page.$(`${repeated}[aria-current]`));

    const current = () => page.$eval("#findings [aria-current] .line", (line) => Number(line.textContent.match(/\d+/)[0]));
    const count = await page.$$eval("#findings li.finding", (rows) => rows.length);
    await page.click("#clear");
    await page.click("#load-example");
    await page.waitForSelector(repeated);
    const lines = [];
    for (let i = 0; i < count; i++) {
      await page.keyboard.press("F8");
      lines.push(await current());
    }
    assert.deepEqual(lines, [...lines].sort((a, b) => a - b));
    await page.keyboard.press("F8");
    assert.equal(await current(), lines[0], "after the last comes the first");
    await page.keyboard.press("Shift+F8");
    assert.equal(await current(), lines.at(-1));
  }));

test("what an input method composes arrives whole beside a finding", () =>
  withPage(async (page, { context }) => {
    await page.click("#load-example");
    await page.click(`${repeated} .place`);
    await page.keyboard.press("ArrowRight");
    const session = await context.newCDPSession(page);
    for (const text of ["n", "ni", "nian"]) {
      await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(50);
    }
    await session.send("Input.insertText", { text: "年" });
    await page.waitForFunction(() => document.querySelector("#editor .cm-content").textContent.includes("信息信息年"));
    assert.equal(await draftOf(page), example.replace("信息信息", "信息信息年"));
    await page.waitForSelector(repeated);
  }));

test("a narrow window shows the list under the draft", () =>
  withPage(
    async (page) => {
      await page.click("#load-example");
      await page.waitForSelector(repeated);
      const [editor, list] = await Promise.all(["#editor", "#findings"].map((name) => page.locator(name).boundingBox()));
      assert.ok(list.y >= editor.y + editor.height);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
      await page.click(`${repeated} .place`);
      assert.ok(await page.locator("#editor .cm-lintRange-error").first().isVisible());
    },
    { viewport: { width: 420, height: 800 } },
  ));
