// Bad input, long input, a core that fails: the page answers in Chinese and keeps the draft.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  appIn,
  bring,
  draftOf,
  example,
  fileUrl,
  headline,
  headlineOtherThan,
  insert,
  launch,
  notice,
  open,
  paste,
} from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [name, text] of [
  ["blanks only", " \n\t\n"],
  ["a text that is no report", "今天天气很好。\n明天也是。"],
  ["NUL and control characters", "年度报告\u0000\u0001\u0007\u001b[31m\u0085\u2028\ufeff"],
  ["lone surrogates", "年度\ud800报告\udc00信息信息"],
  ["markup", "<img src=x onerror=alert(1)><script>alert(1)</script>信息信息"],
  ["characters beyond the first plane", "𠮷野家𠮷信息信息😀"],
]) {
  test(`${name}: no exception, and the text stays`, async () => {
    const { page, errors, close } = await open(browser);
    await paste(page, text);
    await page.waitForTimeout(300);
    assert.equal(await draftOf(page), text);
    assert.ok(await headline(page));
    assert.equal(await page.locator("img:not(.cm-widgetBuffer), #findings script").count(), 0);
    await page.click("#tab-corrected");
    await page.waitForSelector("#changes > *");
    assert.deepEqual(errors, []);
    await close();
  });
}

test("a text that is no report is said to be none", async () => {
  const { page, close } = await open(browser);
  await insert(page, "今天天气很好。\n明天也是。");
  await page.waitForSelector("#verdict .remark");
  assert.match(await page.textContent("#verdict .remark"), /年度报告/);
  assert.equal(await headline(page), "没有核对");
  assert.equal(await page.locator("#verdict .counts").count(), 0);
  await close();
});

test("5 MB are checked and the editor still answers", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await open(browser);
  const text = example.repeat(Math.ceil(5_000_000 / 3 / example.length));
  await paste(page, text);
  await headlineOtherThan(page, "还没有草稿", 60_000);
  assert.notEqual(await headline(page), "核对程序出错，未能核对");
  await page.keyboard.press("Control+Home");
  const start = Date.now();
  await page.keyboard.type("甲乙丙");
  assert.ok((await draftOf(page)).startsWith("甲乙丙"));
  assert.ok(Date.now() - start < 5_000, `three keys took ${Date.now() - start} ms`);
  assert.deepEqual(errors, []);
  await close();
});

/** Runs in the page before anything else: a browser that starts no workers here. */
function withoutWorkers() {
  delete window.Worker;
}

/** A draft that takes the core seconds. */
const endless = `${example}\n${"全年公开政府信息132条，其中工作动态88条、财政资金26条、民生保障18条，培训两次。\n".repeat(200_000)}`;

test("a check that takes long says how far it is, can be called off, and made again", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await open(browser);
  await paste(page, endless);
  await page.waitForSelector("#verdict .waiting progress");
  await page.click("#verdict .waiting button");
  await page.waitForSelector("#verdict .again");
  assert.equal(await headline(page), "没有核对完");
  assert.ok(await page.isHidden("#verdict .waiting"));
  await page.click("#verdict .again");
  await headlineOtherThan(page, "没有核对完", 60_000);
  await page.waitForSelector("#findings li.finding", { timeout: 60_000 });
  assert.deepEqual(errors, []);
  await close();
});

test("what is typed while a long check is under way is checked too", { timeout: 120_000 }, async () => {
  const { page, close } = await open(browser);
  await paste(page, endless);
  await page.waitForSelector("#verdict[data-verdict=pending]");
  await page.click("#clear");
  await insert(page, "今天天气很好。");
  await page.waitForFunction(() => document.querySelector("#verdict .headline").textContent === "没有核对", null, {
    timeout: 60_000,
  });
  await close();
});

test("a corrected report that takes long can be called off, and another made", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await open(browser);
  await paste(page, endless);
  await page.click("#tab-corrected");
  await page.click("#changes .waiting button");
  await page.waitForSelector("#changes .remark");
  assert.match(await page.textContent("#changes"), /已经取消/);
  assert.ok(await page.isDisabled("#copy"));
  await page.click("#tab-draft");
  await paste(page, example);
  await page.click("#tab-corrected");
  await page.waitForSelector("#copy:not(:disabled)");
  assert.deepEqual(errors, []);
  await close();
});

test("where no worker starts, long drafts are checked on the page", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await open(browser, { before: [withoutWorkers] });
  await paste(page, example.repeat(100));
  await page.waitForSelector("#findings li.finding", { timeout: 60_000 });
  assert.equal(await page.evaluate(() => document.documentElement.dataset.longWork), undefined);
  assert.deepEqual(errors, []);
  await close();
});

