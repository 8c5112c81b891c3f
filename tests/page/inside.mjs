// What is in the files that the page saves, as another program sees it.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { kindsIn } from "./hostile.mjs";
import { unzip } from "./zip.mjs";

/** What is in a file that was saved: the kinds of its elements and attributes, and its text. */
export function inside(browser, { name, bytes }) {
  return name.endsWith(".html") ? insidePage(browser, bytes) : insideWord(browser, bytes);
}

/** Opens a saved page as a person does, where its scripts may run and nothing forbids it anything. */
async function insidePage(browser, bytes) {
  const folder = mkdtempSync(path.join(tmpdir(), "nianbao-"));
  const file = path.join(folder, "saved.html");
  writeFileSync(file, bytes);
  const page = await browser.newPage();
  const events = [];
  page.on("dialog", (dialog) => (events.push("dialog"), dialog.dismiss()));
  page.on("request", (request) => events.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.waitForTimeout(100);
  assert.deepEqual(events, [pathToFileURL(file).href]);
  assert.equal(await page.evaluate("window.ran"), undefined);
  const result = { kinds: await kindsIn(page), text: await page.evaluate(() => document.body.textContent) };
  await page.close();
  rmSync(folder, { recursive: true });
  return result;
}

/** Reads every part of a Word file with a strict reader. A review copy holds the draft as well as what it became. */
async function insideWord(browser, bytes) {
  const parts = unzip(bytes);
  const page = await browser.newPage();
  const result = await page.evaluate((parts) => {
    const kinds = new Set();
    const [texts, draft] = [[], []];
    for (const [name, xml] of Object.entries(parts)) {
      kinds.add(name);
      const root = new DOMParser().parseFromString(xml, "application/xml");
      if (root.querySelector("parsererror")) throw new Error(`${name} is not well-formed`);
      for (const element of root.querySelectorAll("*")) {
        kinds.add(`${name} ${element.nodeName}`);
        for (const attribute of element.attributes) kinds.add(`${name} ${element.nodeName} ${attribute.name}`);
        if (["w:t", "w:delText"].includes(element.nodeName)) {
          texts.push(element.textContent);
          if (!element.closest("ins")) draft.push(element.textContent);
        }
      }
    }
    return { kinds: Array.from(kinds), text: texts.join(""), draft: draft.join("") };
  }, parts);
  await page.close();
  const relationships = Object.entries(parts).filter(([name]) => name.endsWith(".rels"));
  for (const [name, xml] of relationships) assert.doesNotMatch(xml, /TargetMode|127\.0\.0\.1/, name);
  const fields = Object.entries(parts).flatMap(([, xml]) => xml.match(/<w:(instrText|fldChar|fldSimple)[^>]*>/g) ?? []);
  for (const field of fields) assert.equal(field, '<w:fldSimple w:instr=" PAGE ">');
  return result;
}
