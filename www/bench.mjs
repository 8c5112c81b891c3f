// npm run bench: how fast and how large the built page is, as a Markdown table. Never part of the tests.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { coldOpen } from "../benches/cold-open.mjs";
import { median } from "../benches/peers/numbers.mjs";
import { build } from "./build.mjs";
import { installChromium, root } from "./setup.mjs";

const calls = 200;
const opens = 7;
const keys = 30;

const file = await build();
process.env.CHROMIUM = installChromium();
const { example, launchAsIs: launch, open, paste, fileUrl } = await import("../tests/page/browser.mjs");

const html = readFileSync(file);
const core = readFileSync(path.join(root, "target/page/glue/nianbao_bg.wasm"));
const rows = [
  ["dist/nianbao.html", bytes(html)],
  ["the core in it (wasm)", bytes(core)],
  ["disk to first result of the example, new profile", `${await medianOpen()} ms`],
  ...(await callTimes()),
  ...(await keyTimes()),
];
console.log(`\n| what | measured |\n| --- | --- |`);
for (const row of rows) console.log(`| ${row.join(" | ")} |`);

function bytes(content) {
  return `${content.length.toLocaleString("en")} bytes, ${gzipSync(content, { level: 9 }).length.toLocaleString("en")} gzip`;
}

/** Median of several, each time in a new browser. */
async function medianOpen() {
  const times = [];
  for (let i = 0; i < opens; i++) times.push(await coldOpen(launch, fileUrl));
  return Math.round(median(times));
}

/** The example and the seeds, by name. */
function drafts() {
  const folder = process.env.NIANBAO_SEEDS ?? path.join(root, "../shared/seeds");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".txt")) : [];
  return [["example", path.join(root, "www/example.txt")], ...names.map((name) => [name, path.join(folder, name)])];
}

/** From a key to the list as it is with that key, for a short and a long draft. */
async function keyTimes() {
  const [, seed] = drafts().at(-1);
  const short = readFileSync(seed, "utf8");
  // A line that the checks find something in, many times over: the slowest kind of long draft.
  const line = "全年公开政府信息132条，其中工作动态88条、财政资金26条、民生保障18条，培训两次。\n";
  const long = example.replace("（二）依申请公开", line.repeat(Math.ceil(200_000 / Buffer.byteLength(line))) + "（二）依申请公开");
  const browser = await launch();
  const results = [];
  for (const [name, text] of [["seed", short], ["200 KB", long]]) {
    const { page, close } = await open(browser);
    await paste(page, text);
    await page.waitForSelector("#findings li.finding");
    await page.waitForTimeout(2_000);
    await page.evaluate(() => {
      const { view } = document.querySelector("#editor .cm-content").cmTile.root;
      view.dispatch({ selection: { anchor: 0 } });
      view.focus();
      window.addEventListener("keydown", () => ([window.pressed, window.shown] = [performance.now(), 0]), true);
      // A new line before everything changes the number in every row.
      new MutationObserver(() => (window.shown ||= performance.now() - window.pressed)).observe(
        document.querySelector("#findings"),
        { subtree: true, childList: true, characterData: true },
      );
    });
    const times = [];
    for (let i = 0; i < keys; i++) {
      await page.keyboard.press(i % 2 ? "Backspace" : "Enter");
      times.push(await (await page.waitForFunction("window.shown")).jsonValue());
      await page.waitForTimeout(150);
    }
    results.push([`keystroke to findings, ${name}`, `min ${Math.min(...times).toFixed(1)} ms, median ${median(times).toFixed(1)} ms`]);
    await close();
  }
  await browser.close();
  return results;
}

/** The glue that the page is built from, as one module. */
async function bundledGlue() {
  const { build } = await import("esbuild");
  const entryPoints = [path.join(root, "target/page/glue/nianbao.js")];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: "esm", write: false });
  return outputFiles[0].text;
}

/** Time of `check` and of each Word file for each draft, inside Chromium. */
async function callTimes() {
  const browser = await launch();
  const page = await browser.newPage();
  const glue = await bundledGlue();
  await page.evaluate(
    async ([glue, core]) => {
      const module = await import(URL.createObjectURL(new Blob([glue], { type: "text/javascript" })));
      await module.default({ module_or_path: Uint8Array.from(atob(core), (char) => char.charCodeAt(0)) });
      window.core = module;
    },
    [glue, core.toString("base64")],
  );
  const results = [];
  for (const call of ["check", "reportDocx", "reviewDocx", "recordDocx"]) {
    for (const [name, draft] of drafts()) {
      const text = readFileSync(draft, "utf8");
      const times = await page.evaluate(
        ([text, call, calls]) => {
          const { core } = window;
          const input = call === "reportDocx" ? core.correct(text).text : text;
          // The clock of a page is coarse, so that each sample is the mean of several calls.
          const repeat = 10;
          return Array.from({ length: calls / repeat }, () => {
            const start = performance.now();
            for (let i = 0; i < repeat; i++) core[call](input);
            return (performance.now() - start) / repeat;
          });
        },
        [text, call, calls],
      );
      results.push([`${call}, ${name}`, `min ${Math.min(...times).toFixed(2)} ms, median ${median(times).toFixed(2)} ms`]);
    }
  }
  await browser.close();
  return results;
}
