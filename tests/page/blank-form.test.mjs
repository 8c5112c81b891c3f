// The blank report to begin a draft with.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bring, correctedOf, draftOf, insert, launch, notice, open, saved } from "./browser.mjs";
import { unzip } from "./zip.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function withDialog(work, options) {
  const opened = await open(browser, options);
  await work(opened.page);
  assert.deepEqual(opened.errors, []);
  await opened.close();
}

const hasFocus = (page, selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);

test("a file that is dropped beside the dialog closes it, so that the draft is seen", () =>
  withDialog(async (page) => {
    await page.click("#show-blank");
    await bring(page, "drop", { files: { "年报.txt": "别的草稿" }, target: "#blank" });
    assert.match(await notice(page), /已读入“年报\.txt”/);
    assert.ok(await page.isHidden("#blank"));
    assert.equal(await draftOf(page), "别的草稿");
  }));

test("a blank report of last year is put into the draft, by keyboard, in one step", () =>
  withDialog(async (page) => {
    await insert(page, "我的草稿");
    await page.focus("#show-blank");
    await page.keyboard.press("Enter");
    assert.equal(await page.inputValue("#blank-year"), String(new Date().getFullYear() - 1));
    await page.keyboard.type("柳河镇人民政府");
    await page.keyboard.press("Control+Z");
    await page.fill("#blank-organisation", "柳河镇人民政府");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches("#editor .cm-content"));
    assert.ok(await page.isHidden("#blank"));
    const draft = await draftOf(page);
    assert.ok(draft.startsWith(`柳河镇人民政府${new Date().getFullYear() - 1}年政府信息公开工作年度报告\n`), draft.slice(0, 60));
    assert.match(draft, /〔请填写/);
    await page.waitForSelector("#verdict .recognised");
    assert.match(await page.textContent("#verdict .recognised"), /柳河镇人民政府/);
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), "我的草稿");
    await page.keyboard.press("Control+Y");
    await page.click("#tab-corrected");
    await page.waitForSelector("#save-docx:not([disabled])");
    assert.match(await correctedOf(page), /四、结转下年度继续办理\t+〔请填写/);
  }));

test("what is filled in is not recorded as put right", () =>
  withDialog(async (page) => {
    await page.click("#load-example");
    await page.click("#show-blank");
    await page.fill("#blank-organisation", "柳河镇人民政府");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches("#editor .cm-content"));
    await page.evaluate(() => {
      const { view } = document.querySelector("#editor .cm-content").cmTile.root;
      const [spot] = /〔请填写：总体情况[^〕]+〕/.exec(view.state.doc.toString());
      const from = view.state.doc.toString().indexOf(spot);
      view.dispatch({ changes: { from, to: from + spot.length, insert: "全年公开政府信息3条。" }, userEvent: "input.type" });
    });
    await page.click("#tab-corrected");
    await page.waitForSelector("#record:not([disabled])");
    const record = unzip((await saved(page, "#record")).bytes)["word/document.xml"];
    assert.match(record, /三没有填写任何数字/);
    assert.doesNotMatch(record, /不再提示/);
  }));

test("the form is the one of the year", () =>
  withDialog(async (page) => {
    for (const [year, expected] of [
      ["2019", "2019年的格式"],
      ["2021", "2021年起的格式"],
    ]) {
      await page.click("#show-blank");
      await page.fill("#blank-year", year);
      await page.fill("#blank-organisation", "柳河镇人民政府");
      await page.click("#blank-fill");
      await page.waitForFunction((words) => document.querySelector("#verdict .recognised")?.textContent.includes(words), expected);
    }
  }));

test("a year without a form, and a missing name, are answered in the dialog", () =>
  withDialog(async (page) => {
    await page.click("#show-blank");
    await page.click("#blank-fill");
    assert.match(await page.textContent("#blank-refusal"), /机关全称/);
    assert.ok(await hasFocus(page, "#blank-organisation"));
    await page.fill("#blank-organisation", "柳河镇人民政府");
    // The last two would be 2019 and 2023 to who counts in sixteen bits or drops a fraction.
    for (const year of ["2018", "1", "-2023", "", "0", "67555", "2023.5"]) {
      await page.fill("#blank-year", year);
      await page.click("#blank-fill");
      assert.match(await page.textContent("#blank-refusal"), /年度.*2019/, year);
      assert.ok(await page.isVisible("#blank"));
      assert.equal(await draftOf(page), "");
    }
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.matches("#show-blank"));
    await page.click("#show-blank");
    assert.equal(await page.textContent("#blank-refusal"), "", "the message is gone");
    await page.click("#close-blank");
    assert.ok(await page.isHidden("#blank"));
    assert.equal(await draftOf(page), "");
  }));

test("a name may contain anything, and stays in one line", () =>
  withDialog(async (page) => {
    await page.click("#show-blank");
    await page.$eval("#blank-organisation", (field) => (field.value = " 甲\t乙\u2028丙<b>&\u0000𠮷 "));
    await page.click("#blank-fill");
    await page.waitForSelector("#blank", { state: "hidden" });
    await page.waitForFunction(() => document.activeElement.matches("#editor .cm-content"));
    assert.ok((await draftOf(page)).startsWith(`甲 乙 丙<b>&𠮷${new Date().getFullYear() - 1}年政府信息公开`));
    await page.click("#tab-corrected");
    await page.waitForSelector("#copy:not([disabled])");
  }));

test("a narrow window shows the dialog without sideways scrolling", () =>
  withDialog(
    async (page) => {
      await page.click("#show-blank");
      assert.ok(await page.$eval("#blank .sheet", (sheet) => sheet.scrollWidth <= sheet.clientWidth));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    },
    { viewport: { width: 360, height: 640 } },
  ));
