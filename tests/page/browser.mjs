// The built page in a real Chromium, and what the tests of the page ask of it.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const file = path.join(root, "dist/nianbao.html");
export const fileUrl = pathToFileURL(file).href;
export const example = readFileSync(path.join(root, "www/example.txt"), "utf8");

const executablePath =
  process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((candidate) => existsSync(candidate));

/**
 * A browser that keeps the app's frame in the process of the page around it. Where the frame gets a process of its own,
 * a script that is to run before the app comes too late now and then, and a key's effect after the question for it;
 * engines.test.mjs and leaks.test.mjs go through the page as browsers run it.
 */
export function launch(...more) {
  return launchAsIs("--disable-features=IsolateSandboxedIframes,HttpsUpgrades", ...more);
}

export function launchAsIs(...more) {
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
      ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync"],
      ...more,
    ],
  });
}

/**
 * Opens the page in a context of its own and waits for the core. What it returns as `page` is the app in its frame,
 * with the keyboard, the mouse and whatever else only a page has; the page around the frame is its `shell`.
 */
export async function open(browser, { url = fileUrl, before = [], viewport = { width: 1280, height: 800 }, context } = {}) {
  const own = context ?? (await browser.newContext({ viewport, acceptDownloads: true }));
  if (!context) await own.grantPermissions(["clipboard-read", "clipboard-write"]);
  const shell = await own.newPage();
  const requests = [];
  const errors = [];
  // The script of the worker is a part of the page.
  shell.on("request", (request) => request.url().startsWith("blob:") || requests.push(request.url()));
  shell.on("pageerror", (error) => errors.push(error.message));
  shell.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  for (const script of before) await shell.addInitScript(script);
  await shell.goto(url);
  return { page: await appIn(shell), requests, errors, context: own, close: () => own.close() };
}

/** The app in its frame once its core runs, or has failed. */
export async function appIn(shell, core = "ready") {
  const holder = await shell.waitForSelector("#app", { state: "attached" });
  const frame = await holder.contentFrame();
  await frame.waitForSelector(`html[data-core=${core}]`);
  return new Proxy(frame, {
    get(frame, name) {
      if (name === "shell") return shell;
      const owner = name in frame ? frame : shell;
      return typeof owner[name] === "function" ? owner[name].bind(owner) : owner[name];
    },
  });
}

/** What stands in the file in base64: the module that unpacks, and unpacked the app and the core. */
export async function unpackedParts() {
  const html = readFileSync(file, "utf8");
  const part = (id) => Buffer.from(new RegExp(`id="${id}">([^<]+)<`).exec(html)[1], "base64");
  const { initSync, unpack } = await import("../../target/page/glue/unpack.js");
  initSync({ module: part("unpack") });
  return { unpack: part("unpack"), page: Buffer.from(unpack(part("page"))), core: Buffer.from(unpack(part("core"))) };
}

/**
 * Opens the app without the page around it, as a page of its own: only such a page can be printed to a file. The test
 * answers it instead.
 */
export async function openBare(browser, { before = [] } = {}) {
  const { page: app, core } = await unpackedParts();
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  for (const script of before) await page.addInitScript(script);
  await page.addInitScript((core) => {
    addEventListener("message", ({ data }) => {
      const bytes = Uint8Array.from(atob(core), (char) => char.charCodeAt(0));
      const start = { core: bytes.buffer, build: "", keeping: "impossible", drafts: [] };
      if (data.kind === "present") postMessage({ kind: "start", ...start }, "*");
    });
  }, core.toString("base64"));
  // An address of its own, for the scripts that run before anything else.
  await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: app }));
  await page.goto("http://nianbao.test/");
  await page.waitForSelector("html[data-core=ready]");
  return { page, errors, close: () => context.close() };
}

/** The browser's own protocol for the page, to do what playwright has no words for. */
export function session(page) {
  return page.context().newCDPSession(page);
}

/** Types `text` into the editor the way a paste of plain text does. */
export async function insert(page, text) {
  await page.click("#editor .cm-content");
  await page.keyboard.insertText(text);
}

/** The draft as the editor holds it, including what is not drawn; found as `EditorView.findFromDOM` finds it. */
export function draftOf(page) {
  return page.evaluate(() => document.querySelector("#editor .cm-content").cmTile.root.view.state.doc.toString());
}

/** The corrected report as its editor holds it. */
export function correctedOf(page) {
  return page.evaluate(() => document.querySelector("#corrected .cm-content[aria-label=改后报告]").cmTile.root.view.state.doc.toString());
}

/** Opens the tab with the corrected report of `draft`, the example if it is not given, and waits for it. */
export async function openCorrected(page, draft) {
  if (draft === undefined) await page.click("#load-example");
  else await paste(page, draft);
  await page.click("#tab-corrected");
  await page.waitForSelector("#copy:not([disabled])");
}

/** The name and the bytes of what a click on `control` saves. */
export async function saved(page, control) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(control)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

export function headline(page) {
  return page.textContent("#verdict .headline");
}

/** Waits until the headline says something else than `words`. */
export function headlineOtherThan(page, words, timeout = 20_000) {
  return page.waitForFunction(
    (words) => ![words, "正在核对…"].includes(document.querySelector("#verdict .headline").textContent),
    words,
    { timeout },
  );
}

/** Makes the paste event that the browser makes, with content too large for the system's clipboard. */
export function paste(page, text) {
  return bring(page, "paste", { data: { "text/plain": text } });
}

/**
 * Makes the event that the browser makes for what is dropped at or pasted into `target`: data by type, or files by
 * name. Says whether the page answered it; a browser would open a dropped file itself.
 */
export function bring(page, type, { data = {}, files = {}, target = "#editor .cm-content" }) {
  const bytes = Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString("base64")]);
  return page.evaluate(
    ([type, data, bytes, target]) => {
      const transfer = new DataTransfer();
      for (const [format, text] of Object.entries(data)) transfer.setData(format, text);
      for (const [name, base64] of bytes) {
        transfer.items.add(new File([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], name));
      }
      const node = document.querySelector(target);
      const { left, top } = node.getBoundingClientRect();
      const init = { bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5 };
      const event =
        type === "paste"
          ? new ClipboardEvent(type, { clipboardData: transfer, ...init })
          : new DragEvent(type, { dataTransfer: transfer, ...init });
      node.dispatchEvent(event);
      return event.defaultPrevented;
    },
    [type, data, bytes, target],
  );
}

/** Waits for a message and returns its words, without the button's. */
export async function notice(page) {
  await page.waitForSelector("#notices .notice");
  return page.textContent("#notices .words");
}
