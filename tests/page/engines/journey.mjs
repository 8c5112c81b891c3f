// What a person does with the page, from the first look to the saved report, in any engine.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { html, table } from "../documents.mjs";
import { unzip } from "../zip.mjs";
import { drawn } from "./engine.mjs";
import { temporaryFolder, until } from "./program.mjs";

/** A page with a draft to copy, and a page that shows what is pasted. */
const otherPages = {
  "source.html": html,
  "target.html": `<!doctype html><meta charset="utf-8"><textarea></textarea><script>
    addEventListener("paste", (event) => {
      const { clipboardData } = event;
      window.pasted = { html: clipboardData.getData("text/html"), text: clipboardData.getData("text/plain") };
    });</script>`,
};

/**
 * Goes through the page; fails where something does not work.
 * @param {import("./engine.mjs").Tab} tab
 * @param {string} url
 */
export async function journey(tab, url) {
  const { folder, remove } = temporaryFolder();
  try {
    const urlOf = {};
    for (const [name, content] of Object.entries(otherPages)) {
      writeFileSync(path.join(folder, name), content);
      urlOf[name] = pathToFileURL(path.join(folder, name)).href;
    }
    mkdirSync(tab.downloads, { recursive: true });
    await open(tab, url);
    await showsRules(tab);
    await showsExample(tab);
    await fixes(tab);
    await fillsInTable(tab);
    await saves(tab);
    const corrected = await copies(tab, urlOf["target.html"]);
    await pastes(tab, url, urlOf["source.html"]);
    await types(tab, corrected);
    await keeps(tab);
    await checksLong(tab);
    await showsExample(tab);
    assert.deepEqual(await errorsOf(tab), []);
  } finally {
    remove();
  }
}

async function open(tab, url) {
  await tab.open(url);
  await drawn(tab);
  // What went wrong before this, the page would not have started after. Not every engine tells about its console.
  await tab.app(() => {
    window.wentWrong = [];
    window.addEventListener("error", (event) => window.wentWrong.push(event.message));
    window.addEventListener("unhandledrejection", (event) => window.wentWrong.push(String(event.reason)));
  });
}

async function errorsOf(tab) {
  // Old engines say which words they do not know: Chromium before 102 this one of the policy, before 83 that of the
  // frame, without which it saves files all the same.
  const known = /'wasm-unsafe-eval'|'allow-downloads' is an invalid sandbox flag/;
  const inside = await tab.app(() => window.wentWrong || []);
  return [...tab.errors(), ...inside].filter((error) => !known.test(error));
}

const textOf = (tab, selector) => tab.app((selector) => document.querySelector(selector).textContent, selector);
const findings = (tab) => tab.app(() => document.querySelectorAll("#findings li.finding").length);
const draftOf = (tab) => editorOf(tab, "#editor");
const editorOf = (tab, holder, which = "") =>
  tab.app((selector) => document.querySelector(selector).cmTile.root.view.state.doc.toString(), `${holder} .cm-content${which}`);

async function showsRules(tab) {
  await tab.click("#show-rules");
  await until(() => tab.app(() => document.querySelector("#rules-list").children.length > 0), "the rules");
  const fits = () => {
    const { top, bottom } = document.getElementById("rules").getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  };
  assert.ok(await tab.app(fits), "the rules reach beyond the window");
  await tab.click("#close-rules");
}

async function showsExample(tab) {
  await tab.click("#load-example");
  await until(async () => (await findings(tab)) >= 5, "the findings of the example");
}

async function fixes(tab) {
  const before = await findings(tab);
  await tab.click("#fix-all");
  await until(async () => (await findings(tab)) < before, "fewer findings");
  await tab.click("#undo");
  await until(async () => (await findings(tab)) === before, "the findings before the fix");
}

