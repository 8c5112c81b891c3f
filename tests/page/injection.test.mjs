// A draft is text, whatever stands in it and however it came: nothing in it runs, loads, leads anywhere or becomes an
// element of the page or of what the page writes. That holds without the policy and the frame as well, which other
// tests are about: in the files that are saved there is neither.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { appIn, bring, correctedOf, draftOf, fileUrl, launch, notice, paste, root, saved } from "./browser.mjs";
import { docx } from "./documents.mjs";
import { assertOrdinary, hostile, kindsIn, texts, withWatched } from "./hostile.mjs";
import { inside } from "./inside.mjs";
import { unzip, zip } from "./zip.mjs";

let browser;
before(async () => {
  browser = await launch();
  await learnOrdinary();
});
after(() => browser.close());

const title = "青溪县柳河镇人民政府2023年政府信息公开工作年度报告";
const clean = readFileSync(path.join(root, "tests/drafts/clean-2021.txt"), "utf8");

/** The clean report with these in its prose, in its tables, or in its title, a heading and the signature. */
const placed = {
  prose: (put) => clean.replace("（五）监督保障。", () => `${put.map((text) => `${text}\n${text}。\n`).join("")}（五）监督保障。`),
  cells(put) {
    let next = 0;
    return clean.replace(/^(.*\t)(\d+)((?:\t\d+)*)$/gm, (row, head, number, rest) => head + (put[next++] ?? number) + rest);
  },
  headings: ([text]) =>
    clean
      .replace(title, () => `${title}${text}`)
      .replace(/^五、.*$/m, (heading) => heading + text)
      .replace(/^(?=青溪县柳河镇人民政府\n2024)/m, () => `${text}`),
};

/** Characters that mean something to markup, as far as an ordinary report may have them. */
const odd = ["甲（乙丙", "丁戊】己", "庚XX辛<", "壬\u200b癸\u202e", "子信息信息丑", "1 2,,3", "&卯", "信息。信息", "辰\"'", "=巳"];
/** What ordinary drafts bring, in the page and in each file that is saved. */
const ordinary = { page: new Set(), files: {} };

/** Goes through all that the page shows of the draft that is in the editor, and takes everything along. */
async function through(page, { look }) {
  await page.waitForSelector("#findings li.finding");
  const findings = await page.textContent("#findings");
  await page.keyboard.press("F8");
  // The editor scrolls when it measures.
  await page.waitForTimeout(100);
  await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector("#editor").getBoundingClientRect();
    const rects = Array.from(document.querySelectorAll("#editor .cm-lintRange"), (mark) => mark.getClientRects()[0]);
    return (window.mark = rects.find((rect) => rect && rect.width > 6 && rect.top > top && rect.bottom < bottom));
  });
  // The frame fills the window. The middle of what is marked may lie beside it, where it goes over two lines.
  const { left, top } = await page.evaluate(() => window.mark.toJSON());
  await page.mouse.move(left + 2, top + 6);
  await page.mouse.move(left + 4, top + 8);
  await page.waitForSelector(".cm-tooltip", { timeout: 10_000 });
  await look();
  for (let step = 0; step < 12; step++) await page.keyboard.press("F8");
  await look();
  await page.click("#tab-tables");
  await page.waitForSelector("#tables table");
  await look();
  await page.click("#tables input:not([disabled])");
  await look();
  await page.click("#tab-corrected");
  await page.waitForSelector("#copy:not([disabled])");
  const corrected = await correctedOf(page);
  // First beside the draft, then alone.
  await look();
  await page.click("#compare");
  await page.waitForSelector("#compare[aria-pressed=false]");
  await look();
  await page.click("#compare");

  const files = {};
  for (const control of ["#save-docx", "#review", "#record", "#save-page"]) files[control] = await saved(page, control);
  for (const control of ["#print", "#print-record"]) {
    await page.click(control);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.ok(await page.$("#sheet"), control);
    await look();
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  }
  await page.click("#copy");
  await page.waitForFunction(() => document.querySelector("#copy").textContent === "已复制");
  const [html, text] = await page.shell.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(["text/html", "text/plain"].map(async (type) => (await item.getType(type)).text()));
  });
  assert.equal(text, corrected);
  files.copied = { name: "copied.html", bytes: Buffer.from(html) };
  await page.click("#tab-draft");
  return { findings, corrected, files };
}

