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

async function openAgain(page) {
  await page.click("#tab-corrected");
  await page.waitForSelector("#copy:not([disabled])");
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

test("what is found in it can be put right there: the draft is changed, and a button takes it back", async () => {
  const { page, errors, close } = await correctedExample();
  const fix = page.locator("#changes .fixes button", { hasText: "正文改为7" });
  const before = await page.locator("#changes .fixes button").count();
  await fix.click();
  await fix.waitFor({ state: "detached" });
  await page.waitForSelector("#changes .fixes button");
  assert.equal(await draftOf(page), example.replace("申请8件", "申请7件"));
  assert.match(await correctedOf(page), /申请7件/);
  assert.ok((await page.locator("#changes .fixes button").count()) < before);
  assert.ok(await page.evaluate(() => document.activeElement.matches("#changes .fixes button")), "the next one");

  await page.click("#notices >> text=撤销");
  assert.equal(await draftOf(page), example);
  assert.equal(await page.textContent("#notices"), "");
  await fix.waitFor();
  assert.match(await correctedOf(page), /申请8件/);

  await page.click("#changes .fix.confirm");
  assert.match(await page.textContent("#notices"), /^已经确认/);
  assert.equal(await page.textContent("#verdict .counts .quiet"), "已确认 1");
  await page.click("#notices >> text=撤销");
  assert.equal(await page.textContent("#verdict .counts .quiet"), "");
  assert.equal(await page.textContent("#notices"), "");
  assert.deepEqual(errors, []);
  await close();
});

test("in a narrow window, too, the next fix is in sight behind one", async () => {
  const { page, close } = await open(browser, { viewport: { width: 420, height: 800 } });
  await openCorrected(page);
  const fix = page.locator("#changes .fixes button", { hasText: "正文改为7" });
  await fix.click();
  await fix.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.matches("#changes .fixes button"));
  const { top, bottom, height } = await page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return { top, bottom, height: innerHeight };
  });
  assert.ok(top > -1 && bottom < height + 1, JSON.stringify([top, bottom]));
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
  assert.doesNotMatch(await page.textContent("#notices"), /不能直接修改/);
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
  assert.match(await page.textContent("#changes"), /^可以发布现在可以保存为 Word 文档、.*没有需要改动的地方。$/);
  assert.ok(await page.isHidden("#adopt"));
  assert.equal(await page.innerText("#panel-corrected .banner"), "这里只能查看、保存和打印。");
  await page.click("#corrected .cm-content >> nth=0");
  await page.keyboard.type("5");
  assert.match(await page.textContent("#notices"), /请在草稿里改/);
  await page.click("#tab-draft");
  assert.match(await page.textContent("#verdict .next"), /^请点“改后报告”/);
  await close();
});

test("its verdict stands over it, and what is no report is compared with nothing", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page);
  assert.equal(await page.textContent("#changes .headline"), "有必须修改的问题，包括 1 处待填写");
  assert.equal(await page.locator("#changes .next").count(), 0);
  await page.click("#tab-draft");
  await page.click("#clear");
  await openCorrected(page, "今天天气很好。\n请看“四、  天气”。");
  assert.equal(await page.textContent("#changes .headline"), "没有核对");
  assert.match(await page.textContent("#changes .remark"), /不像政府信息公开工作年度报告/);
  assert.ok(await page.isHidden("#corrected .sides"));
  assert.ok(await page.isDisabled("#compare"));
  assert.equal(await page.locator("#corrected .cm-content :is(ins, del)").count(), 0);
  await close();
});

