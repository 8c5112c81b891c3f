// Opening files: every format by button and by drop, what the page says about them, and what it refuses.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { bring, draftOf, insert, launch, notice, open } from "./browser.mjs";
import { compound } from "./compound.mjs";
import { body, docx, html, insertedXml, pictureXml, table, title } from "./documents.mjs";
import { zip } from "./zip.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const text = `${title}\n一、总体情况\n`;
// The text above in GB18030.
const gb18030 = Buffer.from(
  "c1f8bad3d5f232303233c4ead5feb8aed0c5cfa2b9abbfaab9a4d7f7c4eab6c8b1a8b8e60ad2bba1a2d7dccce5c7e9bff60a",
  "hex",
);

const choose = (page, name, buffer) => page.setInputFiles("#file", { name, mimeType: "", buffer: Buffer.from(buffer) });

for (const [name, content, words, expected] of [
  ["年报.txt", text, "已读入“年报.txt”：文本（UTF-8 编码）。", text],
  ["标记.txt", `\ufeff${text.replaceAll("\n", "\r\n")}`, "已读入“标记.txt”：文本（UTF-8 编码）。", text],
  ["甲.txt", Buffer.from(`\ufeff${text}`, "utf16le"), "已读入“甲.txt”：文本（UTF-16 编码）。", text],
  ["乙.txt", Buffer.from(`\ufeff${text}`, "utf16le").swap16(), "已读入“乙.txt”：文本（UTF-16 编码）。", text],
  ["丙.txt", Buffer.from(text, "utf16le"), "已读入“丙.txt”：文本（UTF-16 编码）。", text],
  ["丁.txt", Buffer.from(text, "utf16le").swap16(), "已读入“丁.txt”：文本（UTF-16 编码）。", text],
  ["国标.txt", gb18030, "已读入“国标.txt”：文本（GB18030 编码）。", text],
  ["年报.html", html, "已读入网页“年报.html”：1 张表格。", table.rows],
  ["年报.htm", `<html><p>${title}</p>`, "已读入网页“年报.htm”：没有表格。", `${title}\n`],
  ["网页.txt", html, "已读入网页“网页.txt”：1 张表格。", table.rows],
  ["年报.docx", docx(), "已读入 Word 文档“年报.docx”：1 张表格。", body.text],
  ["年报.doc", docx(), "已读入 Word 文档“年报.doc”：1 张表格。", body.text],
  ["年报", docx(), "已读入 Word 文档“年报”：1 张表格。", body.text],
]) {
  for (const way of ["button", "drop"]) {
    test(`${name} with ${content.length} units opens by ${way}`, async () => {
      const { page, errors, requests, close } = await open(browser);
      await insert(page, "我的草稿");
      if (way === "button") await choose(page, name, content);
      else assert.ok(await bring(page, "drop", { files: { [name]: content } }));
      assert.equal(await notice(page), words);
      assert.ok(await page.$("#notices .notice.done"));
      const draft = await draftOf(page);
      if (typeof expected === "string") assert.equal(draft, expected);
      else for (const row of expected) assert.ok(draft.split("\n").includes(row), `${row} not in\n${draft}`);
      await page.keyboard.press("Control+Z");
      assert.equal(await draftOf(page), "我的草稿", "one step back");
      assert.equal(await page.textContent("#notices"), "", "the message spoke of another draft");
      await page.keyboard.press("Control+Y");
      assert.equal(await draftOf(page), draft);
      assert.deepEqual(errors, []);
      assert.equal(requests.length, 1);
      await close();
    });
  }
}

const oldWord = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2048)]);
const picture = Buffer.from("89504e470d0a1a0a0000", "hex");