const ordinaryDrafts = () => [
  ...Object.values(placed).map((place) => place(odd)),
  clean.replace(/^三、[^]*(?=^四、)/m, "三、收到和处理政府信息公开申请情况\n"),
];

async function learnOrdinary() {
  ordinary.page = await withWatched(browser, async (page, tools) => {
    for (const draft of ordinaryDrafts()) {
      await page.click("#clear");
      await paste(page, draft);
      const { files } = await through(page, tools);
      for (const [control, file] of Object.entries(files)) {
        const { kinds } = await inside(browser, file);
        ordinary.files[control] = new Set([...(ordinary.files[control] ?? []), ...kinds]);
      }
    }
    // What was read says how it went, and drafts are offered back.
    await drop(page, "年报.txt", "二〇二三年\ufffd");
    await drop(page, "年报.pdf", "%PDF-1.4");
    await tools.look();
    await offered(page.shell, odd.slice(0, 2));
    await tools.look(await appIn(page.shell));
  });
  const withExample = await withWatched(browser, (page) => page.waitForSelector("#findings li.finding"), { url: `${fileUrl}#example` });
  withExample.forEach((kind) => ordinary.page.add(kind));
}

/** What a look at the page finds is what ordinary drafts bring. */
async function nothingHappens(work, options) {
  assertOrdinary(await withWatched(browser, work, options), ordinary.page);
}

test("taken for markup, these texts would be seen", async () => {
  const harmless = ["character references", "a formula", "writing in another direction"];
  const page = await browser.newPage();
  const counts = await page.evaluate((texts) => {
    const elementsIn = (text) => new DOMParser().parseFromString(text, "text/html").querySelectorAll("head *, body *").length;
    return texts.map(elementsIn);
  }, texts);
  await page.close();
  Object.keys(hostile).forEach((name, index) => assert.equal(counts[index] > 0, !harmless.includes(name), name));
});

for (const place of ["prose", "cells"]) {
  test(`in ${place}, it is text in the page, in messages, in print, in the clipboard and in every file`, { timeout: 120_000 }, () =>
    nothingHappens(async (page, tools) => {
      const draft = placed[place](texts);
      await paste(page, draft);
      assert.equal(await draftOf(page), draft);
      const { findings, corrected, files } = await through(page, tools);
      assert.equal(await draftOf(page), draft);
      const quoted = findings.match(/<(img|a|div|input|template)\b/g) ?? [];
      assert.ok(quoted.length >= 3, "messages quote what they are about");
      const kept = texts.filter((text) => corrected.includes(text));
      assert.ok(kept.length >= 7 && kept.includes(hostile.script), kept.join("\n"));
      for (const [control, file] of Object.entries(files)) {
        const { kinds, text, draft } = await inside(browser, file);
        assertOrdinary(kinds, ordinary.files[control]);
        if (control !== "#record") holds(text, control === "#review" && place === "cells" ? [] : kept);
        if (control === "#review" && place === "prose") holds(draft, texts);
      }
    }),
  );
}

function holds(text, parts) {
  for (const part of parts) assert.ok(squeezed(text).includes(squeezed(part)), `${part}\nnot in\n${text}`);
}

const squeezed = (text) => text.replace(/\s/g, "");

