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

test("a file dropped beside the editor opens and the page stays", async () => {
  const { page, close } = await open(browser);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "草稿.txt"));
    const init = { dataTransfer, bubbles: true, cancelable: true };
    for (const type of ["dragover", "drop"]) {
      const event = new DragEvent(type, init);
      document.querySelector(".top").dispatchEvent(event);
      if (!event.defaultPrevented) throw new Error(`${type} was left to the browser`);
    }
  }, text);
  await page.waitForSelector("#intro", { state: "hidden" });
  assert.equal(await draftOf(page), text);
  await close();
});
