// Checking beside last year's report: chosen from a file, said where it stands, put away again, and never the draft.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { draftOf, headline, insert, launch, notice, open, paste, root, saved } from "./browser.mjs";
import { unzip } from "./zip.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const clean = readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8");
const prior = path.join(root, "tests/prior/2022.txt");
const thisYears = path.join(root, "tests/drafts/clean-2021.txt");
/** Balances in itself, and took over more than last year left. */
const draft = clean
  .replace("申请数量\t\t\t7\t1\t0\t0\t0\t0\t8", "申请数量\t\t\t6\t1\t0\t0\t0\t0\t7")
  .replace("申请数量\t\t\t1\t0\t0\t0\t0\t0\t1", "申请数量\t\t\t2\t0\t0\t0\t0\t0\t2")
  .replace("新收政府信息公开申请8件，上年结转1件", "新收政府信息公开申请7件，上年结转2件");

const carried = "#findings li[data-rule=carry-over-mismatch]";
const bar = (page) => page.textContent("#prior span");

async function withDraft(text, work) {
  const opened = await open(browser);
  assert.ok(await opened.page.isHidden("#prior"), "there is nothing to be compared yet");
  await insert(opened.page, text);
  await opened.page.waitForSelector("#prior:not([hidden])");
  await work(opened.page);
  assert.deepEqual(opened.errors, []);
  assert.equal(opened.requests.length, 1);
  await opened.close();
}

test("a draft that balances is found not to go on where last year's report ended, and is put right", () =>
  withDraft(draft, async (page) => {
    assert.equal(await headline(page), "可以发布");
    await page.setInputFiles("#prior-file", prior);
    await page.waitForSelector(carried);
    assert.equal(await bar(page), "已与上年报告“2022.txt”对照");
    assert.equal(await draftOf(page), draft, "it does not become the draft");
    assert.match(await page.textContent(carried), /总计填的是2，上年报告是1；自然人填的是2，上年报告是1/);

    await page.click("#tab-corrected");
    await page.waitForSelector("#record:not([disabled])");
    assert.match(await page.textContent("#changes"), /还要您处理的问题.*上年报告是1/s, "the corrected report is compared, too");
    const { bytes } = await saved(page, "#record");
    assert.match(unzip(bytes)["word/document.xml"].replace(/<[^>]*>/g, ""), /与2022年度报告的“结转下年度继续办理”不一致/);
    await page.click("#tab-draft");

    await page.click(`${carried} >> text=按2022年度报告填写`);
    await page.waitForSelector(carried, { state: "detached" });
    assert.ok((await draftOf(page)).includes("二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t1"));
  }));

test("last year's report is put away with a button, and undo of the draft does not bring it back", () =>
  withDraft(draft, async (page) => {
    await page.setInputFiles("#prior-file", prior);
    await page.waitForSelector(carried);
    await page.click("#prior >> text=不再对照");
    await page.waitForSelector(carried, { state: "detached" });
    assert.equal(await bar(page), "");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "与上年报告对照…");
    await page.click("#undo");
    assert.equal(await draftOf(page), "");
    await page.click("#redo");
    await page.waitForSelector("#prior:not([hidden])");
    assert.equal(await bar(page), "");
  }));

test("a blank report is not checked beside the one before, which comes back with its draft", () =>
  withDraft(draft, async (page) => {
    await page.setInputFiles("#prior-file", prior);
    await page.waitForSelector(carried);
    await page.click("#show-blank");
    await page.fill("#blank-year", "2025");
    await page.fill("#blank-organisation", "青溪县教育局");
    await page.click("#blank-fill");
    await page.waitForSelector(carried, { state: "detached" });
    assert.equal(await bar(page), "");
    await page.click("#undo");
    await page.waitForSelector(carried);
    assert.equal(await bar(page), "已与上年报告“2022.txt”对照");
  }));

test("a report that is not last year's is refused in so many words, and another can be chosen", () =>
  withDraft(draft, async (page) => {
    await page.setInputFiles("#prior-file", thisYears);
    await page.waitForSelector("#prior.trouble");
    assert.equal(await bar(page), "没有与上年报告对照：所给的是2023年度的报告，要对照的是2022年度的（clean-2021.txt）");
    assert.equal(await headline(page), "有未能核对的内容");
    await page.setInputFiles("#prior-file", prior);
    await page.waitForSelector(carried);
    assert.equal(await page.locator("#prior.trouble").count(), 0);

    await page.setInputFiles("#prior-file", { name: "上年.pdf", mimeType: "", buffer: Buffer.from("%PDF-1.7\n") });
    assert.match(await notice(page), /没有读入上年报告“上年\.pdf”。.*PDF/);
    assert.equal(await bar(page), "已与上年报告“2022.txt”对照", "the one before stays");
  }));

test("a long draft is checked beside last year's report too", () =>
  withDraft(draft, async (page) => {
    await page.setInputFiles("#prior-file", prior);
    await page.waitForSelector(carried);
    const long = draft.replace("（三）政府信息管理。", `${"本镇按季度检查公开栏。\n".repeat(12_000)}（三）政府信息管理。`);
    await page.click("#clear");
    await paste(page, long);
    await page.waitForSelector(carried, { timeout: 60_000 });
    assert.equal(await page.evaluate(() => document.documentElement.dataset.longWork), "beside");
  }));
