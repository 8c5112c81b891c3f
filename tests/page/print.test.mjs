// Printing: on paper stands the document and nothing of the page.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { launch, open, openBare, openCorrected } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const ofThePage = /用改后报告替换草稿|保存为 Word|草稿与问题|年报核对|需要您填写|已经改好/;

/** Runs in the page before anything else: the dialog of the browser, which the tests then answer with `paper`. */
function waitingForPaper() {
  window.print = () => (window.prints = (window.prints ?? 0) + 1);
}

async function withPage(work, options) {
  const opened = await openBare(browser, { before: [waitingForPaper], ...options });
  await work(opened.page);
  assert.deepEqual(opened.errors, []);
  await opened.close();
}

/** What the browser prints now: the text of every page. */
async function paper(page) {
  const input = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const { stdout, error } = spawnSync("pdftotext", ["-layout", "-", "-"], { input, encoding: "utf8" });
  if (error) throw error;
  const info = spawnSync("pdfinfo", ["-"], { input, encoding: "utf8" }).stdout;
  assert.match(info, /\(A4\)/);
  return { pages: stdout.split("\f").slice(0, -1), title: /^Title: +(.+)$/m.exec(info)[1] };
}

const squeezed = (text) => text.replace(/\s/g, "");

test("the report is printed without the page around it, its third table on one sheet", () =>
  withPage(async (page) => {
    await openCorrected(page);
    await page.click("#print");
    assert.equal(await page.evaluate("prints"), 1);
    const { pages, title } = await paper(page);
    assert.equal(title, "青溪县柳河镇人民政府2023年政府信息公开工作年度报告");
    const words = squeezed(pages.join(""));
    assert.ok(words.startsWith(title), words.slice(0, 60));
    assert.match(words, /六、其他需要报告的事项/);
    assert.doesNotMatch(pages.join(""), ofThePage);
    const third = pages.filter((text) => /申请人情况|四、结转下年度继续办理/.test(text));
    assert.equal(third.length, 1);
    assert.match(third[0], /申请人情况[^]*四、结转下年度继续办理/);

    assert.equal(await page.title(), "年报核对");
    assert.ok(await page.isVisible("#print"), "the page is there again");
  }));

test("the record is printed in the same way, and then the report again", () =>
  withPage(async (page) => {
    await openCorrected(page);
    await page.click("#print-record");
    const { pages } = await paper(page);
    const words = squeezed(pages.join(""));
    assert.ok(words.startsWith("政府信息公开工作年度报告校核记录"), words.slice(0, 60));
    assert.match(words, /连着写了两[^]*终审/);
    assert.doesNotMatch(words, /六、其他需要报告的事项|用改后报告替换草稿/);
    const next = await paper(page);
    assert.match(squeezed(next.pages.join("")), /六、其他需要报告的事项/);
    assert.doesNotMatch(next.pages.join(""), /校核记录/);
  }));

test("a dialog that never came does not leave the record to be printed for another draft", () =>
  withPage(async (page) => {
    await openCorrected(page);
    await page.click("#print-record");
    await page.click("#tab-draft");
    assert.doesNotMatch((await paper(page)).pages.join(""), /校核记录/);
    await page.click("#clear");
    await openCorrected(page);
    await page.click("#print-record");
    await page.click("#tab-draft");
    await page.click("#fix-all");
    await page.click("#tab-corrected");
    await page.waitForSelector("#print:not([disabled])");
    assert.doesNotMatch((await paper(page)).pages.join(""), /校核记录/);
  }));

test("the browser's own command prints the report of the tab in sight, in a dark room too", () =>
  withPage(async (page) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await openCorrected(page);
    // What the printed page looks like, asked as long as it is there.
    await page.evaluate(() =>
      matchMedia("print").addListener(({ matches }) => {
        if (!matches) return;
        const { color, backgroundColor } = getComputedStyle(document.body.firstElementChild);
        window.looks = { color, backgroundColor, behind: getComputedStyle(document.body).backgroundColor };
      }),
    );
    const { pages } = await paper(page);
    assert.ok(squeezed(pages[0]).startsWith("青溪县柳河镇人民政府2023年"));
    const white = "rgb(255, 255, 255)";
    assert.deepEqual(await page.evaluate("looks"), { color: "rgb(0, 0, 0)", backgroundColor: white, behind: white });
    assert.doesNotMatch(pages.join(""), ofThePage);
  }));

test("the draft's tab prints the whole draft and what was found", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector("#findings li.finding");
    const { pages } = await paper(page);
    const words = pages.join("");
    assert.match(words, /柳河镇人民政府2023年[^]*六、其他需要报告的事项[^]*“信息”连着写了两遍/);
    assert.doesNotMatch(words, /载入示例|打开文件/);
  }));

test("what is no report is printed as the page shows it", () =>
  withPage(async (page) => {
    await openCorrected(page, "今天天气很好。");
    assert.match((await paper(page)).pages.join(""), /今天天气很好。/);
  }));

test("markup of the draft is text on paper", () =>
  withPage(async (page) => {
    await openCorrected(page);
    await page.click("#adopt");
    await page.evaluate(() => {
      const { view } = document.querySelector("#editor .cm-content").cmTile.root;
      const at = view.state.doc.toString().indexOf("（二）依申请公开");
      view.dispatch({ changes: { from: at, insert: "<b>甲</b><style>*{display:none}</style>" } });
    });
    await page.click("#tab-corrected");
    await page.waitForSelector("#print:not([disabled])");
    assert.match(squeezed((await paper(page)).pages.join("")), /<b>甲<\/b><style>\*\{display:none\}<\/style>/);
  }));

test("in its frame, the app prints itself and not the page around it, by button and by key", async () => {
  const { page, errors, close } = await open(browser, { before: [waitingForPaper] });
  await openCorrected(page);
  await page.click("#print");
  assert.equal(await page.evaluate("prints"), 1);
  await page.focus("#save-docx");
  await page.keyboard.press("Control+P");
  assert.equal(await page.evaluate("prints"), 2);
  assert.equal(await page.shell.evaluate("window.prints"), undefined);
  assert.deepEqual(errors, []);
  await close();
});
