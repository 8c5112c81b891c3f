// Confirming a finding: it stays quiet while its text stands, for this session, and can be taken back and taken along.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { bring, draftOf, headline, insert, launch, notice, open, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const clean = readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8");
const heading = "五、存在的问题及改进措施";
/** A report with one warning and one hint. */
const draft = clean.replace("0000-1234567", "13812345678").replace("五、存在的主要问题及改进情况", heading);

const phone = "#findings li[data-rule=personal-data]";
const quietPhone = "#confirmed li[data-rule=personal-data]";
const hint = "#findings li[data-rule=section-heading]";

async function withDraft(text, work) {
  const opened = await open(browser);
  await insert(opened.page, text);
  await opened.page.waitForSelector("#findings li.finding");
  await work(opened.page);
  assert.deepEqual(opened.errors, []);
  assert.equal(opened.requests.length, 1);
  await opened.close();
}

async function exported(page) {
  if (!(await page.$("#confirmed details[open]"))) await page.click("#confirmed summary");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#confirmed >> text=导出为")]);
  assert.equal(download.suggestedFilename(), "已确认.txt");
  return readFileSync(await download.path(), "utf8");
}

/** Puts `to` in place of `from` as typing does. */
function change(page, from, to) {
  return page.evaluate(
    ([from, to]) => {
      const { view } = document.querySelector("#editor .cm-content").cmTile.root;
      const at = view.state.doc.toString().indexOf(from);
      view.dispatch({ changes: { from: at, to: at + from.length, insert: to }, userEvent: "input.type" });
    },
    [from, to],
  );
}

test("a confirmed finding moves to a group of its own, is still counted, and comes back on request", () =>
  withDraft(draft, async (page) => {
    assert.equal(await headline(page), "没有必须改的问题，还有 1 处建议核对");
    assert.ok(await page.isHidden("#confirmed"));
    await page.click(`${phone} .confirm`);
    await page.waitForSelector(phone, { state: "detached" });
    assert.equal(await page.textContent("#confirmed summary"), "已确认 1 处");
    assert.ok(await page.isHidden(quietPhone), "folded up");
    assert.equal(await headline(page), "没有发现必须改的问题，请确认 1 处提示");
    assert.match(await page.textContent("#verdict .counts"), /建议核 0.*请确认 1.*已确认 1/);
    assert.equal(await page.locator("#editor .cm-lintRange-warning").count(), 0);

    await page.click(`${hint} .confirm`);
    await page.waitForSelector("#verdict[data-verdict=pass]");
    assert.equal(await headline(page), "可以发布");

    await page.click("#confirmed summary");
    await page.click(`${quietPhone} .place`);
    assert.equal(await page.evaluate(() => String(getSelection())), "13812345678");
    await page.click(`${quietPhone} >> text=撤销确认`);
    await page.waitForSelector(phone);
    assert.equal(await page.textContent("#confirmed summary"), "已确认 1 处");
    assert.ok(await page.$("#confirmed details[open]"), "stays open");
    await page.click("#confirmed >> text=撤销确认");
    await page.waitForSelector("#confirmed", { state: "hidden" });
    assert.equal(await draftOf(page), draft);
  }));

test("errors have no such button", () =>
  withDraft(draft.replace("规范政府信息制作", "规范政府信息信息制作"), async (page) => {
    assert.equal(await page.locator("#findings .finding.error").count(), 1);
    assert.equal(await page.locator("#findings .finding.error .confirm").count(), 0);
    assert.equal(await page.locator("#findings .confirm").count(), 2);
  }));

