// Checking and correcting a draft in the editor.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { draftOf, example, headline, headlineOtherThan, insert, launch, open, openCorrected, paste, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const repeated = "#findings li[data-rule=repeated-word]";

async function withPage(work, options) {
  const opened = await open(browser, options);
  await work(opened.page, opened);
  assert.deepEqual(opened.errors, []);
  await opened.close();
}

test("what is typed as soon as the page is there goes into the draft", () =>
  withPage(async (page) => {
    await page.keyboard.type("abc");
    assert.equal(await draftOf(page), "abc");
  }));

test("a draft pasted from the clipboard is checked and underlined", () =>
  withPage(async (page, { context }) => {
    const other = await context.newPage();
    await other.setContent("<textarea></textarea>");
    await other.fill("textarea", example);
    await other.focus("textarea");
    await other.keyboard.press("Control+A");
    await other.keyboard.press("Control+C");
    await other.close();

    await page.click("#editor .cm-content");
    await page.keyboard.press("Control+V");
    await page.waitForSelector(repeated);
    assert.equal(await draftOf(page), example);
    assert.equal(await headline(page), "有必须修改的问题");
    const underlined = await page.$$eval("#editor .cm-lintRange-error", (marks) => marks.map((mark) => mark.textContent));
    assert.ok(underlined.some((text) => text.includes("信息")), `underlined: ${underlined}`);
    assert.ok(await page.isVisible("#editor .cm-lint-marker-error"));
    assert.ok(await page.isHidden("#intro"));
  }));

test("every finding shows its severity, its line and its message in Chinese", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector(repeated);
    const rows = await page.$$eval("#findings li.finding", (rows) =>
      rows.map((row) => ["severity", "line", "message"].map((part) => row.querySelector(`.${part}`).textContent)),
    );
    for (const [severity, line, message] of rows) {
      assert.match(severity, /^(必须改|建议核|请确认)$/);
      assert.match(line, /^第 \d+ 行$/);
      assert.match(message, /\p{Script=Han}/u);
    }
  }));

test("a fix applies by its button and undo takes it back", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.click(`${repeated} .fix`);
    await page.waitForSelector(repeated, { state: "detached" });
    assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
    await page.click("#undo");
    await page.waitForSelector(repeated);
    assert.equal(await draftOf(page), example);
    await page.click("#redo");
    await page.waitForSelector(repeated, { state: "detached" });
  }));

test("a fix applies from the tooltip too", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector(repeated);
    await page.hover("#editor .cm-lintRange-error >> text=信息");
    await page.click("#editor .cm-tooltip .cm-diagnosticAction");
    await page.waitForSelector(repeated, { state: "detached" });
    assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
  }));

test("all reliable fixes are one step of undo", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector("#fix-all:not([disabled])");
    const count = (await page.textContent("#fix-all")).match(/^一键改好能确定的 (\d+) 处$/)[1];
    await page.click("#fix-all");
    await page.waitForSelector(repeated, { state: "detached" });
    assert.match(await page.textContent("#notices"), new RegExp(`改好了 ${count} 处`));
    const fixed = await draftOf(page);
    assert.notEqual(fixed, example);
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), example);
    await page.waitForSelector(repeated);
    await page.keyboard.press("Control+Shift+Z");
    assert.equal(await draftOf(page), fixed);
    assert.equal(await page.textContent("#notices"), "", "the notice is gone");
  }));

test("a word about what was done moves nothing, and stands clear of the tabs", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector("#fix-all:enabled");
    const boxes = async (...selectors) => Promise.all(selectors.map((selector) => page.locator(selector).boundingBox()));
    const before = await boxes("#verdict", "#editor", "#tab-corrected");
    await page.click("#fix-all");
    const [notice] = await boxes("#notices .done");
    const after = await boxes("#verdict", "#editor", "#tab-corrected");
    for (const [index, { y }] of after.entries()) assert.equal(y, before[index].y);
    assert.ok(notice.x > after[2].x + after[2].width && notice.y + notice.height <= after[1].y, JSON.stringify([notice, after]));
  }));

