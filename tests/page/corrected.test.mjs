// The tab with the corrected report.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { correctedOf, draftOf, example, insert, launch, open, openCorrected, root, saved } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function correctedExample() {
  const opened = await open(browser);
  await openCorrected(opened.page);
  return opened;
}

const clean = (text) => !text.includes("信息信息") && !text.includes("[bookmark");

test("the corrected report has the faults no more and says what was changed", async () => {
  const { page, errors, close } = await correctedExample();
  const text = await correctedOf(page);
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

test("it can be copied, saved as a text and put in place of the draft", async () => {
  const { page, close } = await correctedExample();
  await page.click("#copy");
  const copied = await page.shell.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.length > 1_000 && clean(copied));

  const { name, bytes } = await saved(page, "#save");
  assert.match(name, /柳河镇人民政府2023年.*（改后）\.txt$/);
  assert.equal(bytes.toString(), `\ufeff${copied.replaceAll("\n", "\r\n")}`);

  await page.click("#adopt");
  assert.ok(await page.isVisible("#panel-draft"));
  assert.equal(await draftOf(page), copied);
  await page.keyboard.press("Control+Z");
  assert.equal(await draftOf(page), example);
  await close();
});

test("typing into it is answered with where to type", async () => {
  const { page, close } = await correctedExample();
  await page.locator("#changes .note").first().click();
  const before = await correctedOf(page);
  await page.keyboard.type("5");
  assert.match(await page.textContent("#notices"), /用改后报告替换草稿/);
  assert.equal(await correctedOf(page), before);
  await page.click("#tab-draft");
  assert.equal(await page.textContent("#notices"), "", "elsewhere it makes no sense");
  await page.click("#tab-corrected");
  await page.click("#corrected .cm-content");
  await page.keyboard.type("5");
  assert.match(await page.textContent("#notices"), /用改后报告替换草稿/);
  await page.click("#adopt");
  assert.equal(await page.textContent("#notices"), "");
  await close();
});

test("the blanks of a table are listed by row, and an unchanged draft is not corrected again", async () => {
  const { page, close } = await open(browser);
  await insert(page, "柳河镇2023年政府信息公开工作年度报告\n一、总体情况\n无\n二、主动公开政府信息情况\n");
  await page.click("#tab-corrected");
  await page.waitForSelector("#copy:not([disabled])");
  const notes = await page.$$eval("#changes .note", (notes) => notes.map((note) => note.textContent));
  assert.ok(notes.some((note) => /^第 \d+ 行 规章：3 处待填$/.test(note)), notes.join("\n"));
  assert.ok(notes.some((note) => /^第 \d+ 行 （二）部分公开.{17}…：7 处待填$/.test(note)), "a long name is said to go on");
  assert.ok(notes.some((note) => /^第 \d+ 行 表四：15 处待填$/.test(note)), "a row without a label is called by its table");
  assert.ok(notes.some((note) => note.startsWith("〔请填写：")));
  assert.equal(new Set(notes).size, notes.length, "no two alike");
  assert.match(await page.textContent("#to-fill-in"), /还有 \d{3} 处/);

  const first = await page.$("#changes .note");
  await page.click("#tab-draft");
  await page.click("#tab-corrected");
  assert.ok(await first.isVisible());
  await close();
});

test("where nothing is to be changed, nothing is said of how to change it", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page, readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8"));
  assert.equal(await page.textContent("#changes"), "没有需要改动的地方。");
  assert.ok(await page.isHidden("#adopt"));
  assert.equal(await page.innerText("#panel-corrected .banner"), "这里只能查看、保存和打印。");
  await page.click("#corrected .cm-content >> nth=0");
  await page.keyboard.type("5");
  assert.match(await page.textContent("#notices"), /请在草稿里改/);
  await close();
});

test("without a draft it says so", async () => {
  const { page, close } = await open(browser);
  await page.click("#tab-corrected");
  await page.waitForSelector("#changes .remark");
  assert.match(await page.textContent("#changes"), /还没有草稿/);
  for (const control of await page.$$("#panel-corrected button")) assert.ok(await control.isDisabled());
  await page.click("#tab-draft");
  await insert(page, "甲");
  assert.equal(await draftOf(page), "甲");
  await close();
});