test("in the title, a heading and the signature, it is text, and file names are names", { timeout: 120_000 }, () =>
  nothingHappens(async (page, { look }) => {
    for (const text of texts) {
      const draft = placed.headings([text]);
      await page.click("#clear");
      await paste(page, draft);
      assert.equal(await draftOf(page), draft);
      await page.waitForSelector("#findings li.finding");
      await look();
      await page.click("#tab-corrected");
      await page.waitForSelector("#save-docx:not([disabled])");
      await look();
      for (const control of ["#save-docx", "#save-page"]) {
        const file = await saved(page, control);
        assert.doesNotMatch(file.name, /[\p{Cc}\p{Cf}<>:"/\\|?*]/u);
        assertOrdinary((await inside(browser, file)).kinds, ordinary.files[control]);
      }
      await page.click("#tab-draft");
    }
  }),
);

/** Opens a file the way a person drops it, and waits for what is said. */
async function drop(page, name, content) {
  await bring(page, "drop", { files: { [name]: content } });
  await page.waitForFunction((name) => document.querySelector("#notices .words")?.textContent.includes(name), name);
  return notice(page);
}

/** The app, opened anew where the storage holds these drafts, with confirmations, and what is no draft. */
async function offered(shell, texts) {
  await shell.evaluate((texts) => {
    localStorage.clear();
    const [now, head] = [Date.now(), "# 年报核对：已确认无误的问题"];
    texts.forEach((text, index) => {
      const kept = { at: now - index, text: `${text}\n${text}`, confirmed: `${head}\n${text}\t${text}\t${text}\n` };
      localStorage.setItem(`nianbao.draft.${text}`, JSON.stringify(kept));
    });
    localStorage.setItem("nianbao.draft.x", texts[0]);
    localStorage.setItem("nianbao.draft.y", JSON.stringify({ at: texts[0], text: 1, confirmed: {} }));
  }, texts);
  await shell.reload();
  const app = await appIn(shell);
  await app.waitForSelector("#offers .offer");
  await app.$$eval("#offers details", (folded) => folded.forEach((each) => (each.open = true)));
  return app;
}

const escaped = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
/** As much of a text as a reader of files leaves as it is. */
const comparable = (text) => text.replace(/[\s\u2060-\u206f\u202a-\u202e\u200b-\u200f\ufeff]/g, "");

async function holdsAll(page, expected = texts) {
  const draft = comparable(await draftOf(page));
  for (const text of expected) assert.ok(draft.includes(comparable(text)), `${text}\nnot in\n${draft}`);
}

/** Markup and data around the text of a page that nobody sees, and then the text as it would be escaped. */
const hostilePage = `<!DOCTYPE html><html onclick="window.ran=1"><head><meta charset="utf-8">
<title>${escaped(texts.join(" "))}</title><meta name="author" content="${escaped(texts.join(" "))}">
${texts.join("\n")}</head><body onload="window.ran=1" background="http://127.0.0.1:9/b">${texts.join("\n")}
</style></title></textarea></script></template></math></svg><!-- ${texts.join(" ")} -->
<p title="${escaped(texts[0])}" style="background:url(http://127.0.0.1:9/p)">${title}</p><table><tr><td>1<td>2</table>`;
const escapedPage = `<html><head><meta charset="utf-8"><title>甲</title></head><body>${texts.map((text) => `<p>${escaped(text)}</p>`).join("")}
<table>${texts.map((text) => `<tr><td>${escaped(text)}</td><td>1</td></tr>`).join("")}</table></body></html>`;

test("what a web page holds besides its text is not interpreted, however it comes", () =>
  nothingHappens(async (page, { look }) => {
    for (const markup of [hostilePage, escapedPage]) {
      await page.click("#clear");
      await bring(page, "paste", { data: { "text/html": markup, "text/plain": "只有文字" } });
      await page.waitForFunction(() => document.querySelector("#editor .cm-content").cmTile.root.view.state.doc.length > 0);
      await look();
      if (markup === escapedPage) await holdsAll(page);
      await page.click("#clear");
      await drop(page, "年报.html", markup);
      await look();
      if (markup === escapedPage) await holdsAll(page);
    }
  }),
);

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`;

/** A Word file whose every part wants something. */
function hostileWord() {
  const paragraphs = texts.map((text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`).join("");
  const field = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "http://127.0.0.1:9/f.png"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
  const link = `<w:p><w:hyperlink r:id="rId1"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p><w:altChunk r:id="rId2"/>`;
  const parts = unzip(docx(paragraphs + field + link));
  const all = escaped(texts.join(" "));
  parts["word/document.xml"] = parts["word/document.xml"].replace(/xmlns:w="[^"]+"/, namespaces);
  const away = (id, kind) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="http://127.0.0.1:9/${kind}" TargetMode="External"/>`;
  return zip({
    ...parts,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${away("rId1", "hyperlink")}${away("rId2", "aFChunk")}${away("rId3", "attachedTemplate")}</Relationships>`,
    "word/comments.xml": `<w:comments ${namespaces}><w:comment w:id="0" w:author="${all}"><w:p><w:r><w:t>${all}</w:t></w:r></w:p></w:comment></w:comments>`,
    "docProps/core.xml": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${all}</dc:title><dc:creator>${all}</dc:creator><dc:description>${all}</dc:description></cp:coreProperties>`,
    "docProps/custom.xml": `<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]><x>&e;</x>`,
    [`word/${texts[0].replaceAll("/", "")}.xml`]: "<x/>",
  });
}

test("a Word file gives its text and nothing of its properties, comments, links, fields and entities", () =>
  nothingHappens(async (page, { look }) => {
    await drop(page, "年报.docx", hostileWord());
    await look();
    await holdsAll(page);
    assert.equal((await draftOf(page)).split(texts[0]).length, 2);
    const entity = unzip(docx());
    entity["word/document.xml"] = entity["word/document.xml"]
      .replace("?>", `?><!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/e"><!ENTITY f "${"甲".repeat(9)}">]>`)
      .replace(title.slice(3, 6), "&e;&f;");
    await drop(page, "实体.docx", zip(entity));
    await look();
  }),
);

