// Pasting and dropping what Word, WPS or a browser copied: tables arrive as tables, everything else as plain text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bring, draftOf, example, insert, launch, notice, open } from "./browser.mjs";
import { html, table, title } from "./documents.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const plain = "只有文字";
const copied = (html) => ({ "text/html": html, "text/plain": plain, "text/rtf": "{\\rtf1}" });
const row = "<table><tr><td>5</td><td>1</td><td>0</td></tr></table>";

async function withPage(work) {
  const opened = await open(browser);
  await work(opened.page, opened);
  assert.deepEqual(opened.errors, []);
  assert.equal(opened.requests.length, 1);
  await opened.close();
}

test("a copied report arrives with its tables, in one step, and says so", () =>
  withPage(async (page) => {
    assert.ok(await bring(page, "paste", { data: copied(html) }));
    assert.equal(await notice(page), "已读入 1 张表格。");
    const draft = await draftOf(page);
    assert.ok(draft.startsWith(`${title}\n一、总体情况\n`));
    for (const line of table.rows) assert.ok(draft.split("\n").includes(line), `${line} not in\n${draft}`);
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), "");
  }));

test("what a clipboard holds by the system's own way arrives too", () =>
  withPage(async (page, { context }) => {
    const other = await context.newPage();
    await other.setContent(html);
    await other.keyboard.press("Control+A");
    await other.keyboard.press("Control+C");
    await other.close();
    await page.click("#editor .cm-content");
    await page.keyboard.press("Control+V");
    assert.equal(await notice(page), "已读入 1 张表格。");
    for (const line of table.rows) assert.ok((await draftOf(page)).split("\n").includes(line), line);
    await page.click("#clear");
    // Without formatting, the browser hands over the plain text only.
    await page.click("#editor .cm-content");
    await page.keyboard.press("Control+Shift+V");
    await page.waitForSelector("#intro", { state: "hidden" });
    assert.ok((await draftOf(page)).includes("一、总体情况"));
    assert.equal(await page.textContent("#notices"), "");
  }));

test("a table replaces the selection and stands on lines of its own", () =>
  withPage(async (page) => {
    await insert(page, "甲乙丙丁");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await bring(page, "paste", { data: copied(table.html) });
    await notice(page);
    const lines = (await draftOf(page)).split("\n");
    assert.equal(lines[0], "甲");
    assert.deepEqual(lines.slice(-5, -2), table.rows);
    assert.deepEqual(lines.slice(-2), ["", "丁"]);
    await page.keyboard.type("戊");
    assert.match(await draftOf(page), /\n戊丁$/);
    await page.keyboard.press("Control+Z");
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), "甲乙丙丁");
  }));

test("a row of cells goes into the line where it is pasted", () =>
  withPage(async (page) => {
    await insert(page, "行政许可\t\n行政处罚\t3");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    await bring(page, "paste", { data: copied(row) });
    assert.equal(await draftOf(page), "行政许可\t5\t1\t0\n行政处罚\t3");
  }));

test("a report pasted over the untouched example takes its place and shows its beginning", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await bring(page, "paste", { data: copied(html) });
    assert.ok((await draftOf(page)).startsWith(title));
    assert.equal((await draftOf(page)).includes("青溪县"), false);
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), example);
  }));

test("a whole report pasted beside another one can take its place with one click", () =>
  withPage(async (page) => {
    const old = example.replaceAll("柳河镇", "杨树镇");
    const whole = html.replace("</table>", `</table>${"<p>推进政务公开。</p>".repeat(40)}`);
    await insert(page, old);
    await page.keyboard.press("Control+Home");
    await bring(page, "paste", { data: copied(whole) });
    await page.waitForSelector("#notices .lasting");
    assert.match(await notice(page), /现在两份在一起/);
    const both = await draftOf(page);
    assert.ok(both.startsWith(title) && both.endsWith(old), "nothing is lost unasked");
    await page.keyboard.type("甲");
    await page.click("#notices >> text=只留刚粘贴的报告");
    const only = await draftOf(page);
    assert.ok(only.startsWith(title) && !only.includes("杨树镇"));
    assert.match(await notice(page), /按 Ctrl\+Z 恢复/);
    await page.click("#undo");
    assert.equal((await draftOf(page)).length, both.length + 1);
    for (const step of ["#undo", "#undo"]) await page.click(step);
    assert.equal(await draftOf(page), old);

    await page.click("#editor .cm-content");
    await page.keyboard.press("Control+A");
    await bring(page, "paste", { data: copied(whole) });
    assert.equal(await page.locator("#notices .lasting").count(), 0, "in place of what was selected");
    await page.keyboard.press("Control+End");
    await bring(page, "paste", { data: { "text/plain": "六、其他需要报告的事项\n无。" } });
    await bring(page, "paste", { data: { "text/plain": example } });
    assert.match(await notice(page), /现在两份在一起/);
    await page.keyboard.press("Control+Z");
    assert.equal(await page.textContent("#notices"), "", "taken back");
  }));