test("what a fix leaves to be filled in is said to be that", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.click("#findings .fix >> text=改为待填的办公电话");
    assert.match(await page.textContent("#notices"), /^留出了〔请填写〕。文中共有 1 处〔请填写〕待填写。/);
    await page.waitForFunction(() => /包括 1 处待填写$/.test(document.querySelector("#verdict .headline").textContent));
    await page.click("#fix-all");
    assert.match(await page.textContent("#notices"), /^改好了.*共有 1 处〔请填写〕待填写。/);
    for (const headline of [/包括 1 处待填写$/, /^有必须修改的问题$/]) {
      await page.keyboard.press("Control+Z");
      await page.waitForFunction((words) => new RegExp(words).test(document.querySelector("#verdict .headline").textContent), headline.source);
    }
    await page.click("#tab-corrected");
    await page.waitForSelector("#adopt:not([disabled])");
    await page.click("#adopt");
    assert.match(await page.textContent("#notices"), /^草稿已经换成改后报告。.*共有 1 处〔请填写〕待填写。/);
    await page.click("#findings .fix >> text=正文改为7");
    await page.waitForFunction(() => document.querySelector("#verdict .headline").textContent === "还有 1 处待填写");
  }));

test("the focus goes back to work when the button is gone that had it", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.waitForSelector("#fix-all:not([disabled])");
    await page.focus("#fix-all");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#fix-all[disabled]");
    const isAt = (selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
    assert.ok(await isAt("#editor .cm-content"), "after the last fix");
    await page.focus("#notices button");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#notices .notice").count(), 0);
    assert.ok(await isAt("#editor .cm-content"), "after a notice");
    await openCorrected(page);
    await page.click("#corrected .cm-content");
    await page.keyboard.type("5");
    await page.focus("#notices button");
    await page.keyboard.press("Enter");
    assert.ok(await isAt("#tab-corrected"), "behind another tab");
  }));

test("undo works by key after a click on a fix, but not in the search field", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.click(`${repeated} .fix`);
    await page.waitForSelector(repeated, { state: "detached" });
    await page.keyboard.press("Control+Z");
    await page.waitForSelector(repeated);
    await page.keyboard.press("Control+Y");
    await page.waitForSelector(repeated, { state: "detached" });
    await page.click("#editor .cm-content");
    await page.keyboard.press("Control+F");
    await page.keyboard.type("甲");
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
  }));

test("emptying the draft and loading the example can be undone", () =>
  withPage(async (page) => {
    await insert(page, "我的草稿");
    await page.click("#load-example");
    await page.click("#clear");
    assert.equal(await draftOf(page), "");
    await page.waitForSelector("#intro:not([hidden])");
    assert.equal(await headline(page), "还没有草稿");
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), example);
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), "我的草稿");
  }));

test("undo and redo that find nothing to do say so", () =>
  withPage(async (page) => {
    for (const [button, answer] of [
      ["#undo", /没有可以撤销/],
      ["#redo", /没有可以重做/],
    ]) {
      await page.click(button);
      assert.match(await page.textContent("#notices"), answer);
    }
    await insert(page, "甲");
    await page.click("#undo");
    assert.equal(await page.textContent("#notices"), "");
    assert.equal(await draftOf(page), "");
  }));

test("a click on a finding and F8 lead to its place", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    await page.click(`${repeated} .place`);
    assert.match(await page.evaluate(() => String(getSelection())), /信息/);
    assert.ok(await page.$(`${repeated}[aria-current]`));

    const current = () => page.$eval("#findings [aria-current] .line", (line) => Number(line.textContent.match(/\d+/)[0]));
    const count = await page.$$eval("#findings li.finding", (rows) => rows.length);
    await page.click("#clear");
    await page.click("#load-example");
    await page.waitForSelector(repeated);
    const lines = [];
    for (let i = 0; i < count; i++) {
      await page.keyboard.press("F8");
      lines.push(await current());
    }
    assert.deepEqual(lines, [...lines].sort((a, b) => a - b));
    await page.keyboard.press("F8");
    assert.equal(await current(), lines[0], "after the last comes the first");
    await page.keyboard.press("Shift+F8");
    assert.equal(await current(), lines.at(-1));
  }));