test("an old Word file does not either", { timeout: 120_000 }, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "nianbao-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, "report.html"), escapedPage.replace("甲", escaped(texts.join(" "))));
  const args = ["--headless", `-env:UserInstallation=${pathToFileURL(folder).href}/profile`, "--convert-to", "doc:MS Word 97", "--outdir", folder];
  const { error } = spawnSync("soffice", [...args, path.join(folder, "report.html")]);
  if (error) return t.skip("LibreOffice is not installed, which makes the file: npm test installs it");
  await nothingHappens(async (page, { look }) => {
    await drop(page, "年报.doc", readFileSync(path.join(folder, "report.doc")));
    await look();
    await holdsAll(page);
  });
});

test("names of files, read or refused, are text", () =>
  nothingHappens(async (page, { look }) => {
    for (const text of texts) {
      const name = text.replaceAll("/", ":");
      assert.ok((await drop(page, `${name}.txt`, "甲乙丙丁")).includes(name));
      assert.ok((await drop(page, `${name}.pdf`, "%PDF-1.4")).includes(name));
      await look();
    }
  }),
);

test("a list of confirmations and the name of an organisation are text", () =>
  nothingHappens(async (page, { look }) => {
    await paste(page, clean);
    const lines = texts.map((text) => `repeated-word\t${text}【${text}】\t${text}\ncell\t${text}\t${text}\n`);
    for (const line of ["", ...lines]) await drop(page, "已确认.txt", `# 年报核对：已确认无误的问题\n${line}${line ? "" : lines.join("")}`);
    await look();
    for (const text of texts) {
      await page.click("#show-blank");
      await page.fill("#blank-organisation", text);
      await page.click("#blank-fill");
      await look();
      if (await page.isVisible("#blank")) await page.click("#close-blank");
    }
  }),
);

test("a kept draft that is offered back is text, and so is what something else has put into the storage", () =>
  nothingHappens(async (page, { look }) => {
    const { shell } = page;
    // No more than so many are kept.
    for (let at = 0; at < texts.length; at += 4) {
      const some = texts.slice(at, at + 4);
      const app = await offered(shell, some);
      await look(app);
      const offers = await app.locator("#offers .offer").allTextContents();
      assert.equal(offers.length, some.length);
      some.forEach((text, index) => holds(offers[index], [text.slice(0, 60)]));
      await app.click("#offers .offer .again");
      await app.waitForSelector("#welcome", { state: "hidden" });
      assert.equal(await draftOf(app), `${some[0]}\n${some[0]}`);
      await look(app);
    }
    await shell.evaluate(() => localStorage.clear());
  }),
);

for (const part of [`#${encodeURIComponent(hostile.script)}`, `#example${hostile["event handlers"]}`, `?q=${encodeURIComponent(hostile["the end of an attribute"])}#example`]) {
  test(`nothing of the address gets into the page: ${part.slice(0, 12)}…`, async () => {
    const url = new URL(fileUrl + part).href;
    await nothingHappens(async (page, { look }) => look(), { url });
  });
}
