// The list of findings: its groups, what it is narrowed to, the outline above it, and thousands of rows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { example, headline, insert, launch, open, paste, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const clean = readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8");

async function withDraft(text, work, options) {
  const opened = await open(browser, options);
  await paste(opened.page, text);
  await opened.page.waitForSelector("#outline:not([hidden])");
  await work(opened.page);
  assert.deepEqual(opened.errors, []);
  await opened.close();
}

const state = (page, part) => page.textContent(`#outline [data-part=${part}] .state`);
const shownRules = (page) => page.$$eval("#findings li.finding", (rows) => rows.map((row) => row.dataset.rule));
const selectedRule = (page) => page.$eval("#findings [aria-current]", (row) => row.dataset.rule);
const lineAtCursor = (page) =>
  page.evaluate(() => {
    const { state } = document.querySelector("#editor .cm-content").cmTile.root.view;
    return state.doc.lineAt(state.selection.main.head).text;
  });

test("findings are grouped by severity and by part, with counts that add up", () =>
  withDraft(example, async (page) => {
    const groups = await page.$$eval("#findings .group", (groups) =>
      groups.map((group) => ({
        count: Number(group.querySelector("h2 .count").textContent),
        parts: Array.from(group.querySelectorAll("section"), (part) => [
          part.querySelector("h3").textContent,
          part.querySelectorAll("li.finding").length,
        ]),
        lines: Array.from(group.querySelectorAll("section"), (part) =>
          Array.from(part.querySelectorAll(".line"), (line) => Number(line.textContent.match(/\d+/)[0])),
        ),
      })),
    );
    assert.deepEqual(groups.map(({ count }) => count), [5, 3, 1]);
    assert.deepEqual(groups[0].parts, [["一、总体情况3", 3], ["表三2", 2]]);
    for (const { count, parts, lines } of groups) {
      assert.equal(parts.reduce((sum, [, rows]) => sum + rows, 0), count);
      for (const inPart of lines) assert.deepEqual(inPart, [...inPart].sort((a, b) => a - b));
    }
  }));

test("the outline says what is wrong, what is missing and what was not checked", async () => {
  await withDraft(example, async (page) => {
    assert.equal(await state(page, "overview"), "●3");
    assert.equal(await state(page, "t3"), "●2");
    assert.equal(await state(page, "t2"), "✓");
    assert.equal(await page.textContent("#outline [data-part=t3] .spoken"), "：必须改 2 处");
    const { height } = await page.locator("#outline").boundingBox();
    assert.ok(height <= 92, `${height}`);
    await page.click("#outline [data-part=problems]");
    assert.match(await lineAtCursor(page), /^五、存在的主要问题/);
    await page.click("#outline [data-part=t2]");
    assert.match(await lineAtCursor(page), /^第二十条|^$/);
  });
  const without = clean.slice(0, clean.indexOf("五、存在的主要问题")) + clean.slice(clean.indexOf("六、其他需要报告"));
  await withDraft(without, async (page) => {
    assert.equal(await state(page, "problems"), "缺");
    await page.click("#outline [data-part=problems]");
    assert.equal(await selectedRule(page), "section-missing");
  });
  await withDraft(clean.split("\n").filter((line) => !line.includes("\t重复申请") && !/2\. ?重复申请/.test(line)).join("\n"), async (page) => {
    assert.match(await page.textContent("#outline [data-part=t3] .spoken"), /未能核对：表三/);
    assert.match(await state(page, "t3"), /–/);
  });
});

test("what is found in the signature belongs to the signature", async () => {
  const signed = (day) => clean.replace(/\n[^\n]*日\s*$/, `\n${day}\n`);
  for (const [day, rule] of [["2024年2月30日", "date-invalid"], ["〔请填写：日期〕", "placeholder"]]) {
    await withDraft(signed(day), async (page) => {
      assert.ok((await shownRules(page)).includes(rule), `${await shownRules(page)}`);
      assert.notEqual(await state(page, "end"), "✓", day);
      assert.equal(await state(page, "other"), "✓", day);
      await page.click("#outline [data-part=end]");
      assert.match(await lineAtCursor(page), /政府$|日/);
    });
  }
});

test("at a zoom of 125 % the outline has room for all names", () =>
  withDraft(
    clean.slice(0, clean.indexOf("四、政府信息公开行政复议")) + clean.slice(clean.indexOf("五、存在的主要问题")),
    async (page) => {
      assert.equal(await state(page, "review"), "缺");
      const cut = await page.$$eval("#outline .name", (names) =>
        names.filter((name) => name.scrollWidth > name.clientWidth + 1 && getComputedStyle(name).overflow === "hidden").map((name) => name.textContent),
      );
      assert.deepEqual(cut, []);
      const { x, width } = await page.locator("#outline [data-part=t4] .state").boundingBox();
      assert.ok(x + width <= 1024, "within the window");
    },
    { viewport: { width: 1024, height: 576 } },
  ));