test("without a draft it says so", async () => {
  const { page, close } = await open(browser);
  await page.click("#tab-corrected");
  await page.waitForSelector("#changes .remark");
  assert.match(await page.textContent("#changes"), /还没有草稿/);
  for (const control of await page.$$("#panel-corrected button:visible")) assert.ok(await control.isDisabled());
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

/** What is struck through in the corrected report, and what is underlined. */
const marked = async (page) => {
  const wordsOf = (tag) => page.$$eval(`#corrected .cm-content ${tag}`, (nodes) => nodes.map((node) => node.textContent));
  return { out: await wordsOf("del"), in: await wordsOf("ins") };
};

test("in a long draft only what was changed is marked", async () => {
  const { page, close } = await open(browser, { viewport: { width: 1280, height: 1600 } });
  const line = (index) => `第${index}个村按照县政府的部署推进村务公开${index % 3 ? "信息" : "信息信息"}工作。`;
  const lines = Array.from({ length: 1_500 }, (_, index) => line(index)).join("\n");
  await openCorrected(page, example.replace("（二）依申请公开", `${lines}\n（二）依申请公开`));
  const shown = await page.$$eval("#corrected .cm-line", (nodes) =>
    nodes
      .filter((node) => node.textContent.includes("村务公开"))
      .map((node) => [Number(/\d+/.exec(node.textContent)[0]) % 3 === 0, node.classList.contains("cm-changedLine")]),
  );
  assert.ok(shown.length > 5);
  for (const [wasWrong, isMarked] of shown) assert.equal(isMarked, wasWrong);
  await close();
});

test("in a draft of thousands of short lines only what was changed is marked, too", async () => {
  const { page, close } = await open(browser, { viewport: { width: 1280, height: 1600 } });
  await openCorrected(page, example.replace("（二）依申请公开", `${"推进村务公开事项。\n".repeat(3_500)}（二）依申请公开`));
  await page.waitForSelector("#corrected .cm-content del");
  const { out } = await marked(page);
  assert.ok(out.some((words) => words.includes("信息")));
  assert.ok(!out.some((words) => words.includes("村务公开")), out.join().slice(0, 200));
  await close();
});

const right = readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8");
/** One figure is wrong; empty cells are left out, and labels broken: the correction brings all of it in order. */
const wrongFigure = right
  .replace(/^(.*予以公开.*\t)(\d+)$/m, "$199")
  .replace(/\t+$/gm, "")
  .replace("行政许可\t", "行政 许可\t\t")
  // As a PDF breaks it: the rest of the label stands in a line of its own.
  .replace(/^(行政规范)性文件(.*)$/m, "$1$2\n性文件");

test("how a table is laid out is no change: the one figure that was changed is what one sees, the old beside the new", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page, wrongFigure);
  const figure = /^.*予以公开.*\t(\d+)$/m.exec(right)[1];
  assert.deepEqual(await marked(page), { out: ["99"], in: [figure] });
  assert.match(await page.textContent("#corrected .sides [role=status]"), new RegExp(`第 1 处，共 1 处：“99”改为“${figure}”$`));
  const at = async (selector) => (await page.$(`#corrected .cm-content ${selector}`)).boundingBox();
  const [old, now] = [await at("del"), await at("ins")];
  assert.ok(Math.abs(old.y - now.y) < 4 && old.x + old.width <= now.x);
  assert.ok(old.y > 0 && old.y < 700, "the comparison opens there");
  const { text, folds } = await page.$eval("#corrected .cm-content", (node) => ({
    text: node.textContent,
    folds: node.querySelectorAll(".fold").length,
  }));
  for (const words of ["三、收到和处理", "法人或其他组织", "商业企业"]) assert.ok(text.includes(words), words);
  assert.ok(folds >= 2 && !text.includes("一、总体情况"));
  assert.ok(await page.isHidden("#corrected .sides button"), "there is no other to go to");
  await close();
});

test("a row that moved by a cell is compared cell by cell, and stays in its columns", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page, right.replace(/^(一、本年新收.*?\t)(\d+)((?:\t\d+){4})\t0(\t\d+)$/m, "$10\t$2$3$4"));
  const row = page.locator("#corrected .cm-changedLine");
  assert.equal(await row.count(), 1);
  const { out, in: came } = await marked(page);
  assert.ok(out.length > 1 && out.length === came.length);
  const lastCell = (line) => line.evaluate((node) => [...node.querySelectorAll(".cm-cellEnd")].pop().getBoundingClientRect().right);
  const below = page.locator("#corrected .cm-line", { hasText: "二、上年结转" });
  assert.ok(Math.abs((await lastCell(row)) - (await lastCell(below))) <= 2);
  await close();
});

