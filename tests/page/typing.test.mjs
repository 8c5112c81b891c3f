// Typing Chinese with an input method, at the places where editors garble it: the edges of marks, cells, empty lines.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { draftOf, example, launchAsIs, open, root, session } from "./browser.mjs";

let browser;
let core;
before(async () => {
  browser = await launchAsIs();
  core = await import("../../target/page/glue/nianbao.js");
  await core.default({ module_or_path: readFileSync(path.join(root, "target/page/glue/nianbao_bg.wasm")) });
});
after(() => browser.close());

/** Longer than the page waits between the last key and a check of a draft of this size. */
const pause = 200;

const word = example.indexOf("信息信息");
const cell = example.indexOf("（一）予以公开\t3\t1\t0\t0\t0\t0\t5") + "（一）予以公开\t3\t1\t0\t0\t0\t0\t5".length;
const places = [
  ["before a mark", word],
  ["inside a mark", word + 2],
  ["behind a mark", word + 4],
  ["before the number of a marked cell", cell - 1],
  ["behind the number of a marked cell", cell],
  ["in an empty cell", example.indexOf("\t1\t\t1") + 3],
  ["in an empty line", example.indexOf("\n\n") + 1],
  ["at the beginning of the draft", 0],
  ["at the end of the draft", example.length],
];

/** Chromium has had an interface of its own for input methods since 121; other browsers edit the document itself. */
const ways = [
  ["the browser's edit context", []],
  ["the document itself", [() => delete window.EditContext]],
];

/** Opens the example with the cursor at a place, and records what changes beside the text that is composed. */
async function atPlace(from, to, scripts, work) {
  const { page, errors, close } = await open(browser, { before: scripts });
  await page.click("#load-example");
  await page.waitForSelector("#findings li.finding");
  await page.evaluate(
    ([from, to]) => {
      const { view } = document.querySelector("#editor .cm-content").cmTile.root;
      view.focus();
      view.dispatch({ selection: { anchor: from, head: to }, effects: view.constructor.scrollIntoView(from, { y: "center" }) });
    },
    [from, to],
  );
  await page.waitForTimeout(pause);
  await work(page, await session(page));
  assert.deepEqual(errors, []);
  await close();
}

/** What the page shows beside the text: marks by kind, without what is being composed; signs, panels, tooltips, list. */
function decorations(page, composed) {
  return page.evaluate((composed) => {
    const texts = (selector) => Array.from(document.querySelectorAll(selector), (node) => node.textContent);
    const marked = (kind) => texts(`#editor .cm-lintRange-${kind}`).join("").replace(composed, "");
    return {
      errors: marked("error"),
      warnings: marked("warning"),
      hints: marked("hint"),
      points: texts("#editor .cm-lintPoint").length,
      signs: document.querySelectorAll("#editor .cm-lint-marker").length,
      panels: texts("#editor .cm-panel"),
      tooltips: texts("#editor .cm-tooltip"),
      headline: texts("#verdict .headline"),
      rows: texts("#findings .finding"),
    };
  }, composed);
}

async function compose(page, cdp, steps) {
  const idle = await decorations(page, "");
  for (const text of steps) {
    await cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(pause);
    assert.deepEqual(await decorations(page, text), idle, `while “${text}” is composed`);
  }
}

/** Waits until the list is that of the draft as it stands. */
async function findingsAreRight(page) {
  const expected = core.check(await draftOf(page)).findings.map(({ line, message }) => `第 ${line} 行${message}`).sort();
  const shown = () =>
    page.$$eval("#findings .place", (rows) =>
      rows.map((row) => row.querySelector(".line").textContent + row.querySelector(".message").textContent).sort(),
    );
  for (let tries = 0; tries < 40; tries++) {
    if (JSON.stringify(await shown()) === JSON.stringify(expected)) return;
    await page.waitForTimeout(100);
  }
  assert.deepEqual(await shown(), expected);
}

for (const [way, scripts] of ways) {
  for (const [name, at] of places) {
    test(`composed through ${way}, ${name}: the text is what was composed, in order`, () =>
      atPlace(at, at, scripts, async (page, cdp) => {
        await compose(page, cdp, ["n", "ni", "ni'b", "ni'bao", "年报"]);
        await cdp.send("Input.insertText", { text: "年报" });
        await page.waitForTimeout(2 * pause);
        await compose(page, cdp, ["h", "he", "核"]);
        await cdp.send("Input.insertText", { text: "核" });
        await page.keyboard.type("1");
        await page.waitForTimeout(pause);
        assert.equal(await draftOf(page), `${example.slice(0, at)}年报核1${example.slice(at)}`);
        await findingsAreRight(page);
      }));
  }

  test(`composed through ${way} over a selected finding: it replaces the finding`, () =>
    atPlace(word, word + 4, scripts, async (page, cdp) => {
      await cdp.send("Input.imeSetComposition", { text: "x", selectionStart: 1, selectionEnd: 1 });
      await page.waitForTimeout(pause);
      await cdp.send("Input.imeSetComposition", { text: "xin'xi", selectionStart: 6, selectionEnd: 6 });
      await page.waitForTimeout(pause);
      await cdp.send("Input.insertText", { text: "信息" });
      await page.waitForSelector("#findings li[data-rule=repeated-word]", { state: "detached" });
      assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
      await findingsAreRight(page);
    }));

  test(`a composition through ${way} that is given up leaves the draft as it was`, () =>
    atPlace(word + 4, word + 4, scripts, async (page, cdp) => {
      await compose(page, cdp, ["n", "ni", "nia"]);
      await cdp.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
      await page.waitForTimeout(pause);
      assert.equal(await draftOf(page), example);
      await findingsAreRight(page);
      await page.keyboard.type("8");
      await page.waitForTimeout(pause);
      assert.equal(await draftOf(page), `${example.slice(0, word + 4)}8${example.slice(word + 4)}`);
      await findingsAreRight(page);
    }));
}

test("the panel of a finding stays while an input method composes beside it, and goes with the next result", () =>
  atPlace(0, 0, [], async (page, cdp) => {
    await page.click("#findings li[data-rule=repeated-word] .place");
    await page.waitForSelector("#editor .current");
    await cdp.send("Input.imeSetComposition", { text: "xin", selectionStart: 3, selectionEnd: 3 });
    await page.waitForTimeout(pause);
    assert.equal(await page.locator("#editor .current").count(), 1);
    await cdp.send("Input.insertText", { text: "信" });
    await page.waitForSelector("#editor .current", { state: "detached" });
    assert.equal(await draftOf(page), example.replace("信息信息", "信"));
  }));

test("the editor is pinned to exact versions, because others have garbled what input methods compose", () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});