test("F8 shows the finding under the text, its fixes are next by Tab, and Alt+Enter applies the first", () =>
  withPage(
    async (page) => {
      await page.click("#load-example");
      await page.waitForSelector(repeated);
      for (let i = 0; i < 20 && !(await page.$(`${repeated}[aria-current]`)); i++) await page.keyboard.press("F8");
      const message = await page.textContent("#findings [aria-current] .message");
      const panel = page.locator("#editor .current");
      assert.ok((await panel.textContent()).includes(message));
      const box = await panel.boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= 800, "within the window");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.matches("#editor .current .fix")));
      await page.focus("#editor .cm-content");
      await page.keyboard.press("Alt+Enter");
      await page.waitForSelector(repeated, { state: "detached" });
      assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
      assert.equal(await panel.count(), 0);
    },
    { viewport: { width: 420, height: 800 } },
  ));

test("beside the list a finding has its buttons once, and Tab leads to them", () =>
  withPage(
    async (page) => {
      await page.click("#load-example");
      await page.click(`${repeated} .place`);
      await page.waitForSelector(`${repeated}[aria-current]`);
      const title = await page.textContent(`${repeated} .fix`);
      assert.equal(await page.locator(`button:visible >> text=${title}`).count(), 1);
      assert.ok((await page.textContent("#editor .current")).includes(await page.textContent(`${repeated} .message`)), "for those who hear it");
      assert.ok((await page.locator("#editor .current").boundingBox()).height <= 1);
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate((row) => document.activeElement.matches(`${row} .fix`), repeated));
      await page.keyboard.press("Enter");
      await page.waitForSelector(repeated, { state: "detached" });
    },
    { viewport: { width: 1366, height: 768 } },
  ));

test("Enter behind F8 leads to the fixes, and writes over nothing", () =>
  withPage(
    async (page) => {
      await page.click("#load-example");
      await page.click(`${repeated} .place`);
      await page.waitForSelector(`${repeated}[aria-current]`);
      await page.keyboard.press("Enter");
      assert.ok(await page.evaluate((row) => document.activeElement.matches(`${row} .fix`), repeated));
      assert.equal(await draftOf(page), example);
      await page.keyboard.press("Enter");
      await page.waitForSelector(repeated, { state: "detached" });
      assert.equal(await draftOf(page), example.replace("信息信息", "信息"));
    },
    { viewport: { width: 1366, height: 768 } },
  ));

test("what a fix changed comes into sight, and what is to be filled in is typed next", () =>
  withPage(
    async (page) => {
      const right = readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8");
      const draft = right.replace("2024年1月15日", "2024年1月32日");
      await insert(page, draft);
      await page.evaluate(() => document.querySelector("#editor .cm-scroller").scrollTo(0, 0));
      await page.click("#findings li[data-rule=date-invalid] .fix");
      await page.waitForFunction(() => document.activeElement.matches("#editor .cm-content"));
      const spot = await page.evaluate(() => String(getSelection()));
      assert.match(spot, /^〔请填写：.*〕$/);
      const [editor, line] = await page.evaluate(() =>
        [document.querySelector("#editor"), getSelection().anchorNode.parentElement].map((node) => node.getBoundingClientRect().toJSON()),
      );
      assert.ok(line.top >= editor.top && line.bottom <= editor.bottom, "in sight");
      await page.keyboard.insertText("2024年1月31日");
      assert.equal(await draftOf(page), draft.replace("2024年1月32日", "2024年1月31日"));
    },
    { viewport: { width: 1366, height: 768 } },
  ));

test("a whole draft shows its beginning, in an empty editor and over the untouched example", () =>
  withPage(async (page) => {
    const draft = example.replace("柳河镇", "杨树镇");
    const atTop = () => page.$eval("#editor .cm-scroller", (scroller) => scroller.scrollTop === 0 && getSelection().isCollapsed);
    await insert(page, draft);
    assert.equal(await draftOf(page), draft);
    assert.ok(await atTop());
    await page.click("#load-example");
    await page.keyboard.press("Control+End");
    await paste(page, draft);
    assert.equal(await draftOf(page), draft);
    assert.ok(await atTop());
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), example);
    await page.keyboard.press("Control+Home");
    await paste(page, "甲");
    assert.equal(await draftOf(page), `甲${example}`);
  }));