test("the differences are gone through by button and by key", async () => {
  const { page, close } = await correctedExample();
  const status = () => page.textContent("#corrected .sides [role=status]");
  const [, count] = /^第 1 处，共 (\d+) 处：/.exec(await status());
  assert.ok(count > 3);
  await page.click("#corrected .sides >> text=下一处");
  assert.match(await status(), /^第 2 处/);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "下一处", "to be pressed again");
  assert.equal(await page.locator("#corrected .cm-changedLine.cm-activeLine").count(), 1);
  await page.focus("#tab-corrected");
  await page.keyboard.press("F8");
  assert.match(await status(), /^第 3 处/);
  assert.ok(await page.evaluate(() => document.activeElement.matches("#corrected .cm-content")));
  await page.keyboard.press("Shift+F8");
  await page.click("#corrected .sides >> text=上一处");
  assert.match(await status(), /^第 1 处/);
  await page.click("#corrected .sides >> text=上一处");
  assert.match(await status(), new RegExp(`^第 ${count} 处`), "around the end");
  await page.keyboard.press("F8");
  assert.match(await status(), /^第 1 处/);
  await page.click("#show-rules");
  await page.keyboard.press("F8");
  assert.match(await status(), /^第 1 处/, "not behind the rules");
  await close();
});

test("where there is room, the draft stands beside the report, and both go to a difference", async () => {
  const { page, close } = await correctedExample();
  await page.click("#corrected .sides >> text=并排");
  const texts = page.locator("#corrected .cm-content");
  assert.deepEqual(await texts.evaluateAll((all) => all.map((node) => node.getAttribute("aria-label"))), ["现在的草稿", "改后报告"]);
  await page.click("#corrected .sides >> text=下一处");
  for (const index of [0, 1]) assert.equal(await texts.nth(index).locator(".cm-activeLine").count(), 1);
  const [left, right] = await Promise.all([0, 1].map((index) => texts.nth(index).locator(".cm-activeLine").boundingBox()));
  assert.ok(left.x + left.width <= right.x && left.y > 0 && right.y > 0 && left.y < 800 && right.y < 800);
  assert.ok((await texts.nth(0).locator("del").count()) > 0 && (await texts.nth(0).locator("ins").count()) === 0);
  await page.click("#corrected .sides >> text=并排");
  assert.equal(await texts.count(), 1);
  assert.ok(await page.isVisible("#changes"));
  await close();
});

test("what was changed leads to its place, compared or not", async () => {
  const { page, close } = await correctedExample();
  for (const isCompared of [true, false]) {
    if (!isCompared) await page.click("#compare");
    await page.click("#changes .applied >> text=改为4");
    assert.equal(await page.evaluate(() => String(getSelection())), isCompared ? "5 4" : "4");
    assert.match(await page.textContent("#corrected .cm-activeLine"), /予以公开/);
    await page.click("#changes .applied >> text=_GoBack");
    assert.match(await page.textContent("#corrected .cm-activeLine"), /平台建设/, "what is gone leads to where it was");
  }
  await close();
});

test("what was put right in the draft is listed too, and leads to its place", async () => {
  const { page, errors, close } = await open(browser);
  await page.click("#load-example");
  await page.waitForSelector("#fix-all:not([disabled])");
  const count = Number(/\d+/.exec(await page.textContent("#fix-all"))[0]);
  await page.click("#fix-all");
  await openAgain(page);
  assert.equal(await page.locator("#changes .applied").count(), count);
  await page.click("#changes .applied >> text=连着写了两遍");
  assert.match(await page.textContent("#corrected .cm-activeLine"), /专栏公开政府信息/);
  await page.click("#adopt");
  await openAgain(page);
  assert.equal(await page.locator("#changes .applied").count(), count, "what is to be filled in is not put right");
  await page.click("#tab-draft");
  await page.click("#undo");
  await page.click("#undo");
  await openAgain(page);
  const fromDraft = await page.$$eval("#changes .applied", (all) => all.map((node) => node.textContent));
  assert.ok(fromDraft.every((words) => words.includes("→")), "nothing was put right in the draft");
  assert.deepEqual(errors, []);
  await close();
});