/** Types a number into a table, from where it goes into the draft. */
async function fillsInTable(tab) {
  const before = await draftOf(tab);
  await tab.click("#tab-tables");
  await until(() => tab.app(() => document.querySelectorAll("#tables td input").length === 200), "the tables");
  await tab.click("#tables td input");
  await tab.type("4711");
  await tab.key("Enter");
  await until(async () => (await draftOf(tab)).includes("4711"), "the number in the draft");
  await tab.click("#undo-cell");
  await until(async () => (await draftOf(tab)) === before, "the draft before the number");
}

async function saves(tab) {
  await showCorrected(tab);
  await tab.click("#save-docx");
  const isWhole = (name) => name.endsWith(".docx");
  const name = await until(() => readdirSync(tab.downloads).find(isWhole), "a saved file");
  const entries = await until(() => {
    try {
      return unzip(readFileSync(path.join(tab.downloads, name)));
    } catch {
      // Not all of it has been written yet.
      return undefined;
    }
  }, "a whole Word file");
  assert.match(name, /^青溪县柳河镇人民政府2023年政府信息公开工作年度报告（改后）/);
  assert.equal(entries["word/document.xml"].match(/<w:tbl>/g).length, 3);
}

async function showCorrected(tab) {
  await tab.click("#tab-corrected");
  await until(() => tab.app(() => !document.querySelector("#copy").disabled), "the corrected report");
}

/** Copies the corrected report, and pastes it into another page. */
async function copies(tab, target) {
  const corrected = await editorOf(tab, "#corrected", "[aria-label=改后报告]");
  await tab.click("#copy");
  await until(async () => (await textOf(tab, "#copy")) === "已复制", "the report to be copied");
  assert.deepEqual(await errorsOf(tab), []);
  await tab.open(target);
  await tab.click("textarea");
  await tab.key("Control+v");
  const pasted = await until(() => tab.top(() => window.pasted), "a paste");
  assert.equal(pasted.text.replace(/\r\n/g, "\n"), corrected);
  assert.equal(pasted.html.match(/<table/g).length, 3);
  return corrected;
}

/** Pastes what was copied from another page, with its table. */
async function pastes(tab, url, source) {
  await tab.open(source);
  await tab.click("h1");
  await tab.key("Control+a");
  await tab.key("Control+c");
  await open(tab, url);
  await tab.click("#editor .cm-line");
  await tab.key("Control+v");
  const draft = await until(() => draftOf(tab), "a pasted draft");
  for (const row of table.rows) assert.ok(draft.split("\n").includes(row), `${row} not in\n${draft}`);
  assert.match(await textOf(tab, "#notices"), /已读入 1 张表格/);
}

/** Takes a whole report as plain text, and types into it. */
async function types(tab, report) {
  await tab.app((report) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", report);
    const target = document.querySelector("#editor .cm-content");
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, report);
  await tab.click("#editor .cm-line");
  await tab.key("Control+a");
  await tab.key("Backspace");
  await tab.type("柳河镇");
  await until(async () => (await draftOf(tab)) === "柳河镇", "what was typed");
}

/** Has a long draft checked beside the page. */
async function checksLong(tab) {
  await tab.app(() => {
    const { view } = document.querySelector("#editor .cm-content").cmTile.root;
    const insert = `柳河镇2023年政府信息公开工作年度报告\n一、总体情况\n${"全年公开信息12条。\n".repeat(12_000)}`;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });
  });
  await until(async () => (await textOf(tab, "#verdict .headline")) === "有必须修改的问题", "the findings of a long draft");
  assert.equal(await tab.app(() => document.documentElement.dataset.longWork), "beside");
}

/** Leaves the draft as it is typed, and finds it again. */
async function keeps(tab) {
  const isKept = () => Object.values(localStorage).some((value) => value.includes(`"柳河镇"`));
  await until(() => tab.top(isKept), "the draft to be kept");
  await tab.reload();
  await drawn(tab);
  await tab.click("#offers .again");
  assert.equal(await draftOf(tab), "柳河镇");
}
