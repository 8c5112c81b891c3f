// Taking the corrected report along: as a Word file, by the clipboard, as a page; the review copy and the check record.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../www/serve.mjs";
import { bring, correctedOf, draftOf, example, file, insert, launch, notice, open, openCorrected, paste, root, saved } from "./browser.mjs";
import { unzip } from "./zip.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const needReport = ["#save-docx", "#print", "#review", "#record", "#print-record", "#save-page"];
const title = "青溪县柳河镇人民政府2023年政府信息公开工作年度报告";

async function withCorrected(work, draft, { within = browser, ...options } = {}) {
  const opened = await open(within, options);
  await openCorrected(opened.page, draft);
  await work(opened.page, opened);
  assert.deepEqual(opened.errors, []);
  await opened.close();
}

/** The words of a Word file, in one line. */
const wordsOf = (bytes) => unzip(bytes)["word/document.xml"].replace(/<[^>]*>/g, "");

const record = async (page) => wordsOf((await saved(page, "#record")).bytes);

const clean2019 = readFileSync(path.join(root, "tests/drafts/clean-2019.txt"), "utf8");
const wrongEdition = readFileSync(path.join(root, "tests/drafts/wrong-edition.txt"), "utf8");

for (const [name, draft] of [
  ["the example", undefined],
  ["a report on the form of 2019", clean2019],
]) {
  test(`the Word file of ${name} opens again as the same report`, () =>
    withCorrected(async (page) => {
      const text = await correctedOf(page);
      const { name, bytes } = await saved(page, "#save-docx");
      assert.equal(name, `${text.split("\n", 1)[0]}（改后）.docx`);
      assert.equal(unzip(bytes)["word/document.xml"].match(/<w:tbl>/g).length, 3);
      await page.setInputFiles("#file", { name, mimeType: "", buffer: bytes });
      assert.match(await notice(page), /已读入 Word 文档“.*（改后）\.docx”：3 张表格/);
      await openAgain(page);
      assert.equal(await readBack(page), text);
      assert.equal(await page.locator("#changes .applied").count(), 0, "there is nothing to be put right in it");
    }, draft));
}

/** The report that was read back; the official document breaks a long title before the year. */
const readBack = async (page) => (await correctedOf(page)).replace(/\n(?=20\d\d年政府信息公开工作年度报告\n)/, "");

async function openAgain(page) {
  await page.waitForSelector("#panel-draft:not([hidden])");
  await page.click("#tab-corrected");
  await page.waitForSelector("#copy:not([disabled])");
}

test("it can be saved as a page with the official tables, which reads back as the same report", () =>
  withCorrected(async (page) => {
    const { name, bytes } = await saved(page, "#save-page");
    assert.equal(name, `${title}（改后）.html`);
    const html = bytes.toString();
    assert.equal(html.match(/<table /g).length, 3);
    assert.ok(!/<script|src=|href=/.test(html));
    const text = await correctedOf(page);
    const opened = await browser.newPage();
    await opened.setContent(html);
    assert.equal(await opened.locator("h2").count(), 6);
    await opened.close();
    await page.setInputFiles("#file", { name, mimeType: "", buffer: bytes });
    await openAgain(page);
    assert.equal(await readBack(page), text);
  }));

/** Copies, and says what another program is given when it pastes. */
async function copied(page, context) {
  await page.click("#copy");
  await page.waitForFunction(() => document.querySelector("#copy").textContent === "已复制");
  const other = await context.newPage();
  await other.setContent("<textarea></textarea>");
  await other.evaluate(() => {
    addEventListener("paste", ({ clipboardData }) => {
      window.pasted = { html: clipboardData.getData("text/html"), text: clipboardData.getData("text/plain") };
    });
  });
  await other.bringToFront();
  await other.focus("textarea");
  await other.keyboard.press("Control+V");
  const pasted = await (await other.waitForFunction("window.pasted", undefined, { timeout: 10_000 })).jsonValue();
  await other.close();
  return pasted;
}

async function copies(page, { context }) {
  const { html, text } = await copied(page, context);
  const corrected = await correctedOf(page);
  assert.equal(text, corrected);
  assert.equal(html.match(/<table /g).length, 3);
  await page.click("#tab-draft");
  await page.click("#clear");
  await bring(page, "paste", { data: { "text/html": html, "text/plain": text } });
  await openAgain(page);
  assert.equal(await readBack(page), corrected, "what is pasted is the same report");
}

test("from disk, it is copied with its tables and as plain text", () => withCorrected(copies));