for (const [name, content, words] of [
  ["空.txt", "", /文件是空的/],
  ["空白.txt", "\ufeff \r\n", /文件是空的/],
  ["空白.html", "<html><p> </p>", /文件是空的/],
  ["扫描.html", "<html><img src=a.png>", /只有图片/],
  ["扫描.docx", docx(pictureXml), /只有图片/],
  ["空白.docx", docx("<w:p/>"), /文件是空的/],
  ["加密.docx", compound("EncryptionInfo", "EncryptedPackage"), /设有打开密码/],
  ["损坏.docx", "PK\x03\x04\0\0\0", /损坏/],
  ["截断.docx", docx().subarray(0, 300), /损坏/],
  ["年报.doc", oldWord, /损坏/],
  ["年报.wps", oldWord, /损坏/],
  ["表格.xls", compound("Workbook"), /读不了 Excel 文件.*复制/],
  ["表格.xlsx", zip({ "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>" }), /读不了.*复制/],
  ["材料.zip", zip({ "年报.txt": text }), /读不了压缩包.*解压/],
  ["年报.pdf", "%PDF-1.4 年报", /读不了 PDF 文件.*复制/],
  ["年报.rtf", "{\\rtf1 a}", /读不了 RTF 文件.*复制/],
  ["照片.txt", picture, /读不了图片/],
  ["乱码.txt", Buffer.from(Array.from({ length: 4096 }, (_, i) => 1 + ((i * 7919) % 255))), /认不出这是什么文件/],
]) {
  test(`${name} with ${content.length} bytes is refused with a reason and the draft stays`, async () => {
    const { page, errors, close } = await open(browser);
    await insert(page, "我的草稿");
    await choose(page, name, content);
    const message = await notice(page);
    assert.match(message, words);
    assert.ok(message.startsWith(`没有读入“${name}”。`) && message.endsWith("现有的草稿没有改动。"), message);
    assert.ok(await page.$("#notices .notice.refused"));
    assert.equal(await draftOf(page), "我的草稿");
    await page.click("#notices button");
    assert.equal(await page.textContent("#notices"), "");
    assert.deepEqual(errors, []);
    await close();
  });
}

test("a text that is longer than any report, and a file that is larger, are refused", { timeout: 120_000 }, async () => {
  const { page, close } = await open(browser);
  await insert(page, "我的草稿");
  const drop = (pieces, piece) =>
    page.evaluate(
      ([pieces, piece]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(Array(pieces).fill(piece.repeat(100_000)), "大.txt"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      [pieces, piece],
    );
  // More than the core takes, more than the editor takes, more than is read at all.
  for (const [pieces, piece, words] of [
    [120, "年", /太大/],
    [105, "a\n", /内容太长/],
    [300, "年", /太大/],
  ]) {
    await drop(pieces, piece);
    await page.waitForSelector(".notice.refused", { timeout: 60_000 });
    assert.match(await notice(page), words);
    assert.match(await notice(page), /没有改动/);
    assert.equal(await draftOf(page), "我的草稿");
    await page.click("#notices button");
  }
  await close();
});

test("a file that disappears before it is read is answered", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "nianbao-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const gone = path.join(folder, "年报.docx");
  writeFileSync(gone, docx());
  const { page, close } = await open(browser);
  await insert(page, "我的草稿");
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file", id: "other" })));
  await page.setInputFiles("#other", gone);
  rmSync(gone);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(document.querySelector("#other").files[0]);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  assert.match(await notice(page), /没有读入“年报\.docx”。文件读不出来，可能已经移走、改名.*没有改动/);
  assert.equal(await draftOf(page), "我的草稿");
  await close();
});

/** Waits until leaving the page asks, or does not ask. */
function leavingAsks(page, asks) {
  return page.shell.waitForFunction((asks) => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented === asks;
  }, asks);
}

test("leaving the page asks only where something was done to the file's text that is not kept", async () => {
  const { page, close } = await open(browser);
  await page.uncheck("#keeping");
  await choose(page, "年报.txt", text);
  await notice(page);
  await leavingAsks(page, false);
  await page.click("#editor .cm-content");
  await page.keyboard.type("甲");
  await leavingAsks(page, true);
  await page.check("#keeping");
  await leavingAsks(page, false);
  await close();
});

test("without a draft a refusal does not speak of one", async () => {
  const { page, close } = await open(browser);
  await choose(page, "年报.pdf", "%PDF-1.4");
  assert.doesNotMatch(await notice(page), /现有的草稿/);
  await close();
});

