// The official tables: what they show of the draft, and what is written into the draft from them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { draftOf, example, insert, launch, notice, open, paste, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const draftNamed = (name) => readFileSync(path.join(root, `tests/drafts/${name}.txt`), "utf8");
const clean = draftNamed("clean-2021");
const wrongTotal = clean.replace("（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3", "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t4");
const cellNamed = (row, column) => `#tables input[aria-label^="“${row}”的“${column}”"]`;
const granted = (column) => cellNamed("（一）予以公开", column);

/** Opens the tables of a draft. */
async function withTables(draft, work, options) {
  const opened = await open(browser, options);
  if (draft !== "") await paste(opened.page, draft);
  if (draft !== "") await opened.page.waitForSelector("#verdict:not([data-verdict=empty]):not([data-verdict=pending])");
  await opened.page.click("#tab-tables");
  await work(opened.page, opened);
  assert.deepEqual(opened.errors, []);
  await opened.close();
}

/** The field that has the focus, by its name without its state. */
const focusedCell = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label")?.split("，")[0]);

/** What is selected in the draft. */
const selectedText = (page) =>
  page.evaluate(() => {
    const { state } = document.querySelector("#editor .cm-content").cmTile.root.view;
    const { from, to, head } = state.selection.main;
    return { text: state.sliceDoc(from, to), line: state.doc.lineAt(head).text };
  });

const signOf = (page, field) => page.$eval(field, (field) => field.closest("td").dataset.sign);
const type = async (page, field, text) => {
  await page.click(field);
  await page.keyboard.type(text);
};

for (const [name, numbers] of [
  ["clean-2021", 200],
  ["clean-2019", 198],
]) {
  test(`the tables stand as on the form, with the numbers of the draft: ${name}`, () =>
    withTables(draftNamed(name), async (page) => {
      assert.deepEqual(await page.$$eval("#tables caption", (captions) => captions.map((caption) => caption.textContent)), [
        "二、主动公开政府信息情况表二",
        "三、收到和处理政府信息公开申请情况表三",
        "四、政府信息公开行政复议、行政诉讼情况表四",
      ]);
      const fields = await page.$$eval("#tables td input", (fields) => fields.map((field) => [field.getAttribute("aria-label"), field.value]));
      assert.equal(fields.length, numbers);
      assert.equal(new Set(fields.map(([label]) => label)).size, numbers, "every name is another");
      for (const [label, value] of fields) assert.ok(label.startsWith("“") && value !== "", `${label}: ${value}`);
      const row = draftNamed(name).match(/一、本年新收政府信息公开申请数量\t+([\d\t]+)/)[1].split("\t").filter((field) => field !== "");
      const newly = fields.filter(([label]) => label.startsWith("“一、本年新收政府信息公开申请数量”"));
      assert.deepEqual(newly.map(([, value]) => value), row);

      const uncovered = await page.$$eval("#tables table", (tables) =>
        tables.map((table) => {
          const covered = [];
          Array.from(table.rows).forEach((row, y) => {
            let x = 0;
            for (const { rowSpan, colSpan } of Array.from(row.cells)) {
              while ((covered[y] ??= [])[x]) x++;
              for (let i = 0; i < rowSpan; i++) for (let j = 0; j < colSpan; j++) (covered[y + i] ??= [])[x + j] = true;
            }
          });
          const width = table.querySelectorAll("col").length;
          return covered.length !== table.rows.length || covered.some((row) => row.filter(Boolean).length !== width);
        }),
      );
      assert.deepEqual(uncovered, [false, false, false]);
      for (const scope of await page.$$eval("#tables th", (heads) => heads.map((head) => head.scope))) {
        assert.match(scope, /^(col|colgroup|row|rowgroup)$/);
      }
      const wide = await page.$$eval("#tables .tableBox", (boxes) => boxes.some((box) => box.scrollWidth > box.clientWidth));
      assert.ok(!wide, "no sideways scrolling at 1280 px");
    }));
}

