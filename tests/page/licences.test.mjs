// The licences of what is in the page, at its foot.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { inPage } from "../../www/supply/components.mjs";
import { launch, open, root } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("they name every part of the page with its notice, and each text once", async () => {
  const { page, errors, close } = await open(browser);
  assert.ok(await page.isHidden("#licences pre"));
  const text = await page.textContent("#licences pre");
  const blocks = text.split("\n\n");
  for (const { name } of await inPage()) {
    const block = blocks.find((block) => block.split("\n")[0].split(", ").includes(name));
    assert.ok(block, name);
  }
  for (const id of ["MIT", "Unicode-3.0"]) {
    const words = readFileSync(path.join(root, `licences/${id}.txt`), "utf8").trim();
    assert.equal(text.split(words).length, 2, id);
  }
  const [notice] = /^Copyright.*$/m.exec(readFileSync(path.join(root, "LICENSE"), "utf8"));
  assert.ok(blocks.includes(`nianbao\n${notice}`));
  assert.match(text, /@codemirror\/view\nCopyright \(C\) .* <marijn@/);
  assert.deepEqual(errors, []);
  await close();
});

for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 640 }]) {
  test(`they open by keyboard, can be scrolled and read out, ${viewport.width} wide`, async () => {
    const { page, errors, close } = await open(browser, { viewport });
    await page.focus("#licences summary");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#licences pre", { state: "visible" });
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "pre");
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.querySelector("#licences pre").scrollTop > 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run("footer"));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html)}`), []);
    await page.focus("#licences summary");
    await page.keyboard.press("Enter");
    assert.ok(await page.isHidden("#licences pre"));
    assert.deepEqual(errors, []);
    await close();
  });
}