test("a confirmation stays while the draft is edited elsewhere and ends with its own text", () =>
  withDraft(draft, async (page) => {
    await page.click(`${phone} .confirm`);
    await page.waitForSelector(phone, { state: "detached" });
    await change(page, "规范政府信息制作", "规范政府信息信息制作");
    await page.waitForSelector("#findings .finding.error");
    assert.equal(await page.textContent("#confirmed summary"), "已确认 1 处");
    await change(page, "13812345678", "13812345679");
    await page.waitForSelector(phone);
    assert.equal(await page.textContent("#confirmed summary"), "已确认 0 处，没有用上的确认 1 条");
    await page.click("#confirmed summary");
    assert.match(await page.textContent("#confirmed .unused"), /电话：【138\*{4}5678】.*原文或者说明已经变了/);
    await change(page, "13812345679", "13812345678");
    await page.waitForSelector(phone, { state: "detached" });
    await change(page, "13812345678", "0000-1234567");
    await page.click("#confirmed >> text=删去没有用上的");
    await page.waitForSelector("#confirmed", { state: "hidden" });
  }));

test("undo takes a confirmation back, and emptying the draft forgets all", () =>
  withDraft(draft, async (page) => {
    await page.click(`${phone} .confirm`);
    await page.waitForSelector(phone, { state: "detached" });
    await page.keyboard.press("Control+Z");
    await page.waitForSelector(phone);
    assert.equal(await draftOf(page), draft);
    await page.keyboard.press("Control+Y");
    await page.waitForSelector(phone, { state: "detached" });

    await page.click("#clear");
    await page.waitForSelector("#confirmed", { state: "hidden" });
    await insert(page, draft);
    await page.waitForSelector(phone);
    await page.keyboard.press("Control+Z");
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), draft);
    await page.waitForSelector(quietPhone, { state: "attached" });
  }));