for (const width of [480, 1024]) {
  test(`the labels of table three stay in sight, ${width} pixels wide`, async () => {
    const { page, close } = await open(browser, { viewport: { width, height: 700 } });
    await paste(page, example);
    await page.click("#tab-tables");
    await page.click(granted("总计"));
    const { left, hidden } = await page.$eval("#tables .t3 .tableBox", (box) => ({ left: box.scrollLeft, hidden: box.scrollWidth - box.clientWidth }));
    assert.deepEqual({ left, hidden }, { left: 0, hidden: 0 });
    await close();
  });
}

test("a wrong total is marked in shape and words, and its relations are drawn when it is chosen", () =>
  withTables(wrongTotal, async (page) => {
    assert.equal(await signOf(page, granted("总计")), "✗");
    assert.match(await page.getAttribute(granted("总计"), "aria-label"), /，推断有误$/);
    assert.equal(await signOf(page, granted("自然人")), "");
    assert.equal(await page.locator("#tables .lines *").count(), 0, "no lines before");

    await page.click("#findings li[data-rule=total-row] .place");
    assert.ok(await page.isVisible("#panel-tables"));
    assert.equal(await focusedCell(page), "“（一）予以公开”的“总计”");
    const bound = await page.$$eval("#tables .bound input", (fields) => fields.map((field) => field.value));
    assert.equal(bound.length, 7 + 21, "the row and the column of outcomes");
    assert.ok((await page.locator("#tables .lines .sign").count()) >= 6);
    const outline = await page.locator("#tables .lines .first rect").boundingBox();
    const total = await page.locator(granted("总计")).boundingBox();
    assert.ok(Math.abs(outline.x + outline.width - (total.x + total.width)) < 4, "it ends at the total");
    assert.match(await page.textContent(".tableBar"), /3＋0＋0＋0＋0＋0＝3/);
    assert.match(await page.textContent(".tableBar"), /“（七）总计”的“总计”：4＋4＋2（其余为0）＝10，表中写的是9。/);

    await page.click(granted("自然人"));
    assert.ok(await page.isVisible(".tableBar .fix"), "a term of the sum keeps it");
    await page.click(cellNamed("规章", "本年制发件数"));
    assert.equal(await page.locator("#tables .lines *").count(), 0, "another cell takes it away");
  }));

test("the finding below the tables is put right by its button, by Alt+Enter, and by saying that it is right", () =>
  withTables(wrongTotal, async (page) => {
    await page.click(granted("总计"));
    await page.click(".tableBar .fix.suggested");
    await page.waitForFunction((field) => document.querySelector(field).closest("td").dataset.sign === "", granted("总计"));
    assert.equal(await draftOf(page), clean);
    assert.equal(await focusedCell(page), "“（一）予以公开”的“总计”", "the button is gone");
    await page.keyboard.press("Control+Z");
    await page.waitForFunction((field) => document.querySelector(field).value === "4", granted("总计"));
    await page.keyboard.press("Alt+Enter");
    await page.waitForFunction((field) => document.querySelector(field).value === "3", granted("总计"));
    await page.keyboard.press("Control+Z");
    await page.click(".tableBar .confirm");
    await page.waitForFunction((field) => document.querySelector(field).closest("td").dataset.sign !== "✗", granted("总计"));
  }));

test("from a cell to its place in the text, and from the cursor in the text to the cell", () =>
  withTables(clean, async (page) => {
    const place = { text: "3", line: "三、本年度办理结果\t（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3" };
    for (const go of [
      () => page.keyboard.press("Control+Enter"),
      () => page.dblclick(granted("总计")),
      () => page.click("#show-text"),
    ]) {
      await page.click(granted("总计"));
      await go();
      assert.ok(await page.isVisible("#panel-draft"));
      assert.deepEqual(await selectedText(page), place);
      await page.click("#tab-tables");
      assert.equal(await focusedCell(page), "“（一）予以公开”的“总计”");
    }
  }));