/** How the numbers of a table and the last row of its heads stand, as the left edges of their characters. */
function columns(page, container, first, count) {
  return page.evaluate(
    ([container, first, count]) => {
      const { view } = document.querySelector(`${container} .cm-content`).cmTile.root;
      const { doc } = view.state;
      let start = 1;
      while (!doc.line(start).text.startsWith(first)) start++;
      view.dispatch({ effects: view.constructor.scrollIntoView(doc.line(start).from, { y: "start" }) });
      return new Promise((resolve) =>
        setTimeout(() => {
          const rows = [];
          for (let number = start; number < start + count; number++) {
            const { from, text } = doc.line(number);
            const starts = text.split("\t").map((field, index, fields) => from + fields.slice(0, index).join("\t").length + (index && 1));
            rows.push(starts.map((at) => Math.round(view.coordsAtPos(at, 1).left)));
          }
          resolve(rows);
        }, 300),
      );
    },
    [container, first, count],
  );
}

test("the numbers of a table stand in columns, in the draft and in the corrected report, and heads above them", () =>
  withPage(async (page) => {
    await page.click("#load-example");
    // A browser places characters to a fraction of a pixel.
    const inColumns = (rows, count) =>
      rows[0].slice(-count).every((_, index) => {
        const lefts = rows.map((row) => row.slice(-count)[index]);
        return Math.max(...lefts) - Math.min(...lefts) <= 1;
      });
    const inDraft = await columns(page, "#editor", "一、本年新收", 12);
    assert.ok(inColumns(inDraft, 7), inDraft.join("\n"));
    const heads = await columns(page, "#editor", "结果维持", 3);
    const apart = heads[2].map((left, index) => Math.abs(left - heads[1][index]));
    assert.ok(Math.max(...apart) <= 3, apart.join());
    await page.click("#tab-corrected");
    await page.waitForSelector("#copy:not([disabled])");
    await page.click("#compare");
    const corrected = await columns(page, "#corrected", "一、本年新收", 12);
    assert.ok(inColumns(corrected, 7), corrected.join("\n"));
  }));

test("empty fields that copying leaves before and behind the numbers do not move them", () =>
  withPage(async (page) => {
    const numbers = "0\t1\t0\t0\t0\t0\t1";
    const heads = "\t\t自然人\t法人或其他组织\t\t\t\t\t\t";
    await insert(page, `${heads}\n一、本年新收\t\t${numbers}\t\n三、结果\t（一）公开\t${numbers}\t\n\t（三）不予\t1. 属于\t${numbers}`);
    const [head, ...rows] = await columns(page, "#editor", "\t\t自然人", 4);
    const firsts = [head[2], rows[0][2], rows[1][2], rows[2][3]];
    assert.ok(Math.max(...firsts) - Math.min(...firsts) <= 3, firsts.join());
    const lasts = [rows[0][8], rows[1][8], rows[2][9]];
    assert.ok(Math.max(...lasts) - Math.min(...lasts) <= 3, lasts.join());
  }));

test("a letter or a word where a number belongs does not move the row", () =>
  withPage(async (page) => {
    const rows = ["1. 信访\tO\t0\t0\t0\t0\t0\t0", "2. 重复\t无\t0\t0\t0\t0\t0\t0", "3. 要求\t5件\t0\t0\t0\t0\t0\t0", "4. 反复\t1\t0\t0\t0\t0\t0\t0"];
    await insert(page, `（五）不予处理\t${rows.join("\n\t")}`);
    const drawn = await columns(page, "#editor", "（五）", 4);
    for (let index = 2; index < 9; index++) {
      const lefts = drawn.map((row) => row[index]);
      assert.ok(Math.max(...lefts) - Math.min(...lefts) <= 1, drawn.join("\n"));
    }
  }));

test("at a zoom of 125 % the heads of a table have two characters to the line", () =>
  withPage(
    async (page) => {
      await page.click("#load-example");
      await columns(page, "#editor", "一、本年新收", 1);
      const head = page.locator("#editor .cm-cellText", { hasText: /^科研机构$/ });
      const { width, height } = await head.boundingBox();
      assert.ok(width >= 30 && height < 3 * 20, `${width} × ${height}`);
    },
    { viewport: { width: 1024, height: 576 } },
  ));

