// The draft is offered back after a reload, a crash or a closed window: from this browser, and only if one wants that.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { appIn, draftOf, example, file, fileUrl, insert, launch, notice, open, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const draft = `柳河镇2022年政府信息公开工作年度报告\n一、总体情况\n${"全年公开信息信息三条。".repeat(30)}\n`;

async function typed(page, text) {
  await insert(page, text);
  await page.waitForFunction(() => document.querySelector("#keeping-status").textContent.startsWith("草稿已暂存"));
}

/** Leaves the page as a crash does, without a word, and comes back. */
async function crash(page) {
  const { shell } = page;
  await shell.reload();
  return appIn(shell);
}

const stored = (page) =>
  page.shell.evaluate(() => ({
    drafts: Object.keys(localStorage).filter((key) => key.startsWith("nianbao.draft.")).length,
    all: Object.keys(localStorage),
    session: sessionStorage.length,
    cookies: document.cookie,
  }));

/** Waits until so many drafts are in the storage: what the app asks for happens a moment later. */
const holds = (page, count) =>
  page.shell.waitForFunction(
    (count) => Object.keys(localStorage).filter((key) => key.startsWith("nianbao.draft.")).length === count,
    count,
    { timeout: 10_000 },
  );

async function withPage(work, options) {
  const { page, errors, close } = await open(browser, options);
  await work(page);
  assert.deepEqual(errors, []);
  await close();
}

test("after a crash the draft is offered back with its confirmations, and then no more", () =>
  withPage(async (page) => {
    await insert(page, example.replace("信息信息", "信息"));
    await page.click("#findings .fix.confirm");
    const before = await draftOf(page);
    await page.waitForSelector("#confirmed:not([hidden])");
    await page.waitForTimeout(900);
    let again = await crash(page);
    assert.equal(await draftOf(again), "", "nothing is put into the draft unasked");
    assert.match(await again.textContent("#offers"), /暂存的草稿：柳河镇人民政府2023年政府信息公开工作年度报告/);
    await again.click("#offers .again");
    // The outer page hands it over.
    await again.waitForSelector("#confirmed:not([hidden])");
    assert.equal(await draftOf(again), before);
    assert.equal(await again.textContent("#offers"), "");
    await again.waitForFunction(() => document.querySelector("#keeping-status").textContent.startsWith("草稿已暂存"));
    assert.equal((await stored(again)).drafts, 1);
    again = await crash(again);
    assert.equal(await again.locator("#offers .offer").count(), 1);
    await again.click("#offers .offer button:last-child");
    await holds(again, 0);
    again = await crash(again);
    assert.equal(await again.locator("#offers .offer").count(), 0);
  }));