test("a number that is typed replaces that of its cell and nothing else, and undo takes it back", () =>
  withTables(clean, async (page) => {
    await type(page, granted("总计"), "4");
    assert.equal(await draftOf(page), clean, "nothing before it is done");
    await page.keyboard.press("Enter");
    assert.equal(await draftOf(page), wrongTotal);
    await page.waitForFunction((field) => document.querySelector(field).closest("td").dataset.sign === "✗", granted("总计"));
    assert.equal(await focusedCell(page), "“（二）部分公开”的“总计”", "down by Enter");
    await page.keyboard.press("Control+Z");
    await page.waitForFunction((field) => document.querySelector(field).value === "3", granted("总计"));
    assert.equal(await draftOf(page), clean);
    assert.equal(await focusedCell(page), "“（一）予以公开”的“总计”", "where it was undone");
    await page.click("#redo-cell");
    await page.waitForFunction((field) => document.querySelector(field).value === "4", granted("总计"));
    assert.equal(await draftOf(page), wrongTotal);

    await type(page, granted("总计"), "3");
    await page.click(granted("其他"));
    assert.equal(await draftOf(page), clean, "leaving the cell is enough");
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), wrongTotal);
  }));

test("undo of what is not in the tables says so", () =>
  withTables(clean, async (page) => {
    await page.click("#tab-draft");
    await page.click("#editor .cm-line >> nth=0");
    await page.keyboard.type("甲");
    await page.click("#tab-tables");
    await page.keyboard.press("Control+Z");
    assert.match(await notice(page), /不是表格里的数/);
    assert.equal(await draftOf(page), clean);
  }));

test("full-width digits, stops of an input method and grouped digits are numbers", () =>
  withTables(clean, async (page) => {
    const fees = cellNamed("行政事业性收费", "本年收费金额（单位：万元）");
    for (const [typed, written] of [
      ["１２。５０３４", "12.5034"],
      ["1，234", "1234"],
      [" 7 ", "7"],
      ["037", "37"],
      ["00", "0"],
      ["-00.5", "-0.5"],
    ]) {
      await page.fill(fees, typed);
      await page.keyboard.press("Enter");
      assert.equal(await page.inputValue(fees), written);
      assert.ok((await draftOf(page)).includes(`行政事业性收费\t${written}`));
    }
  }));

test("what is no number is refused beside the cell and stays there, until Escape", () =>
  withTables(clean, async (page) => {
    for (const wrong of ["12件", "1.2.3", "约3", ""]) {
      await page.click(granted("总计"));
      await page.fill(granted("总计"), wrong);
      await page.keyboard.press("Enter");
      assert.equal(await focusedCell(page), "“（一）予以公开”的“总计”");
      assert.match(await page.textContent(".cellRefusal"), /填数/);
      assert.equal(await page.getAttribute(granted("总计"), "aria-invalid"), "true");
      const [cell, message] = [await page.locator(granted("总计")).boundingBox(), await page.locator(".cellRefusal").boundingBox()];
      assert.ok(message.y - (cell.y + cell.height) < 10 && message.x + message.width < 780, "below the cell");
      await page.click(cellNamed("规章", "本年制发件数"));
      assert.equal(await page.inputValue(granted("总计")), wrong);
      assert.equal(await draftOf(page), clean);
      await page.click(granted("总计"));
      await page.keyboard.press("Escape");
      assert.equal(await page.inputValue(granted("总计")), "3");
      assert.equal(await page.locator(".cellRefusal").count(), 0);
    }
  }));

test("a blank cell is marked and filled in where it stands", () =>
  withTables(clean.replace("（一）予以公开\t\t3\t0\t0", "（一）予以公开\t\t3\t\t0"), async (page) => {
    assert.equal(await signOf(page, granted("商业企业")), "空");
    await type(page, granted("商业企业"), "0");
    await page.keyboard.press("Tab");
    assert.equal(await focusedCell(page), "“（一）予以公开”的“科研机构”");
    assert.equal(await draftOf(page), clean);
    await page.waitForFunction((field) => document.querySelector(field).closest("td").dataset.sign === "", granted("商业企业"));
  }));