test("one line of a million characters does not stop the page", { timeout: 120_000 }, async () => {
  const { page, errors, close } = await open(browser);
  const text = "政府信息公开年度报告，".repeat(100_000);
  await paste(page, text);
  await headlineOtherThan(page, "还没有草稿", 60_000);
  assert.equal((await draftOf(page)).length, text.length);
  assert.deepEqual(errors, []);
  await close();
});

test("50 MB are refused and the draft stays", { timeout: 120_000 }, async () => {
  const { page, close } = await open(browser);
  await insert(page, "我的草稿");
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "年度报告，第一行\n".repeat(5_500_000));
    const target = document.querySelector("#editor .cm-content");
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  assert.match(await page.textContent("#notices"), /内容太长.*没有改动/);
  assert.equal(await draftOf(page), "我的草稿");
  await close();
});

/** Runs in the page before anything else: an engine that compiles nothing at once, as Chromium up to 98. */
function asyncOnly() {
  WebAssembly.Module = class {
    constructor() {
      throw new RangeError("too large to compile at once");
    }
  };
}

test("an engine that compiles nothing at once runs the core too", async () => {
  const { page, errors, close } = await open(browser, { before: [asyncOnly] });
  await page.click("#load-example");
  await page.waitForSelector("#findings li.finding");
  assert.deepEqual(errors, []);
  await close();
});

/** Runs in the page before anything else: tells `window.heard` of every text on its way into the core. */
function listenToTexts() {
  const { encodeInto } = TextEncoder.prototype;
  TextEncoder.prototype.encodeInto = function (text, bytes) {
    window.heard?.(text);
    return encodeInto.call(this, text, bytes);
  };
}

/** Runs in the page before anything else: the core traps on a draft or a file that contains “崩溃”. */
function failOnWord() {
  window.heard = (text) => {
    if (!text.includes("崩溃")) return;
    window.dispatchEvent(new CustomEvent("nianbao-panic", { detail: "panicked at src/check.rs" }));
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const { instance, module } = await instantiate(...args);
    const intake = (...args) => {
      const [pointer, length] = args.slice(-2);
      window.heard(new TextDecoder().decode(new Uint8Array(instance.exports.memory.buffer, pointer, length)));
      return instance.exports.intake(...args);
    };
    return { instance: { exports: { ...instance.exports, intake } }, module };
  };
}

test("a core that panics leaves the draft, says so, and answers again", async () => {
  const { page, errors, close } = await open(browser, { before: [asyncOnly, listenToTexts, failOnWord] });
  await insert(page, "崩溃");
  await headlineOtherThan(page, "还没有草稿");
  assert.equal(await headline(page), "核对程序出错，未能核对");
  assert.match(await page.textContent("#verdict pre"), /panicked at src\/check\.rs/);
  assert.equal(await draftOf(page), "崩溃");
  await page.click("#tab-corrected");
  await page.waitForSelector("#changes .remark");
  assert.match(await page.textContent("#changes"), /核对程序出错/);
  await page.click("#tab-draft");
  await page.click("#load-example");
  await page.waitForSelector("#findings li.finding");
  assert.equal(await headline(page), "有必须修改的问题");
  assert.deepEqual(errors, []);
  await close();
});

test("a core that panics over a file leaves the draft, says so, and reads the next file", async () => {
  const { page, errors, close } = await open(browser, { before: [asyncOnly, listenToTexts, failOnWord] });
  await insert(page, "我的草稿");
  const file = (text) => ({ name: "年报.txt", mimeType: "", buffer: Buffer.from(text) });
  await page.setInputFiles("#file", file("崩溃"));
  assert.match(await notice(page), /没有读入“年报\.txt”.*核对程序读这个文件时出错.*没有改动.*panicked at src\/check\.rs/);
  assert.equal(await draftOf(page), "我的草稿");
  await page.setInputFiles("#file", file("新的草稿"));
  await page.waitForSelector(".notice.done");
  assert.equal(await draftOf(page), "新的草稿");
  assert.deepEqual(errors, []);
  await close();
});

test("a core that panics over pasted tables leaves the plain text, and says so", async () => {
  const { page, errors, close } = await open(browser, { before: [asyncOnly, listenToTexts, failOnWord] });
  await bring(page, "paste", { data: { "text/html": "<table><tr><td>崩溃<td>1</table>", "text/plain": "行政许可\t37" } });
  assert.match(await notice(page), /已按纯文字粘贴.*panicked/);
  assert.equal(await draftOf(page), "行政许可\t37");
  assert.deepEqual(errors, []);
  await close();
});