test("the tabs work by arrow keys", async () => {
  const { page, close } = await open(browser);
  await page.focus("#tab-draft");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.isVisible("#panel-tables"));
  assert.ok(await page.isVisible("#verdict"));
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.isVisible("#panel-corrected"));
  assert.ok(await page.isHidden("#verdict"));
  assert.equal(await page.getAttribute("#tab-corrected", "aria-selected"), "true");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.isVisible("#panel-draft"));
  await close();
});

test("in a long draft only what was changed is marked", async () => {
  const { page, close } = await open(browser, { viewport: { width: 1280, height: 1600 } });
  const line = (index) => `第${index}个村按照县政府的部署推进村务公开${index % 3 ? "信息" : "信息信息"}工作。`;
  const lines = Array.from({ length: 1_500 }, (_, index) => line(index)).join("\n");
  await openCorrected(page, example.replace("（二）依申请公开", `${lines}\n（二）依申请公开`));
  const shown = await page.$$eval("#corrected .cm-merge-a .cm-line", (nodes) =>
    nodes
      .filter((node) => node.textContent.includes("村务公开"))
      .map((node) => [node.textContent.includes("信息信息"), node.classList.contains("cm-changedLine")]),
  );
  assert.ok(shown.length > 5);
  for (const [isWrong, isMarked] of shown) assert.equal(isMarked, isWrong);
  await close();
});

test("in a draft of thousands of short lines only what was changed is marked, too", async () => {
  const { page, close } = await open(browser, { viewport: { width: 1280, height: 1600 } });
  await openCorrected(page, example.replace("（二）依申请公开", `${"推进村务公开事项。\n".repeat(3_500)}（二）依申请公开`));
  await page.waitForSelector("#corrected .cm-merge-a .cm-changedText");
  const marked = await page.$$eval("#corrected .cm-merge-a .cm-changedText", (nodes) => nodes.map((node) => node.textContent));
  assert.ok(marked.some((words) => words.includes("信息")));
  assert.ok(!marked.some((words) => words.includes("村务公开")), marked.join().slice(0, 200));
  await close();
});

/** The example with two stretches that need no change, but for a telephone number, which is not changed for anybody. */
const villages = (from) => Array.from({ length: 12 }, (_, index) => `第${from + index}个村按照县政府的部署推进村务公开。`).join("\n");
const withStretches = example
  .replace("（二）依申请公开", `${villages(0)}\n请拨打村务公开手机13912345678。\n${villages(20)}\n（二）依申请公开`)
  .replace("（三）政府信息管理", `${villages(40)}\n（三）政府信息管理`);

for (const width of [1280, 900]) {
  test(`what is folded up in the comparison opens by key, and by going there, ${width} pixels wide`, async () => {
    const { page, close } = await open(browser, { viewport: { width, height: 2400 } });
    await openCorrected(page, withStretches);
    if (width < 1000) await page.click("#compare");
    const sides = width < 1000 ? 1 : 2;
    const folds = page.locator("#corrected .fold");
    await folds.first().waitFor();
    const before = await folds.count();
    assert.ok(before > sides, "one to open by key, and another");
    assert.match(await folds.last().textContent(), /^展开没有改动的 \d+ 行$/);
    await folds.last().focus();
    await page.keyboard.press("Enter");
    assert.equal(await folds.count(), before - sides);
    assert.ok(await page.evaluate(() => document.activeElement.matches("#corrected .cm-content")));

    const sidesWithNumber = () =>
      page.$$eval("#corrected .cm-content", (nodes) => nodes.filter((node) => node.textContent.includes("13912345678")).length);
    assert.equal(await sidesWithNumber(), 0);
    await page.keyboard.press("Control+F");
    await page.keyboard.type("手机139");
    await page.keyboard.press("Enter");
    assert.equal(await sidesWithNumber(), sides, "by searching");
    await page.click("#tab-draft");
    await page.click("#editor .cm-content");
    await page.keyboard.type("。");
    await page.click("#tab-corrected");
    await folds.first().waitFor();
    assert.equal(await sidesWithNumber(), 0, "another comparison is folded up again");
    await page.click("#changes .note >> text=139****5678");
    assert.equal(await sidesWithNumber(), sides);
    assert.match(await page.evaluate(() => String(getSelection())), /13912345678/);
    await close();
  });
}