test("in a narrow window every label of a row is broken a little, and the numbers stay in their columns", () =>
  withPage(
    async (page) => {
      await page.click("#load-example");
      const rows = await columns(page, "#editor", "一、本年新收", 12);
      const lefts = rows.map((row) => row[row.length - 1]);
      assert.ok(Math.max(...lefts) - Math.min(...lefts) <= 1, lefts.join());
      const heights = await page.$$eval("#editor .cm-tableRow .cm-cellText", (cells) => cells.map((cell) => cell.getBoundingClientRect().height));
      assert.ok(Math.max(...heights) < 8 * 21, heights.join());
    },
    { viewport: { width: 900, height: 800 } },
  ));

test("only what leaves nothing to look at may be published", () =>
  withPage(async (page) => {
    const verdicts = [];
    const { check } = await import("../../target/page/glue/nianbao.js").then(async (core) => {
      await core.default({ module_or_path: readFileSync(path.join(root, "target/page/glue/nianbao_bg.wasm")) });
      return core;
    });
    const clean = readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8");
    for (const draft of [clean, clean.replace(/。\n/, "。电话：13912345678。\n")]) {
      const { verdict, findings } = check(draft);
      assert.equal(verdict, "pass");
      const warnings = findings.filter(({ severity }) => severity === "warning").length;
      const hints = findings.filter(({ severity }) => severity === "hint").length;
      await page.click("#clear");
      await insert(page, draft);
      await headlineOtherThan(page, "还没有草稿");
      const expected = warnings
        ? `没有必须改的问题，还有 ${warnings} 处建议核对`
        : hints
          ? `没有发现必须改的问题，请确认 ${hints} 处提示`
          : "可以发布";
      assert.equal(await headline(page), expected);
      verdicts.push(await page.getAttribute("#verdict", "data-verdict"));
    }
    assert.equal(verdicts[1], "undecided", "warnings are not green");
  }));

test("the draft can be saved", () =>
  withPage(async (page) => {
    await page.click("#save-draft");
    assert.match(await page.textContent("#notices"), /草稿是空的/);
    await page.click("#load-example");
    assert.equal(await page.textContent("#notices"), "");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-draft")]);
    assert.match(download.suggestedFilename(), /^柳河镇人民政府2023年.*（草稿）\.txt$/);
    assert.equal(readFileSync(await download.path(), "utf8"), `\ufeff${example.replaceAll("\n", "\r\n")}`);
  }));

for (const [width, height] of [[320, 640], [320, 256], [640, 400], [1366, 400], [1280, 800]]) {
  test(`what an empty draft asks for stays within the editor, ${width} by ${height}`, async () => {
    const { page, close } = await open(browser, { viewport: { width, height } });
    const [box, stage] = await page.$$eval("#welcome, .stage", (nodes) =>
      nodes.map((node) => node.getBoundingClientRect().toJSON()).sort((one, other) => one.height - other.height),
    );
    assert.ok(box.top >= stage.top && box.bottom <= stage.bottom, JSON.stringify([box, stage]));
    assert.ok(box.left >= stage.left && box.right <= stage.right);
    assert.ok(await page.$eval("#welcome", (node) => node.scrollWidth <= node.clientWidth));
    await close();
  });
}

test("a narrow window shows the list under the draft", () =>
  withPage(
    async (page) => {
      await page.click("#load-example");
      await page.waitForSelector(repeated);
      const [editor, list] = await Promise.all(["#editor", "#findings"].map((name) => page.locator(name).boundingBox()));
      assert.ok(list.y >= editor.y + editor.height);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
      await page.click(`${repeated} .place`);
      assert.ok(await page.locator("#editor .cm-lintRange-error").first().isVisible());
    },
    { viewport: { width: 420, height: 800 } },
  ));

test("the editors follow the system from light to dark and back", async () => {
  const { page, close } = await open(browser);
  await openCorrected(page);
  const carets = () => page.$$eval(".cm-editor", (editors) => editors.map((editor) => getComputedStyle(editor.querySelector(".cm-content")).caretColor));
  const light = await carets();
  await page.shell.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction((before) => getComputedStyle(document.querySelector("#editor .cm-content")).caretColor !== before, light[0]);
  const dark = await carets();
  dark.forEach((colour, index) => assert.notEqual(colour, light[index]));
  await page.shell.emulateMedia({ colorScheme: "light" });
  await page.waitForFunction((before) => getComputedStyle(document.querySelector("#editor .cm-content")).caretColor === before, light[0]);
  assert.deepEqual(await carets(), light);
  await close();
});
