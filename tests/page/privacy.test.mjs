// Nothing leaves the machine: the page asks for nothing but itself. What its own script could try is in leaks.test.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { after, before, test } from "node:test";
import { serve } from "../../www/serve.mjs";
import { example, file, fileUrl, launch, open, root, unpackedParts } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function useEverything(page) {
  await page.click("#load-example");
  await page.waitForSelector("#findings li.finding");
  await page.hover("#editor .cm-lintRange");
  await page.click("#fix-all");
  await page.click("#tab-corrected");
  for (const control of ["#copy", "#save-docx", "#review", "#record", "#save-page", "#print-record"]) await page.click(control);
  await page.click("#adopt");
  await page.click("#show-blank");
  await page.fill("#blank-organisation", "柳河镇人民政府");
  await page.keyboard.press("Enter");
}

test("from disk, nothing but the file itself is asked for", async () => {
  const { page, requests, errors, close } = await open(browser);
  await useEverything(page);
  assert.deepEqual(requests, [fileUrl]);
  assert.deepEqual(errors, []);
  await close();
});

test("over http, nothing but the file itself is asked for", async (t) => {
  const server = await serve(file, 18080);
  t.after(server.close);
  const { page, requests, errors, close } = await open(browser, { url: server.address });
  await useEverything(page);
  assert.deepEqual(requests, [server.address]);
  assert.deepEqual(errors, []);
  for (const path of ["favicon.ico", "Cargo.toml", "../package.json", "nianbao.html?x"]) {
    assert.equal((await fetch(server.address + path)).status, 404);
  }
  await close();
});

const html = readFileSync(file, "utf8");

/** The texts of the file and of what is packed in it. */
async function everything() {
  const { unpack, page, core } = await unpackedParts();
  return [html, unpack.toString("latin1"), page.toString(), core.toString("latin1")];
}

test("the file holds no path of the machine that built it", async () => {
  for (const text of await everything()) {
    for (const path of [root.replace(/\/$/, ""), homedir()]) assert.ok(!text.includes(path), `found ${path}`);
  }
});

test("no web address stands in the file but those of standards", async () => {
  const [shell, , app] = await everything();
  const addresses = new Set((shell + app.replace(example, "")).match(/https?:\/\/[\w.-]+/g));
  assert.deepEqual(Array.from(addresses).filter((address) => address !== "http://www.w3.org"), []);
});

test("the number that the page shows is that of the file", async () => {
  const { page, close } = await open(browser);
  const [number] = /[0-9a-f]{64}/.exec(await page.textContent("#build"));
  assert.ok((await page.innerText("#build summary")).endsWith(`文件编号 ${number.slice(0, 8)}`), "in short");
  assert.ok(await page.isHidden("#build-number"));
  await page.click("#build summary");
  assert.equal(await page.innerText("#build-number"), number);
  const hash = (text) => createHash("sha256").update(text).digest("hex");
  assert.equal(hash(html.replace(number, "0".repeat(64))), number);
  assert.equal(readFileSync(`${file}.sha256`, "utf8"), `${hash(html)}  nianbao.html\n`);
  await close();
});

test("what runs outside of the frame can be read in the file", () => {
  const [, script] = /<script>([^]*?frame\.srcdoc = [^]*?)<\/script>/.exec(html);
  assert.ok(script.split("\n").length > 200);
});

test("the page begins with plain words; how to verify them is folded up", async () => {
  const { page, close } = await open(browser);
  assert.doesNotMatch(await page.innerText("body"), /connect-src|sandbox|[0-9a-f]{64}/);
  await page.click("#intro summary");
  assert.match(await page.innerText("#intro details"), /connect-src 'none'.*sandbox/);
  await close();
});