test("over plain http, it is copied with its tables and as plain text", async (t) => {
  const server = await serve(file, 18082);
  t.after(server.close);
  // Unlike the machine's own address, a name is no safe place: there is no navigator.clipboard.
  const within = await launch("--host-resolver-rules=MAP nianbao.test 127.0.0.1");
  t.after(() => within.close());
  await withCorrected(
    async (page, opened) => {
      assert.equal(await page.evaluate("isSecureContext"), false);
      await copies(page, opened);
    },
    undefined,
    { within, url: server.address.replace("127.0.0.1", "nianbao.test") },
  );
});

test("the review copy has the changes and the findings in it", () =>
  withCorrected(async (page) => {
    const { name, bytes } = await saved(page, "#review");
    assert.equal(name, `${title}（审阅稿）.docx`);
    const entries = unzip(bytes);
    assert.match(entries["word/comments.xml"], /连着写了两遍/);
    assert.match(entries["word/document.xml"], /<w:ins .*<w:del |<w:del .*<w:ins /s);
  }));

test("the review copy begins with the draft as it arrived, whoever changed what since", () =>
  withCorrected(async (page) => {
    const changes = async () => {
      const xml = unzip((await saved(page, "#review")).bytes)["word/document.xml"];
      const of = (kind, author) =>
        xml.match(new RegExp(`<w:${kind} [^>]*w:author="${author}"><w:r>.*?</w:r>`, "g"))?.map((run) => run.replace(/<[^>]*>/g, "")) ?? [];
      return { corrected: of("del", "nianbao").join(), typed: of("ins", "编写人"), cut: of("del", "编写人") };
    };
    const before = await changes();
    assert.notEqual(before.corrected, "");
    assert.deepEqual([before.typed, before.cut], [[], []]);
    await page.click("#adopt");
    await openAgain(page);
    assert.deepEqual(await changes(), before, "who refuses all has the draft as it arrived");

    await page.click("#tab-draft");
    await page.click("#editor .cm-content");
    for (const key of ["Control+Home", "End", "Enter"]) await page.keyboard.press(key);
    await page.keyboard.type("各位：");
    await openAgain(page);
    assert.deepEqual(await changes(), { ...before, typed: ["各位："] });
    assert.equal(await page.textContent("#notices"), "");
  }));

test("what is confirmed is not commented in the review copy, and confirmed in the record", async () => {
  const { page, close } = await open(browser);
  await page.click("#load-example");
  const hint = page.locator("#findings li[data-rule=personal-data]");
  await hint.locator(".confirm").click();
  await page.click("#tab-corrected");
  await page.waitForSelector("#record:not([disabled])");
  assert.doesNotMatch(unzip((await saved(page, "#review")).bytes)["word/comments.xml"], /手机号码/);
  assert.match(await record(page), /手机号码.*已核对，确认无误/);
  await close();
});

const putRight = /已修改，不再提示/;

test("the record knows the draft as it was opened, over fixes, adopting, undo and redo", () =>
  withCorrected(async (page) => {
    assert.equal(await page.textContent("#record"), "保存校核记录");
    const { name, bytes } = await saved(page, "#record");
    assert.equal(name, `${title}（校核记录）.docx`);
    assert.match(wordsOf(bytes), /校核记录.*连着写了两遍.*终审/);
    assert.doesNotMatch(wordsOf(bytes), putRight);

    await page.click("#tab-draft");
    await page.click("#fix-all");
    await openAgain(page);
    assert.match(await record(page), /连着写了两遍.*已修改，不再提示/);
    await page.click("#adopt");
    await openAgain(page);
    assert.match(await record(page), /连着写了两遍.*已修改，不再提示/);

    await page.click("#tab-draft");
    await page.click("#clear");
    await page.click("#undo");
    await openAgain(page);
    assert.match(await record(page), putRight, "it comes back with the text");
    await page.click("#tab-draft");
    for (const step of ["#undo", "#undo"]) await page.click(step);
    assert.equal(await draftOf(page), example);
    for (const step of ["#redo", "#redo"]) await page.click(step);
    await openAgain(page);
    assert.match(await record(page), putRight);
  }));

for (const [way, arrive] of [
  ["opened from a file", (page) => page.setInputFiles("#file", { name: "年报.txt", mimeType: "", buffer: Buffer.from(example) })],
  ["pasted as plain text", (page) => insert(page, example)],
  ["pasted with tables", (page) => bring(page, "paste", { data: { "text/html": asHtml(example), "text/plain": example } })],
  ["pasted over another", async (page) => {
    await insert(page, clean2019);
    await page.keyboard.press("Control+A");
    await paste(page, example);
  }],
]) {
  test(`a draft ${way} is remembered as it arrived`, async () => {
    const { page, close } = await open(browser);
    await arrive(page);
    await page.click("#fix-all");
    await openAgain(page);
    assert.match(await record(page), /连着写了两遍.*已修改，不再提示/);
    await close();
  });
}