test("a draft that was checked beside last year's report says so when it comes back without it", () =>
  withPage(async (page) => {
    await insert(page, readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8"));
    await page.setInputFiles("#prior-file", path.join(root, "tests/prior/2022.txt"));
    await page.waitForFunction(() => document.querySelector("#prior span").textContent.startsWith("已与上年报告"));
    await page.waitForTimeout(900);
    const again = await crash(page);
    await again.click("#offers .again");
    assert.match(await notice(again), /原来与上年报告“2022\.txt”对照过.*重新选择/);
    assert.equal(await again.textContent("#prior span"), "");
  }));

test("what is typed over an offer does not replace the draft that is offered", () =>
  withPage(async (page) => {
    await typed(page, draft);
    let again = await crash(page);
    await typed(again, "别的草稿");
    again = await crash(again);
    const offers = await again.locator("#offers .offer").allTextContents();
    assert.equal(offers.length, 2);
    assert.match(offers[0], /别的草稿/);
    assert.match(offers[1], /柳河镇2022年/);
    assert.match(await again.textContent("#offers .earlier summary"), /还有 1 份/);

    await again.click("#offers .again");
    await again.waitForFunction(() => document.querySelector("#editor .cm-content").textContent.includes("别的草稿"));
    assert.ok(await again.isHidden("#offers"), "out of the way of the work");
    await again.click("#show-offers");
    assert.ok(await again.isVisible("#offers .earlier .offer"));
    assert.ok(await again.isHidden("#show-offers"));
    await again.click("#offers .offer button:last-child");
    assert.equal(await again.textContent("#offers"), "");
  }));

test("a draft that another window still works on is taken as it stands there now, or left alone", () =>
  withPage(async (page) => {
    await typed(page, draft);
    const other = await open(browser, { context: page.shell.context() });
    await page.keyboard.type("又加一句");
    await page.waitForTimeout(900);
    await other.page.click("#offers .again");
    await other.page.waitForFunction(() => document.querySelector("#editor .cm-content").textContent.includes("又加一句"));
    assert.equal(await draftOf(other.page), await draftOf(page));
    // What was taken is kept once more when the other window rests.
    await page.waitForTimeout(900);

    const third = await open(browser, { context: page.shell.context() });
    await page.keyboard.type("再加一句");
    await page.waitForTimeout(900);
    const { drafts } = await stored(page);
    for (const control of await third.page.$$("#offers .offer button:last-child")) await control.evaluate((node) => node.click());
    // The one that has changed since stays.
    await holds(page, drafts - 1);
  }));

test("what is on the page when a kept draft is taken stays kept", () =>
  withPage(async (page) => {
    await typed(page, draft);
    let again = await crash(page);
    await typed(again, "别的草稿");
    await again.click("#tab-corrected");
    await again.click("#offers .again");
    await again.waitForFunction(() => document.querySelector("#editor .cm-content").textContent.includes("柳河镇2022年"));
    assert.ok(await again.isVisible("#panel-draft"));
    await again.waitForTimeout(900);
    again = await crash(again);
    assert.deepEqual((await again.locator("#offers .offer .words").allTextContents()).map((text) => /：(.{4})/.exec(text)[1]).sort(), [
      "别的草稿",
      "柳河镇2",
    ]);
  }));

test("an emptied draft and the example are not kept", () =>
  withPage(async (page) => {
    await typed(page, draft);
    await page.click("#clear");
    await holds(page, 0);
    await page.click("#load-example");
    await page.waitForTimeout(900);
    assert.equal((await stored(page)).drafts, 0);
  }));

for (const [name, replace] of Object.entries({
  "the example": (page) => page.click("#load-example"),
  async "a blank report"(page) {
    await page.click("#show-blank");
    await page.fill("#blank-organisation", "柳河镇人民政府");
    await page.click("#blank-fill");
  },
})) {
  test(`a draft that ${name} replaces stays kept, and the page says how it comes back`, () =>
    withPage(async (page) => {
      await typed(page, draft);
      await page.keyboard.type("开头一句");
      await replace(page);
      assert.match(await notice(page), /原来的草稿已经换下。.*Ctrl\+Z/);
      await page.waitForTimeout(900);
      const own = await page.shell.evaluate(() => Object.values(localStorage).map((json) => JSON.parse(json).text));
      assert.ok(own.includes(`开头一句${draft}`));

      await page.keyboard.press("Control+Z");
      assert.equal(await draftOf(page), `开头一句${draft}`);
      await page.keyboard.type("又一句");
      await holds(page, 1);
      await page.waitForTimeout(900);
      const again = await crash(page);
      assert.equal(await again.locator("#offers .offer").count(), 1, "it is the same draft again");
      await replace(again);
      assert.equal(await again.locator("#notices .notice").count(), 0, "nothing was replaced");
    }));
}

test("a draft that a file replaces stays kept", () =>
  withPage(async (page) => {
    await typed(page, draft);
    await page.setInputFiles("#file", { name: "年报.txt", mimeType: "", buffer: Buffer.from("别的草稿") });
    await holds(page, 2);
  }));

test("it can be switched off, which forgets everything and lasts", () =>
  withPage(async (page) => {
    await typed(page, draft);
    await page.uncheck("#keeping");
    await page.waitForFunction(() => document.querySelector("#keeping-status").textContent.includes("没有暂存"));
    assert.match(await page.textContent("#keeping-status"), /以前暂存的也已全部删去/);
    await page.keyboard.press("End");
    await page.waitForTimeout(900);
    assert.deepEqual(await stored(page), { drafts: 0, all: ["nianbao.keeping"], session: 0, cookies: "" });
    const again = await crash(page);
    assert.equal(await again.isChecked("#keeping"), false);
    assert.equal(await again.locator("#offers .offer").count(), 0);
    assert.equal(await again.isVisible("#forget-drafts"), false);
  }));

test("one button forgets every draft", () =>
  withPage(async (page) => {
    await typed(page, draft);
    const again = await crash(page);
    await typed(again, "别的草稿");
    await again.click("#forget-drafts");
    assert.match(await again.textContent("#keeping-status"), /已全部删去/);
    assert.equal(await again.locator("#offers .offer").count(), 0);
    await holds(again, 0);
    assert.equal(await draftOf(again), "别的草稿", "the draft on the page stays");
  }));

for (const [name, stop, start] of [
  ["one window forgets every draft", (page) => page.click("#forget-drafts")],
  ["one window stops keeping", (page) => page.uncheck("#keeping"), (page) => page.check("#keeping")],
]) {
  test(`when ${name}, the others know, and warn before they are closed`, () =>
    withPage(async (page) => {
      await typed(page, draft);
      const other = await open(browser, { context: page.shell.context() });
      await stop(other.page);
      await page.waitForFunction(() => !document.querySelector("#keeping-status").textContent.startsWith("草稿已暂存"));
      assert.match(await page.textContent("#keeping-status"), start ? /没有暂存/ : /已在别的窗口删去/);
      assert.equal(await page.isChecked("#keeping"), !start);
      const [dialog] = await Promise.all([page.shell.waitForEvent("dialog"), page.shell.close({ runBeforeUnload: true })]);
      assert.equal(dialog.type(), "beforeunload");
      await dialog.dismiss();
      if (start) await start(other.page);
      else await page.keyboard.type("。");
      await page.waitForFunction(() => document.querySelector("#keeping-status").textContent.startsWith("草稿已暂存"));
      await holds(page, 1);
    }));
}

test("only the five latest drafts of a month are kept, and foreign entries stay", () =>
  withPage(async (page) => {
    await page.shell.evaluate(() => {
      const day = 24 * 60 * 60 * 1000;
      localStorage.setItem("another", "page");
      localStorage.setItem("nianbao.draft.damaged", "{");
      for (let i = 0; i < 8; i++) {
        const kept = { at: Date.now() - i * 8 * day, text: `第${i}份草稿`, confirmed: "" };
        localStorage.setItem(`nianbao.draft.${i}`, JSON.stringify(kept));
      }
    });
    await typed(page, draft);
    const { drafts, all } = await stored(page);
    assert.equal(drafts, 5 + 1, "with the damaged one, which is nobody's draft");
    await page.click("#forget-drafts");
    await holds(page, 0);
    await page.keyboard.type("。");
    await page.waitForTimeout(900);
    assert.ok(all.includes("another"));
    const again = await crash(page);
    assert.equal(await again.locator("#offers .offer").count(), 1);
  }));

test("a draft that the browser has no room for is said not to be kept", () =>
  withPage(async (page) => {
    await page.shell.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await insert(page, draft);
    await page.waitForFunction(() => document.querySelector("#keeping-status").textContent.includes("存不下"));
    assert.equal((await stored(page)).drafts, 0);
  }));

test("a browser without storage says so, and the page works", () =>
  withPage(
    async (page) => {
      assert.match(await page.textContent("#keeping-status"), /不允许本页暂存/);
      assert.ok(await page.isDisabled("#keeping"));
      await page.click("#load-example");
      await page.waitForSelector("#findings .finding");
    },
    { before: [() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no"); } })] },
  ));

test("at an address that other pages share, nothing is kept unless one asks for it", async (t) => {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const at = `http://127.0.0.1:${server.address().port}`;
  await withPage(
    async (page) => {
      assert.match(await page.textContent("#keeping-status"), /别的网页共用/);
      await insert(page, draft);
      await page.waitForTimeout(900);
      assert.deepEqual((await stored(page)).all, []);
      await page.check("#keeping");
      await page.waitForFunction(() => document.querySelector("#keeping-status").textContent.startsWith("草稿已暂存"));
      const again = await crash(page);
      assert.equal(await again.locator("#offers .offer").count(), 1);
    },
    { url: `${at}/oa/nianbao.html` },
  );
  await withPage(async (page) => assert.ok(await page.isChecked("#keeping")), { url: `${at}/nianbao.html` });
});

test("neither the address nor the title nor the history tells of the draft", () =>
  withPage(async (page) => {
    await typed(page, draft);
    await page.click("#tab-corrected");
    await page.waitForSelector("#copy:not([disabled])");
    assert.equal(page.shell.url(), fileUrl);
    assert.equal(await page.shell.title(), "年报核对");
    assert.equal(await page.shell.evaluate("history.state"), null);
  }));