for (const width of [320, 400, 640, 1280]) {
  test(`the names of the outline can be read whole, ${width} pixels wide`, () =>
    withDraft(
      example,
      async (page) => {
        const cut = (names) => names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent);
        assert.deepEqual(await page.$$eval("#outline .name", cut), []);
      },
      { viewport: { width, height: 800 } },
    ));
}

test("no name of the outline is broken where sections and tables have counts, 900 pixels wide", () =>
  withDraft(
    clean.replace(/(\t0){5}$/m, "\t0\t0\t0\t0\t9").replace("行政诉讼2件", "行政诉讼5件").replace(/^(.*予以公开.*\t)\d+$/m, "$199"),
    async (page) => {
      assert.match(await state(page, "t3"), /\d/);
      assert.match(await state(page, "review") + await state(page, "t4"), /\d/);
      const broken = (names) => names.filter((name) => name.getClientRects()[0].height > 30).map((name) => name.textContent);
      assert.deepEqual(await page.$$eval("#outline .name", broken), []);
    },
    { viewport: { width: 900, height: 800 } },
  ));

test("the counts narrow the list to a severity, F8 goes through what shows, and a new draft shows everything", () =>
  withDraft(example, async (page) => {
    const warnings = "#verdict .counts .warning";
    await page.click(warnings);
    assert.equal(await page.getAttribute(warnings, "aria-pressed"), "true");
    assert.deepEqual(await shownRules(page), ["section-number", "fee-statement-missing", "personal-data"]);
    assert.equal(await page.textContent("#filter [role=status]"), "只显示“建议核”的 3 处，还有 6 处没有显示。");
    const walked = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press("F8");
      walked.push(await selectedRule(page));
    }
    assert.deepEqual(walked, ["section-number", "fee-statement-missing", "personal-data", "section-number"]);
    await page.click("#filter .all");
    assert.equal((await shownRules(page)).length, 9);
    assert.ok(await page.isHidden("#filter"));

    await page.click(warnings);
    await page.click("#findings li[data-rule=section-number] .fix");
    await page.waitForSelector("#findings li[data-rule=section-number]", { state: "detached" });
    assert.equal((await shownRules(page)).length, 2, "still narrowed after a fix");
    await page.click("#load-example");
    await page.waitForFunction(() => document.querySelectorAll("#findings li.finding").length === 9);
    assert.equal(await page.getAttribute(warnings, "aria-pressed"), "false");
  }));

test("a part that was chosen in the outline can be shown alone", () =>
  withDraft(example, async (page) => {
    await page.click("#outline [data-part=t3]");
    assert.equal((await shownRules(page)).length, 9, "choosing hides nothing");
    await page.click("#filter .narrow");
    assert.deepEqual(await shownRules(page), ["total-row", "cell-blank"]);
    assert.equal(await page.textContent("#filter [role=status]"), "只显示“表三”的 2 处，还有 7 处没有显示。");
    assert.ok(await page.evaluate(() => document.activeElement.matches("#filter .all")));
    await page.keyboard.press("Enter");
    assert.equal((await shownRules(page)).length, 9);
  }));

test("the selected finding shows how its sum adds up, and its terms lead to their cells", () =>
  withDraft(example, async (page) => {
    const row = "#findings li[data-rule=total-row]";
    assert.ok(await page.isHidden(`${row} .sum`));
    assert.ok(await page.isHidden(`${row} .basis`));
    await page.click(`${row} .place`);
    assert.ok(await page.isVisible(`${row} .basis`));
    const lines = await page.$$eval(`${row} .sum tr`, (lines) => lines.map((line) => Array.from(line.cells, (cell) => cell.textContent)));
    assert.deepEqual(lines, [
      ["", "“自然人”", "3"],
      ["＋", "“商业企业”", "1"],
      ["＝", "合计", "4"],
      ["", "总计填的是", "5"],
      ["", "相差", "1"],
    ]);
    await page.click(`${row} .term >> text=商业企业`);
    assert.equal(await page.evaluate(() => String(getSelection())), "1");
  }));

/** The example with many more findings. */
const many = (count) =>
  example.replace("（二）依申请公开", `${"工作工作，经费经费，我们我们，制度制度。今天13800000000。\n".repeat(count)}（二）依申请公开`);