/** The example with two stretches that need no change, but for a telephone number, which is not changed for anybody. */
const villages = (from) => Array.from({ length: 12 }, (_, index) => `第${from + index}个村按照县政府的部署推进村务公开。\n`).join("\n");
const withStretches = example
  .replace("（二）依申请公开", `${villages(0)}\n请拨打村务公开手机13912345678。\n${villages(20)}\n（二）依申请公开`)
  .replace("（三）政府信息管理", `${villages(40)}\n（三）政府信息管理`);

test("what is folded up in the comparison opens by key, and by going there", async () => {
  const { page, close } = await open(browser, { viewport: { width: 1280, height: 2400 } });
  await openCorrected(page, withStretches);
  const folds = page.locator("#corrected .fold");
  await folds.first().waitFor();
  const before = await folds.count();
  assert.ok(before > 1, "one to open by key, and another");
  assert.match(await folds.last().textContent(), /^展开没有改动的 \d+ 行$/);
  await folds.last().focus();
  await page.keyboard.press("Enter");
  assert.equal(await folds.count(), before - 1);
  assert.ok(await page.evaluate(() => document.activeElement.matches("#corrected .cm-content")));

  const hasNumber = async () => (await page.textContent("#corrected .cm-content")).includes("13912345678");
  assert.ok(!(await hasNumber()));
  await page.keyboard.press("Control+F");
  await page.keyboard.type("手机139");
  await page.keyboard.press("Enter");
  assert.ok(await hasNumber(), "by searching");
  await page.click("#tab-draft");
  await page.click("#editor .cm-content");
  await page.keyboard.type("。");
  await page.click("#tab-corrected");
  await folds.first().waitFor();
  assert.ok(!(await hasNumber()), "another comparison is folded up again");
  await page.click("#changes .note >> text=139****5678");
  assert.ok(await hasNumber());
  assert.match(await page.evaluate(() => String(getSelection())), /13912345678/);
  await close();
});

/** What the line above the report says of the marks. */
const legend = (page) => page.textContent("#corrected .sides span");

test("what was changed since the draft arrived stays to be seen, and what still differs from the draft too", async () => {
  const { page, errors, close } = await open(browser, { viewport: { width: 1280, height: 2400 } });
  await openCorrected(page);
  const struck = async () => (await marked(page)).out.join();
  assert.match(await legend(page), /^划去的.*现在的草稿/);
  assert.ok(await page.isHidden("#compare-original"), "the draft is the original");
  await page.click("#adopt");
  await page.click("#tab-corrected");
  await page.waitForSelector("#corrected del");
  assert.match(await legend(page), /^划去的.*打开时的原稿/);
  assert.match(await struck(), /信息/);
  await page.click("#compare");
  assert.equal(await legend(page), "与现在的草稿没有不同的地方。");
  assert.equal(await struck(), "");
  await page.click("#compare");
  assert.ok(await page.isHidden("#corrected .sides"));
  assert.equal(await page.locator("#corrected .fold").count(), 0);
  await page.click("#compare-original");
  assert.match(await struck(), /信息/);

  await page.click("#tab-draft");
  await page.click("#undo");
  assert.equal(await draftOf(page), example);
  await page.click("#tab-corrected");
  await page.waitForSelector("#compare-original", { state: "hidden" });
  assert.deepEqual(errors, []);
  await close();
});

test("a line that goes stands struck through where it was, a blank line is not marked", async () => {
  const { page, close } = await open(browser, { viewport: { width: 1280, height: 2400 } });
  await openCorrected(page, example);
  const before = await marked(page);
  await page.click("#tab-draft");
  await page.click("#clear");
  await openCorrected(page, example.replace("（二）依申请公开", "\n\n（二）依申请公开"));
  assert.deepEqual(await marked(page), before);
  await page.click("#tab-draft");
  await page.click("#editor .cm-line >> text=（二）依申请公开");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.press("Delete");
  await page.click("#tab-corrected");
  assert.match(await page.textContent("#corrected .cm-removedLines"), /^（二）依申请公开/);
  await close();
});

test("nothing is folded up where nothing differs", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page, right);
  assert.equal(await legend(page), "与现在的草稿没有不同的地方。");
  assert.equal(await page.locator("#corrected .fold").count(), 0);
  assert.ok((await page.textContent("#corrected .cm-content")).includes("一、总体情况"));
  await close();
});