/** Runs in the page before anything else: the clock says that every check of a draft with “缓慢” takes three seconds. */
function slowOnWord() {
  const now = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => now() + ahead;
  window.checks = 0;
  window.heard = (text) => {
    if (!text.includes("缓慢")) return;
    window.checks++;
    ahead += 3_000;
  };
}

test("a draft whose check is slow is checked beside the page from then on", async () => {
  const { page, errors, close } = await open(browser, { before: [asyncOnly, listenToTexts, slowOnWord] });
  await insert(page, `缓慢${example}`);
  await page.waitForSelector("#findings li.finding");
  // One key: beside the page the clock is right, and the next may find that a check does not take long any more.
  await page.keyboard.type("甲");
  await page.waitForSelector("html[data-long-work=beside]");
  assert.equal(await page.evaluate("checks"), 1);
  await page.click("#clear");
  await page.waitForSelector("#intro:not([hidden])");
  assert.deepEqual(errors, []);
  await close();
});

/** Opens the page in an engine that `before` has broken; what it says about that, in the frame or around it. */
async function openBroken(before) {
  const context = await browser.newContext();
  const shell = await context.newPage();
  await shell.addInitScript(asyncOnly);
  await shell.addInitScript(before);
  await shell.goto(fileUrl);
  return { shell, close: () => context.close() };
}

test("a core that does not start is reported and the draft can still be pasted", async () => {
  const { shell, close } = await openBroken(() => {
    if (window.parent !== window) WebAssembly.instantiate = () => Promise.reject(new Error("no memory"));
  });
  const page = await appIn(shell, "failed");
  assert.match(await page.textContent("#trouble"), /核对程序没有启动成功/);
  await bring(page, "paste", { data: { "text/html": "<table><tr><td>甲<td>1</table>", "text/plain": "我的草稿" } });
  assert.equal(await draftOf(page), "我的草稿");
  await page.setInputFiles("#file", { name: "年报.txt", mimeType: "", buffer: Buffer.from("别的") });
  assert.match(await notice(page), /没有读入“年报\.txt”。核对程序没有启动.*没有改动/);
  assert.equal(await draftOf(page), "我的草稿");
  assert.ok(await shell.isHidden("#trouble"));
  assert.ok(await shell.isHidden("#opening"));
  await close();
});

test("without a core, a draft can be seen, is kept and offered back, and nothing else is promised", async () => {
  const { shell, close } = await openBroken(() => {
    if (window.parent !== window) WebAssembly.instantiate = () => Promise.reject(new Error("no memory"));
  });
  let page = await appIn(shell, "failed");
  assert.equal(await headline(page), "核对程序没有启动，不能核对");
  assert.doesNotMatch(await page.textContent("#verdict"), /会重新核对/);
  assert.ok(await page.isVisible("#welcome"));
  await insert(page, "我的草稿");
  assert.ok(await page.isHidden("#welcome"));
  await page.waitForFunction(() => document.querySelector("#keeping-status").textContent.startsWith("草稿已暂存"));
  await shell.reload();
  page = await appIn(shell, "failed");
  await page.click("#offers .again");
  // The outer page hands it over.
  await page.waitForFunction(() => document.querySelector("#editor .cm-content").textContent === "我的草稿");
  await close();
});

for (const [name, inFrame] of [
  ["a core", true],
  ["a page", false],
]) {
  test(`${name} that starts too slowly is reported after three seconds`, async () => {
    const { shell, close } = await openBroken(
      inFrame
        ? () => window.parent !== window && (WebAssembly.instantiate = () => new Promise(() => {}))
        : () => (WebAssembly.instantiate = () => new Promise(() => {})),
    );
    await shell.waitForSelector("#trouble:visible", { timeout: 5_000 });
    assert.match(await shell.textContent("#trouble"), /本页还没有启动/);
    assert.equal(await shell.isVisible("#opening"), inFrame);
    await close();
  });
}

test("an engine below the floor is told so", async () => {
  const { shell, close } = await openBroken(() => {
    WebAssembly.validate = () => false;
    WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError("invalid opcode"));
  });
  await shell.waitForSelector("#trouble:visible");
  assert.match(await shell.textContent("#trouble"), /版本太旧/);
  assert.ok(await shell.isHidden("#app"));
  await close();
});
