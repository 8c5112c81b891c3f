// Opening files: encodings, what is no text, dragging.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { draftOf, insert, launch, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const text = "柳河镇2023年政府信息公开工作年度报告\n一、总体情况\n";
// The first line of the text above in GB18030.
const gb18030 = Buffer.from(
  "c1f8bad3d5f232303233c4ead5feb8aed0c5cfa2b9abbfaab9a4d7f7c4eab6c8b1a8b8e60ad2bba1a2d7dccce5c7e9bff60a",
  "hex",
);

for (const [name, buffer] of [
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a mark and Windows line ends", Buffer.from(`\ufeff${text.replaceAll("\n", "\r\n")}`)],
  ["UTF-16 with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
  ["big-endian UTF-16 with a mark", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ["UTF-16 without a mark", Buffer.from(text, "utf16le")],
  ["big-endian UTF-16 without a mark", Buffer.from(text, "utf16le").swap16()],
  ["GB18030", gb18030],
]) {
  test(`a file in ${name} opens`, async () => {
    const { page, close } = await open(browser);
    await page.setInputFiles("#file", { name: "草稿.txt", mimeType: "text/plain", buffer });
    await page.waitForSelector("#intro", { state: "hidden" });
    assert.equal(await draftOf(page), text);
    await close();
  });
}

test("a file that is no text is refused with a reason and the draft stays", async () => {
  const { page, close } = await open(browser);
  await insert(page, "我的草稿");
  await page.setInputFiles("#file", { name: "报告.docx", mimeType: "", buffer: Buffer.from("PK\x03\x04\0\0\0") });
  await page.waitForSelector(".notice:visible");
  assert.match(await page.textContent("#notices"), /报告\.docx.*不是纯文本文件.*粘贴/);
  assert.equal(await draftOf(page), "我的草稿");
  await page.click("#notices button");
  assert.equal(await page.textContent("#notices"), "");
  await close();
});

for (const [name, buffer, words] of [
  ["空白.txt", Buffer.from("\ufeff \r\n"), /空白\.txt.*是空的/],
  ["报告.html", Buffer.from(text), /报告\.html.*不是纯文本文件.*Ctrl\+C/],
  ["报告.txt", Buffer.from(`<!DOCTYPE html><p>${text}`), /报告\.txt.*不是纯文本文件/],
  ["报告.rtf", Buffer.from("{\\rtf1 a}"), /报告\.rtf.*不是纯文本文件/],
  ["照片.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), /照片\.png.*是图片/],
]) {
  test(`${name} with ${buffer.length} bytes does not replace the draft`, async () => {
    const { page, close } = await open(browser);
    await insert(page, "我的草稿");
    await page.setInputFiles("#file", { name, mimeType: "", buffer });
    await page.waitForSelector(".notice:visible");
    assert.match(await page.textContent("#notices"), words);
    assert.equal(await draftOf(page), "我的草稿");
    await close();
  });
}

test("a text with one bad byte opens and says so; the next file takes the notice away", async () => {
  const { page, close } = await open(browser);
  const bytes = Buffer.from(text);
  await page.setInputFiles("#file", { name: "坏.txt", mimeType: "", buffer: Buffer.concat([bytes, Buffer.from([0xe5]), bytes]) });
  await page.waitForSelector(".notice:visible");
  assert.match(await page.textContent("#notices"), /坏\.txt.*1 处字符已经损坏/);
  assert.equal(await draftOf(page), `${text}\ufffd${text}`);
  await page.setInputFiles("#file", { name: "好.txt", mimeType: "", buffer: bytes });
  await page.waitForFunction(() => document.querySelector("#notices").textContent === "");
  assert.equal(await draftOf(page), text);
  await close();
});

/** Makes the event that the browser makes for files dropped at or pasted into `target`. */
function bring(page, type, target, files) {
  return page.evaluate(
    ([type, target, files]) => {
      const transfer = new DataTransfer();
      for (const [name, content] of files) transfer.items.add(new File([content], name));
      const init = { dataTransfer: transfer, clipboardData: transfer, bubbles: true, cancelable: true };
      const event = type === "paste" ? new ClipboardEvent(type, init) : new DragEvent(type, init);
      document.querySelector(target).dispatchEvent(event);
      if (!event.defaultPrevented) throw new Error(`${type} was left to the browser`);
    },
    [type, target, files],
  );
}

test("a file dropped beside the editor opens and the page stays", async () => {
  const { page, close } = await open(browser);
  await bring(page, "dragover", ".top", [["草稿.txt", text]]);
  await bring(page, "drop", ".top", [["草稿.txt", text]]);
  await page.waitForSelector("#intro", { state: "hidden" });
  assert.equal(await draftOf(page), text);
  await close();
});

test("of two dropped files one opens, and the page says so", async () => {
  const { page, close } = await open(browser);
  await bring(page, "drop", ".top", [["甲.txt", text], ["乙.txt", "乙"]]);
  await page.waitForSelector(".notice:visible");
  assert.match(await page.textContent("#notices"), /一次只能打开一个文件.*甲\.txt/);
  assert.equal(await draftOf(page), text);
  await close();
});

test("a pasted text file opens; a pasted picture, and a clipboard without text, are answered", async () => {
  const { page, close } = await open(browser);
  const editor = "#editor .cm-content";
  await bring(page, "paste", editor, [["草稿.txt", text]]);
  await page.waitForSelector("#intro", { state: "hidden" });
  assert.equal(await draftOf(page), text);
  await bring(page, "paste", editor, [["image.png", "x"]]);
  await page.waitForSelector(".notice:visible");
  assert.match(await page.textContent("#notices"), /是图片/);
  await page.click("#notices button");
  await page.evaluate((editor) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/rtf", "{\\rtf1}");
    document.querySelector(editor).dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, editor);
  assert.match(await page.textContent("#notices"), /剪贴板里没有文字/);
  assert.equal(await draftOf(page), text);
  await close();
});