for (const viewport of [{ width: 1280, height: 800 }, { width: 800, height: 900 }]) {
  test(`thousands of findings are a list of a few rows, ${viewport.width} pixels wide`, { timeout: 120_000 }, () =>
    withDraft(
      many(2_000),
      async (page) => {
        await page.waitForFunction(() => document.querySelectorAll("#findings li.finding").length > 10, null, { timeout: 60_000 });
        const total = await page.$$eval("#findings h2 .count", (counts) => counts.reduce((sum, node) => sum + Number(node.textContent), 0));
        assert.ok(total >= 1_500, `${total}`);
        const drawn = () => page.locator("#findings li.finding").count();
        assert.ok((await drawn()) < 80, `${await drawn()} rows`);

        const settled = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        for (const share of [0.3, 0.7, 1, 0.5, 0]) {
          await page.$eval("#findings", (box, share) => (box.scrollTop = share * box.scrollHeight), share);
          await settled();
          assert.ok((await drawn()) < 80);
          const covered = await page.$eval("#findings", (box) => {
            const { left, top, bottom } = box.getBoundingClientRect();
            const visible = Array.from(box.querySelectorAll("li, h2, h3"), (node) => node.getBoundingClientRect());
            return [0.2, 0.5, 0.8].every((at) => {
              const y = top + at * (bottom - top);
              return visible.some((rect) => rect.top <= y && y <= rect.bottom) || visible.every((rect) => rect.bottom < y);
            });
          });
          assert.ok(covered, `rows are drawn at ${share}`);
        }

        await page.click("#editor .cm-content");
        await page.keyboard.press("Control+Home");
        await page.keyboard.press("Shift+F8");
        const isInView = () =>
          page.$eval("#findings [aria-current]", (row) => {
            const box = document.querySelector("#findings").getBoundingClientRect();
            const { top, bottom } = row.getBoundingClientRect();
            return bottom > box.top && top < box.bottom;
          });
        assert.ok(await isInView(), "the last one");
        for (let i = 0; i < 30; i++) await page.keyboard.press("Shift+F8");
        assert.ok(await isInView());
        const { size, place } = await page.$eval("#findings [aria-current]", (row) => ({
          size: Number(row.getAttribute("aria-setsize")),
          place: Number(row.getAttribute("aria-posinset")),
        }));
        assert.ok(place >= 1 && place <= size);

        await page.focus("#findings [aria-current] button");
        await page.$eval("#findings", (box) => (box.scrollTop = 0));
        await settled();
        assert.ok(await page.evaluate(() => document.activeElement.matches("#findings button")), "the focus survives");
      },
      { viewport },
    ));
}

test("a text that is no report has no outline and nothing to narrow", async () => {
  const { page, close } = await open(browser);
  await insert(page, "今天天气很好。\n明天也是。");
  await page.waitForSelector("#verdict .remark");
  assert.equal(await headline(page), "没有核对");
  assert.ok(await page.isHidden("#outline"));
  assert.ok(await page.isHidden("#filter"));
  await close();
});

test("a double-click on a fix acts on its own finding only, and keys are as fast as one likes", () =>
  withDraft(clean.replace("规范政府信息制作", "规范工作工作，规范经费经费，规范制度制度，规范我们我们"), async (page) => {
    const row = "#findings li[data-rule=repeated-word]";
    const left = () => page.locator(row).count();
    assert.equal(await left(), 4);
    // A busy machine checks beside the page.
    const fewerThan = (count) =>
      page.waitForFunction(([row, count]) => document.querySelectorAll(row).length < count, [row, count]);
    await page.dblclick(`${row} .fix`);
    await fewerThan(4);
    assert.equal(await left(), 3, "the next one has slid under the pointer");
    await page.focus(`${row} .fix`);
    for (const key of ["Enter", "Tab", "Enter"]) await page.keyboard.press(key);
    await fewerThan(2);
    assert.equal(await left(), 1);
  }));

test("a finding about a whole table shows a few of its places, and its fix without scrolling", () =>
  withDraft(clean.replace(/\t(\d+)(?=[\t\n])/g, "\t$1件"), async (page) => {
    const row = page.locator("#findings li.finding", { hasText: "表三有" });
    await row.locator(".place").click();
    const shown = () => row.locator(".note:visible").count();
    const before = await shown();
    assert.ok(before > 0 && before < 10, `${before} places`);
    assert.ok(await row.locator("button.fix").isVisible());
    const box = await row.locator("button.fix").boundingBox();
    assert.ok(box.y + box.height < 800, `the fix ends at ${box.y + box.height}`);
    const fold = row.locator("summary");
    assert.match(await fold.textContent(), /^其余 \d+ 处$/);
    await fold.click();
    assert.equal((await shown()) - before, Number((await fold.textContent()).match(/\d+/)[0]));
    const marked = await page.$$eval("#editor .cm-otherPlace", (marks) => marks.map((mark) => mark.textContent));
    assert.ok(marked.length > 20 && marked.every((text) => /^\d+件$/.test(text)), marked.join());
    await row.locator(".note").last().click();
    assert.match(await lineAtCursor(page), /^四、结转下年度继续办理/);
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.locator("#editor .cm-otherPlace").count(), 0, "marks go with the finding");
  }));