for (const [name, markup] of [
  ["no table", `<p>${title}</p>`],
  ["a table of one cell", "<table><tr><td>37</td></tr></table>"],
  ["an empty table", "<table><tr><td></td></tr></table>"],
  ["a table in words only", "<p>&lt;table&gt;</p>"],
]) {
  test(`${name} leaves the plain text`, () =>
    withPage(async (page) => {
      await bring(page, "paste", { data: copied(markup) });
      assert.equal(await draftOf(page), plain);
      assert.equal(await page.textContent("#notices"), "");
    }));
}

test("lost pictures are named and the message stays; markup never runs", () =>
  withPage(async (page) => {
    const active = "<img src='http://127.0.0.1:9/a.png' onerror='window.ran=1'><script>window.ran=1</script>";
    await bring(page, "paste", { data: copied(`${active}<style>@import "http://127.0.0.1:9/"</style>${table.html}`) });
    await page.waitForSelector("#notices .notice.attention");
    assert.match(await notice(page), /1 张表格.*1处图片/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Backspace");
    assert.match(await notice(page), /1处图片/);
    assert.equal(await page.evaluate("window.ran"), undefined);
    assert.equal(await page.locator("img:not(.cm-widgetBuffer)").count(), 0);
  }));

test("HTML of more than 80 MB leaves the plain text", { timeout: 120_000 }, () =>
  withPage(async (page) => {
    await page.evaluate(
      ([table, plain]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/html", table + "x".repeat(80_000_000));
        clipboardData.setData("text/plain", plain);
        const target = document.querySelector("#editor .cm-content");
        target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      },
      [table.html, plain],
    );
    assert.equal(await draftOf(page), plain);
  }));

test("a table that would make the draft too long is refused", { timeout: 120_000 }, () =>
  withPage(async (page) => {
    await insert(page, "我的草稿");
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", `<table><tr><td>1<td>2</table><p>${"a ".repeat(10_500_000)}`);
      const target = document.querySelector("#editor .cm-content");
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector("#notices .notice.refused");
    assert.match(await notice(page), /内容太长.*没有改动/);
    assert.equal(await draftOf(page), "我的草稿");
  }));

test("a table pasted into the search field is left to the browser, and the draft stays", () =>
  withPage(async (page) => {
    await insert(page, "我的草稿");
    await page.keyboard.press("Control+F");
    assert.equal(await bring(page, "paste", { data: copied(table.html), target: ".cm-search input" }), false);
    assert.equal(await bring(page, "paste", { data: { "text/html": table.html }, target: ".cm-search input" }), false);
    assert.equal(await draftOf(page), "我的草稿");
    assert.equal(await page.textContent("#notices"), "");
  }));

test("where there is no draft, what is pasted anywhere is one", () =>
  withPage(async (page) => {
    await page.click("#intro h2");
    assert.ok(await bring(page, "paste", { data: copied(html), target: "#intro" }));
    assert.ok((await draftOf(page)).startsWith(title));
    await page.click("#clear");
    assert.ok(await bring(page, "paste", { data: { "text/plain": plain }, target: "#verdict" }));
    assert.equal(await draftOf(page), plain);
    assert.equal(await bring(page, "paste", { data: { "text/plain": plain }, target: "#verdict" }), false);
    assert.equal(await draftOf(page), plain, "a draft is not touched");
  }));

test("a clipboard without text is answered", () =>
  withPage(async (page) => {
    await insert(page, "我的草稿");
    assert.ok(await bring(page, "paste", { data: { "text/rtf": "{\\rtf1}" } }));
    assert.match(await notice(page), /剪贴板里没有文字/);
    assert.equal(await draftOf(page), "我的草稿");
  }));

test("a table dragged from another window arrives where it is dropped; dragged words are left to the editor", () =>
  withPage(async (page) => {
    await insert(page, "甲乙丙丁");
    assert.ok(await bring(page, "drop", { data: copied(row) }));
    assert.equal(await draftOf(page), "5\t1\t0甲乙丙丁");
    assert.equal(await notice(page), "已读入 1 张表格。");
    await page.keyboard.press("Control+Z");
    await bring(page, "drop", { data: copied("<p>只有文字</p>") });
    assert.equal(await draftOf(page), "只有文字甲乙丙丁");
  }));