/** A text as a word processor copies it: lines with tabs are rows of tables. */
function asHtml(text) {
  const cells = (line) => line.split("\t").map((cell) => `<td>${cell}</td>`).join("");
  return text
    .split("\n")
    .map((line) => (line.includes("\t") ? `<table><tr>${cells(line)}</tr></table>` : `<p>${line}</p>`))
    .join("");
}

test("another draft, and one that is typed, are their own beginning", () =>
  withCorrected(async (page) => {
    await page.click("#tab-draft");
    await page.click("#fix-all");
    const fixed = await draftOf(page);
    await page.setInputFiles("#file", { name: "年报.txt", mimeType: "", buffer: Buffer.from(fixed) });
    await notice(page);
    await openAgain(page);
    assert.doesNotMatch(await record(page), putRight);

    await page.click("#tab-draft");
    for (const step of ["#undo", "#clear"]) await page.click(step);
    await page.click("#editor .cm-content");
    await page.keyboard.type("甲");
    await page.keyboard.press("Backspace");
    const half = example.length / 2;
    await page.evaluate(
      ([head, tail]) => {
        const { view } = document.querySelector("#editor .cm-content").cmTile.root;
        for (const insert of ["甲", head, tail]) {
          view.dispatch({ changes: { from: view.state.doc.length, insert }, userEvent: "input.type" });
        }
        view.dispatch({ changes: { from: 0, to: 1 }, userEvent: "delete.backward" });
      },
      [example.slice(0, half), example.slice(half)],
    );
    assert.equal(await draftOf(page), example);
    await page.waitForSelector("#fix-all:not([disabled])");
    await page.click("#fix-all");
    await openAgain(page);
    assert.doesNotMatch(await record(page), putRight);
  }));

test("a draft that is no report can be copied and saved as a text only, and the page says why", () =>
  withCorrected(async (page, { context }) => {
    assert.match(await page.textContent("#changes .remark"), /年度报告/);
    for (const control of needReport) assert.ok(await page.isDisabled(control), control);
    assert.deepEqual(await copied(page, context), { html: "", text: "今天天气很好。" });
    assert.equal((await saved(page, "#save")).bytes.toString(), "\ufeff今天天气很好。");
    await page.click("#tab-draft");
    await insert(page, example);
    await openAgain(page);
    for (const control of needReport) assert.ok(await page.isEnabled(control), control);
  }, "今天天气很好。"));

test("a report on the form of another year, once adopted, is still a report", () =>
  withCorrected(async (page) => {
    await page.click("#adopt");
    await openAgain(page);
    assert.equal(await correctedOf(page), await draftOf(page));
    for (const control of needReport) assert.ok(await page.isEnabled(control), control);
  }, wrongEdition));

/** Runs in the page before anything else: the core refuses the review copy and traps over the Word file and the page. */
function refusing() {
  WebAssembly.Module = class {
    constructor() {
      throw new RangeError("too large to compile at once");
    }
  };
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const { instance, module } = await instantiate(...args);
    const trap = () => {
      window.dispatchEvent(new CustomEvent("nianbao-panic", { detail: "panicked at src/render.rs" }));
      throw new WebAssembly.RuntimeError("unreachable");
    };
    const reviewDocx = () => {
      throw new Error("改动太多，审阅稿没有生成。");
    };
    return { instance: { exports: { ...instance.exports, reviewDocx, reportDocx: trap, reportPage: trap } }, module };
  };
}

test("what the core refuses is a notice in its own words, and a fault of the core one with a note", () =>
  withCorrected(
    async (page) => {
      await page.click("#review");
      assert.equal(await notice(page), "改动太多，审阅稿没有生成。");
      for (const control of ["#save-docx", "#copy", "#print", "#save-page"]) {
        await page.click("#notices button");
        await page.click(control);
        assert.match(await notice(page), /核对程序出错.*没有改动.*panicked at src\/render\.rs/, control);
        assert.ok(await page.isVisible("#notices .notice.refused"));
      }
      assert.match(await record(page), /校核记录/, "what does not fail is still there");
    },
    undefined,
    { before: [refusing] },
  ));

test("the buttons fit into a narrow window, each with a word of explanation", () =>
  withCorrected(
    async (page) => {
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      for (const control of await page.$$("#panel-corrected [role=toolbar] button")) assert.ok(await control.getAttribute("title"));
      await page.focus("#save-docx");
      for (const id of ["copy", "print", "compare", "review", "record", "print-record", "save-page", "save"]) {
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.id), id);
      }
    },
    undefined,
    { viewport: { width: 360, height: 640 } },
  ));
