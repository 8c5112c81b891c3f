// Texts that would run, load or lead somewhere if anything took them for more than text, and a look at whether anything
// did.

import assert from "node:assert/strict";
import { appIn, fileUrl, open } from "./browser.mjs";

/** Nobody listens there. */
const away = "http://127.0.0.1:9";
const run = "(window.ran=1,top.ran=1,alert(1))";

/** By what they would do. None has a tab or a line end, so that each can stand in a cell. */
export const hostile = {
  script: `<script>${run}</script><script src=${away}/a.js></script>`,
  "event handlers": `<img src=${away}/a.png onerror="${run}"><svg onload="${run}"><details open ontoggle=${run}>`,
  "a link": `<a href="javascript:${run}" id=hostile>点这里</a><form action=javascript:${run}><button>甲</button></form>`,
  "a style": `<div style="background:url(${away}/s);width:expression(${run})">乙</div><style>@import "${away}/i.css";*{display:none}</style>`,
  "a frame": `<iframe srcdoc="<script>${run}</script>"></iframe><object data="${away}"></object><embed src=${away}>`,
  "the head of a page": `<meta http-equiv=refresh content="0;url=${away}"><base href=${away}><link rel=prefetch href=${away}>`,
  "the end of an element": `</script></style></textarea></title></pre></dialog><script>${run}</script>`,
  "the end of a comment": `--><script>${run}</script><!--]]><script>${run}</script>`,
  "the end of an attribute": `"'\`><input autofocus onfocus=${run} x="">`,
  "character references": `&lt;img src=x onerror=${run}&gt;&#60;script&#62;${run}&#x3c;/script&#x3e;`,
  "a template": `{{constructor.constructor('${run}')()}}\${${run}}<%=${run}%><template><img onerror=${run} src=x></template>`,
  "what browsers parse twice": `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  "a formula": `=HYPERLINK("${away}","甲")+cmd|' /C calc'!A0@SUM(1)-2+3`,
  "fields and parts of Word": `</w:t></w:r><w:instrText>INCLUDEPICTURE "${away}"</w:instrText><w:hyperlink r:id="rId9"/>{ DDEAUTO cmd }`,
  "writing in another direction": `年报\u202excod.exe\u202c\u2066甲\u2069信\u200b息\u200d公\ufeff开`,
};

export const texts = Object.values(hostile);

/**
 * Opens the page, calls `work` and sees that nothing of what is in `hostile` did anything: no script, no dialog, no
 * request, no other address, no frame, no error. Returns the kinds of elements and attributes that the page showed.
 */
export async function withWatched(browser, work, { url = fileUrl } = {}) {
  const { page, requests, errors, close } = await open(browser, { url, before: ["window.print = () => (window.prints = true)"] });
  const events = [];
  const kinds = new Set();
  page.shell.on("popup", () => events.push("popup"));
  page.shell.on("dialog", (dialog) => {
    if (dialog.type() === "beforeunload") return dialog.accept();
    events.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  const look = async (current = page) => (await kindsIn(current)).forEach((kind) => kinds.add(kind));
  await work(page, { look });
  const { shell } = page;
  // The page may have been loaded again.
  await look(await appIn(shell));
  // What an element that just came would do, it does a moment later.
  await shell.waitForTimeout(100);
  assert.deepEqual(shell.frames().map((frame) => frame.url()), [url, "about:srcdoc"]);
  for (const frame of shell.frames()) assert.equal(await frame.evaluate("window.ran"), undefined);
  assert.deepEqual(Array.from(new Set(requests)), [url.replace(/#.*/, "")]);
  assert.deepEqual(events, []);
  assert.deepEqual(errors, []);
  await close();
  return kinds;
}

/** Every kind of element in a page and in its shadow roots, alone and with each of its attributes. */
export function kindsIn(page) {
  return page.evaluate(() => {
    const kinds = new Set();
    const walk = (root) => {
      for (const element of root.querySelectorAll("*")) {
        kinds.add(element.localName);
        for (const { name } of element.attributes) kinds.add(`${element.localName} ${name}`);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    return Array.from(kinds);
  });
}

/** No element and no attribute is of a kind that an ordinary draft does not bring. */
export function assertOrdinary(kinds, ordinary) {
  assert.deepEqual(Array.from(kinds).filter((kind) => !new Set(ordinary).has(kind)).sort(), []);
}