test("by keyboard: F8, Tab to the button, and the next finding takes the place", () =>
  withDraft(draft, async (page) => {
    await page.keyboard.press("F8");
    await page.waitForSelector(`${phone}[aria-current]`);
    const isConfirm = () => page.evaluate(() => document.activeElement.matches("#findings [aria-current] .confirm"));
    for (let i = 0; i < 4 && !(await isConfirm()); i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(phone, { state: "detached" });
    assert.ok(await page.evaluate(() => document.activeElement.matches("#findings .place")), "the next finding");
    assert.equal(await page.locator("#editor .current").count(), 0);

    await page.focus(`${hint} .confirm`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(hint, { state: "detached" });
    assert.ok(await page.evaluate(() => document.activeElement.matches("#editor .cm-content")), "nothing is left");

    await page.focus("#confirmed summary");
    await page.keyboard.press("Enter");
    await page.locator("#confirmed >> text=撤销确认").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#findings li.finding");
    assert.ok(await page.evaluate(() => document.activeElement.matches("#confirmed summary")));
  }));

test("the list is exported, and opened or dropped again in another session", async () => {
  let list;
  await withDraft(draft, async (page) => {
    await page.click(`${hint} .confirm`);
    await page.waitForSelector(hint, { state: "detached" });
    list = await exported(page);
  });
  assert.match(list, /^\ufeff# 年报核对：已确认无误的问题\r\n/);
  const lines = list.trim().split("\r\n").filter((line) => !/^\ufeff?#/.test(line));
  assert.deepEqual(lines.map((line) => line.split("\t").slice(0, 2)), [["section-heading", "五、【存在的问题及改进措施】"]]);

  await withDraft(draft, async (page) => {
    await page.click(`${phone} .confirm`);
    assert.ok(await bring(page, "drop", { files: { "甲.txt": list }, target: ".top" }));
    await page.waitForSelector(hint, { state: "detached" });
    assert.equal(await notice(page), "已读入确认清单“甲.txt”：1 条确认。");
    assert.equal(await draftOf(page), draft, "the draft stays");
    assert.equal(await page.textContent("#confirmed summary"), "已确认 2 处");
    assert.equal((await exported(page)).match(/\r\n[a-z]/g).length, 2, "both");
  });

  await withDraft(draft, async (page) => {
    await page.click(`${phone} .confirm`);
    await page.waitForSelector(phone, { state: "detached" });
    const again = await exported(page);
    await bring(page, "drop", { files: { "甲.txt": again }, target: ".top" });
    assert.match(await notice(page), /1 条确认/);
    await page.click("#undo");
    await page.waitForSelector(phone);
  });

  const { page, close } = await open(browser);
  await page.setInputFiles("#file", { name: "已确认.txt", mimeType: "", buffer: Buffer.from(list, "utf16le") });
  assert.match(await notice(page), /1 条确认。请打开草稿/);
  assert.equal(await draftOf(page), "");
  await insert(page, draft);
  await page.waitForSelector(phone);
  assert.equal(await page.locator(hint).count(), 0);
  await close();
});

test("a list with bad lines is refused with their numbers", () =>
  withDraft(draft, async (page) => {
    await bring(page, "drop", { files: { "坏.txt": "# 年报核对：已确认无误的问题\nwrong-term 【甲】 乙\n" }, target: ".top" });
    assert.match(await notice(page), /^没有读入“坏\.txt”。第2行：应当有三栏.*现有的草稿没有改动。$/);
    assert.equal(await draftOf(page), draft);
    assert.ok(await page.isHidden("#confirmed"));
  }));

test("what is confirmed is not changed by the fixes for all", () =>
  withDraft(draft.replace("三、收到和", "3、收到和"), async (page) => {
    const number = "#findings li[data-rule=section-number]";
    await page.waitForSelector(number);
    const before = Number((await page.textContent("#fix-all")).match(/\d+/)[0]);
    await page.click(`${number} .confirm`);
    await page.waitForSelector(number, { state: "detached" });
    assert.equal(Number((await page.textContent("#fix-all")).match(/\d+/)?.[0] ?? 0), before - 1);
  }));

test("every finding says why and on whose authority", () =>
  withDraft(draft, async (page) => {
    const grounds = await page.$$eval("#findings li.finding", (rows) =>
      rows.map((row) => Array.from(row.querySelectorAll(".basis p"), (line) => line.textContent)),
    );
    assert.ok(grounds.length === 2 && grounds.every(([why, by]) => /^为什么：.+。$/.test(why) && /^依据：/.test(by)));
  }));

test("a number that was found right is suspected no more, and can be suspected again", () =>
  withDraft(clean.replace("（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3", "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t4"), async (page) => {
    const sum = "#findings li[data-rule=total-row]";
    const right = `${sum} .confirm`;
    assert.equal(await page.textContent(right), "“（一）予以公开”的“总计”没有错");
    assert.equal(await page.textContent(`${sum} .fix.suggested`), "把“（一）予以公开”的“总计”改为3");
    await page.click(right);
    await page.waitForSelector(`${sum} .fix.suggested`, { state: "detached" });
    assert.equal(await headline(page), "有必须修改的问题");
    assert.equal(await page.textContent("#confirmed summary"), "已确认 1 处");
    assert.match(await page.textContent("#verdict .counts"), /已确认 1$/);
    assert.match(await exported(page), /^cell\t“（一）予以公开”的“总计”【4】\tt3\.granted\.total$/m);
    await page.click("#confirmed >> text=撤销确认");
    await page.waitForSelector(`${sum} .fix.suggested`);
    assert.ok(await page.isHidden("#confirmed"));
  }));

test("of several suspected numbers those that are right can be ruled out", () =>
  withDraft(clean.replace("\t1\t0\t1\t0\t2\t", "\t1\t0\t1\t0\t3\t").replace("发生行政诉讼2件，", ""), async (page) => {
    const sum = "#findings li[data-rule=total-review]";
    const before = await page.locator(`${sum} .fix.manual`).count();
    assert.ok(before > 1, `${before} remedies`);
    await page.click(`${sum} .place`);
    await page.click(`${sum} .suspects summary`);
    await page.click(`${sum} .suspects >> text=“结果维持”没有错`);
    await page.waitForFunction(
      ([selector, count]) => document.querySelectorAll(selector).length < count,
      [`${sum} .fix.manual`, before],
    );
    assert.equal(await page.textContent("#confirmed summary"), "已确认 1 处");
  }));