test("what a file has lost is listed, and stays until it is closed or the next file comes", async () => {
  const { page, close } = await open(browser);
  const bytes = Buffer.from(text);
  await choose(page, "坏.txt", Buffer.concat([bytes, Buffer.from([0xe5]), bytes]));
  await page.waitForSelector("#notices .notice.attention");
  assert.match(await page.textContent("#notices .words p"), /已读入“坏\.txt”/);
  assert.match(await page.textContent("#notices li"), /1处字符已经损坏/);
  assert.equal(await draftOf(page), `${text}\ufffd${text}`);

  await page.click("#editor .cm-content");
  await page.keyboard.type("甲");
  await page.keyboard.press("Delete");
  await choose(page, "年报.pdf", "%PDF-1.4");
  await page.waitForSelector("#notices .notice.refused");
  assert.equal(await page.locator("#notices .notice.attention").count(), 1, "a refused file does not change the draft");

  await choose(page, "好.txt", bytes);
  await page.waitForSelector("#notices .notice.done");
  assert.equal(await page.locator("#notices .notice").count(), 1);
  assert.equal(await draftOf(page), text);
  await page.click("#notices button");
  assert.equal(await page.textContent("#notices"), "");
  await close();
});

test("a .docx with pictures and tracked changes says so", async () => {
  const { page, close } = await open(browser);
  await choose(page, "修订.docx", docx(body.xml + insertedXml + pictureXml));
  await page.waitForSelector("#notices .notice.attention");
  const lines = await page.$$eval("#notices li", (lines) => lines.map((line) => line.textContent));
  assert.ok(lines.some((line) => /1处图片/.test(line)), lines.join("\n"));
  assert.ok(lines.some((line) => /1处修订/.test(line)), lines.join("\n"));
  assert.match(await draftOf(page), /加上的话/);
  await close();
});

test("in a narrow window the message is in sight", async () => {
  const { page, close } = await open(browser, { viewport: { width: 420, height: 600 } });
  await choose(page, "年报.docx", docx());
  await notice(page);
  await page.waitForFunction(() => document.querySelector("#notices .notice").getBoundingClientRect().top >= 0);
  await page.evaluate(() => scrollTo(0, 400));
  await choose(page, "年报.pdf", "%PDF-1.4");
  await page.waitForSelector("#notices .notice.refused");
  await page.waitForFunction(() => document.querySelector("#notices .notice").getBoundingClientRect().top >= 0);
  await close();
});

test("a file dropped beside the editor, or onto the corrected report, opens and the page stays", async () => {
  const { page, close } = await open(browser);
  assert.ok(await bring(page, "dragover", { files: { "草稿.txt": text }, target: ".top" }));
  assert.ok(await bring(page, "drop", { files: { "草稿.txt": text }, target: ".top" }));
  await page.waitForSelector("#intro", { state: "hidden" });
  assert.equal(await draftOf(page), text);
  await page.click("#tab-corrected");
  await page.waitForSelector("#copy:not([disabled])");
  assert.ok(await bring(page, "drop", { files: { "年报.html": html }, target: "#corrected .cm-content" }));
  await page.waitForSelector("#panel-draft:not([hidden])");
  assert.ok((await draftOf(page)).includes(table.rows[0]));
  await close();
});

test("of two dropped files one opens, and the page says so", async () => {
  const { page, close } = await open(browser);
  await bring(page, "drop", { files: { "甲.txt": text, "乙.txt": "乙" }, target: ".top" });
  assert.match(await notice(page), /已读入“甲\.txt”.*一次只能打开一个文件.*甲\.txt/);
  assert.equal(await draftOf(page), text);
  await close();
});

test("a pasted file opens; a pasted picture is answered", async () => {
  const { page, close } = await open(browser);
  assert.ok(await bring(page, "paste", { files: { "年报.docx": docx() } }));
  assert.match(await notice(page), /已读入 Word 文档“年报\.docx”/);
  assert.equal(await draftOf(page), body.text);
  assert.ok(await bring(page, "paste", { files: { "image.png": picture }, data: { "text/html": "<img src=a.png>" } }));
  await page.waitForSelector("#notices .notice.refused");
  assert.match(await notice(page), /读不了图片/);
  assert.equal(await draftOf(page), body.text);
  await close();
});