test("arrow keys walk from cell to cell, and within what is being typed", () =>
  withTables(clean, async (page) => {
    await page.click(granted("自然人"));
    const walk = [
      ["ArrowRight", "“（一）予以公开”的“商业企业”"],
      ["ArrowDown", "“（二）部分公开”的“商业企业”"],
      ["ArrowLeft", "“（二）部分公开”的“自然人”"],
      ["ArrowUp", "“（一）予以公开”的“自然人”"],
      ["ArrowLeft", "“（一）予以公开”的“自然人”"],
      ["Enter", "“（二）部分公开”的“自然人”"],
      ["Tab", "“（二）部分公开”的“商业企业”"],
      ["Shift+Tab", "“（二）部分公开”的“自然人”"],
    ];
    for (const [key, cell] of walk) {
      await page.keyboard.press(key);
      assert.equal(await focusedCell(page), cell, key);
    }
    await page.keyboard.type("12");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("3");
    assert.equal(await page.inputValue(cellNamed("（二）部分公开", "自然人")), "132");
    await page.keyboard.press("Control+Z");
    assert.equal(await draftOf(page), clean, "undo means what is being typed");
    await page.keyboard.press("Escape");
    assert.equal(await page.inputValue(cellNamed("（二）部分公开", "自然人")), "4");
  }));

test("F8 walks through the findings: those with cells in the tables, the others in the text", () =>
  withTables(example, async (page) => {
    await page.click("#findings li[data-rule=total-row] .place");
    assert.ok(await page.isVisible("#panel-tables"));
    const text = page.locator("#findings li[data-rule=repeated-word] .place");
    await text.click();
    assert.ok(await page.isVisible("#panel-draft"));
    assert.match((await selectedText(page)).text, /信息/);
    await page.click("#tab-tables");
    const shown = [];
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press("F8");
      shown.push(await page.isVisible("#panel-tables"));
      if (!shown[i]) await page.click("#tab-tables");
    }
    assert.ok(shown.includes(true) && shown.includes(false));
  }));

test("the list and F8 go on from the cell where one is", () =>
  withTables(wrongTotal.replace("全年", "全年全年"), async (page) => {
    await page.click(cellNamed("二、上年结转政府信息公开申请数量", "自然人"));
    assert.equal(await page.locator("#findings [aria-current]").count(), 0);
    await page.keyboard.press("F8");
    const shown = await page.getAttribute("#findings [aria-current]", "data-rule");
    assert.equal(shown, "total-row", "not the word above the tables");
    await page.click(granted("自然人"));
    await page.click(cellNamed("一、本年新收政府信息公开申请数量", "自然人"));
    await page.click(granted("总计"));
    assert.equal(await page.getAttribute("#findings [aria-current]", "data-rule"), "total-row");
  }));

test("back in the draft, the list, the words under the text and the cursor are at the finding that the tables showed", () =>
  withTables(example, async (page) => {
    await page.click("#tab-draft");
    await page.click("#findings [data-rule=total-row] .place");
    await page.click("#tab-tables");
    await page.keyboard.press("F8");
    assert.ok(await focusedCell(page));
    assert.equal(await page.getAttribute("#findings [aria-current]", "data-rule"), "cell-blank");
    await page.click("#tab-draft");
    const message = await page.textContent("#findings [aria-current] .message");
    assert.ok((await page.textContent("#editor .current p")).includes(message));
    const box = "#editor .cm-scroller";
    const isInSight = () =>
      page.evaluate((box) => {
        const { view } = document.querySelector("#editor .cm-content").cmTile.root;
        const cursor = view.coordsAtPos(view.state.selection.main.head);
        const { top, bottom } = document.querySelector(box).getBoundingClientRect();
        return cursor !== null && cursor.top >= top && cursor.bottom <= bottom;
      }, box);
    // The editor scrolls when it measures.
    await page.waitForTimeout(100);
    assert.ok(await isInSight());
  }));