test("the comparison has two columns only while there is room for them", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page);
  await page.waitForSelector("#corrected .cm-merge-a");
  await page.click("#corrected .cm-merge-b .cm-line");
  await page.shell.setViewportSize({ width: 640, height: 800 });
  await page.waitForSelector("#corrected .cm-merge-a", { state: "detached" });
  assert.ok((await page.locator("#corrected .cm-deletedChunk").count()) > 0, "in one column");
  assert.ok(await page.evaluate(() => document.activeElement.matches("#corrected .cm-content")));
  await page.shell.setViewportSize({ width: 1280, height: 800 });
  await page.waitForSelector("#corrected .cm-merge-a");
  await close();
});

/** The titles over the columns of the comparison, and what is struck through in the left one. */
const sides = (page) => page.$$eval("#corrected .sides span", (titles) => titles.map((title) => title.textContent));
const struck = (page) => page.$$eval("#corrected .cm-merge-a .cm-changedText", (nodes) => nodes.map((node) => node.textContent).join());

test("what was changed since the draft arrived stays to be seen, and what still differs from the draft too", async () => {
  const { page, errors, close } = await open(browser, { viewport: { width: 1280, height: 2400 } });
  await openCorrected(page);
  assert.deepEqual(await sides(page), ["现在的草稿", "改后报告"]);
  assert.ok(await page.isHidden("#compare-original"), "the draft is the original");
  await page.click("#adopt");
  await page.click("#tab-corrected");
  await page.waitForSelector("#corrected .cm-merge-b");
  assert.deepEqual(await sides(page), ["打开时的原稿", "改后报告"]);
  assert.match(await struck(page), /信息/);
  await page.click("#compare");
  assert.deepEqual(await sides(page), ["现在的草稿", "改后报告"]);
  assert.equal(await struck(page), "");
  await page.click("#compare");
  assert.ok(await page.isHidden("#corrected .sides"));
  await page.click("#compare-original");
  assert.match(await struck(page), /信息/);
  await page.shell.setViewportSize({ width: 640, height: 800 });
  await page.waitForSelector("#corrected .cm-merge-a", { state: "detached" });
  assert.deepEqual(await sides(page), ["改后报告；划去的是打开时的原稿里的文字"]);
  await page.shell.setViewportSize({ width: 1280, height: 2400 });

  await page.click("#tab-draft");
  await page.click("#undo");
  assert.equal(await draftOf(page), example);
  await page.click("#tab-corrected");
  await page.waitForSelector("#compare-original", { state: "hidden" });
  assert.deepEqual(errors, []);
  await close();
});

test("a blank line that goes is not marked", async () => {
  const { page, close } = await open(browser, { viewport: { width: 1280, height: 2400 } });
  await openCorrected(page, example.replace("（二）依申请公开", "\n\n（二）依申请公开"));
  const marks = await page.$$eval("#corrected .cm-merge-a .cm-changeGutter .cm-changedLineGutter", (nodes) =>
    nodes.map((node) => [node.classList.contains("cm-blankLine"), getComputedStyle(node).backgroundColor]),
  );
  assert.ok(marks.some(([isBlank]) => isBlank) && marks.some(([isBlank]) => !isBlank));
  for (const [isBlank, color] of marks) assert.equal(color === "rgba(0, 0, 0, 0)", isBlank);
  await close();
});

test("nothing is folded up where nothing differs", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page);
  await page.click("#adopt");
  await page.click("#tab-corrected");
  await page.waitForSelector("#corrected .cm-merge-b");
  assert.equal(await page.locator("#corrected .fold, #corrected .cm-collapsedLines").count(), 0);
  assert.ok((await page.textContent("#corrected .cm-merge-b")).includes("一、总体情况"));
  await close();
});