test("without a draft, without tables and without one of them, a sentence says so", async () => {
  await withTables("", async (page) => {
    assert.match(await page.textContent("#tables"), /还没有草稿/);
    await page.click("#tab-draft");
    await insert(page, clean);
    await page.waitForSelector("#verdict[data-verdict=pass]");
    await page.click("#tab-tables");
    assert.equal(await page.locator("#tables td input").count(), 200, "and then they are drawn");
  });
  await withTables(clean.replace(/^.*\t.*\n/gm, ""), async (page) => {
    assert.match(await page.textContent("#tables"), /没有识别到表格.*改后报告/);
  });
  const lacking = clean.replace(/行政复议\t[^]*?\n(?=\n)/, "");
  assert.notEqual(lacking, clean);
  await withTables(lacking, async (page) => {
    assert.match(await page.textContent(".formTable.t4 .tableRemark"), /草稿里没有表四.*补上空表/);
    assert.equal(await page.locator(".formTable.t4 input:not([disabled])").count(), 0);
    assert.match(await page.getAttribute(".formTable.t4 input", "aria-label"), /草稿里没有这一格/);
    assert.equal(await page.locator(".formTable.t3 input[disabled]").count(), 0);
  });
});

test("in a narrow window a wide table scrolls in its own box, and the page does not", () =>
  withTables(
    wrongTotal,
    async (page) => {
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.ok(await page.$eval(".formTable.t3 .tableBox", (box) => box.scrollWidth > box.clientWidth));
      await page.click("#findings li[data-rule=total-row] .place");
      const box = await page.locator(granted("总计")).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 420 && box.y >= 0 && box.y + box.height <= 800, JSON.stringify(box));
      assert.ok(await page.isVisible(".tableBar .fix"));
    },
    { viewport: { width: 420, height: 800 } },
  ));

test("what was refused in a cell is named where the tables go out of sight, and is still there behind them", () =>
  withTables(clean, async (page) => {
    await page.fill(granted("其他"), "abc");
    await page.click("#tab-draft");
    assert.match(await page.textContent("#notices"), /^“（一）予以公开”的“其他”里填的“abc”没有写进草稿。只能填数/);
    await page.click("#tab-tables");
    assert.equal(await page.textContent("#notices"), "");
    assert.equal(await page.inputValue(granted("其他")), "abc");
    assert.match(await page.textContent(".cellRefusal"), /只能填数/);
  }));

test("what was refused in a cell is not shown in the table of the next draft", () =>
  withTables(clean, async (page) => {
    await page.fill(granted("其他"), "abc");
    await page.keyboard.press("Tab");
    await page.waitForSelector(".cellRefusal");
    await paste(page, clean.replaceAll("2023", "2022"));
    await page.click("#tab-draft");
    await page.click("#clear");
    await paste(page, clean);
    await page.click("#tab-tables");
    await page.waitForFunction((field) => document.querySelector(field).value === "0", granted("其他"));
  }));

test("a fix takes the place of what is being typed", () =>
  withTables(wrongTotal, async (page) => {
    await page.focus(granted("总计"));
    await page.keyboard.type("9");
    await page.keyboard.press("Alt+Enter");
    await page.waitForFunction((field) => document.querySelector(field).value === "3", granted("总计"));
    await page.keyboard.press("Tab");
    await page.waitForTimeout(300);
    assert.ok((await draftOf(page)).includes("（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3"));
  }));

test("the outline leads to a table where the tables are shown", () =>
  withTables(clean, async (page) => {
    await page.click("#outline [data-part=t4]");
    assert.ok(await page.isVisible("#panel-tables"));
    const [table, box] = await Promise.all([".formTable.t4", "#tables"].map((name) => page.locator(name).boundingBox()));
    assert.ok(table.y < box.y + box.height && table.y + table.height > box.y, "it is in view");
  }));
