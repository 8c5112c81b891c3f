// A Chromium, current or old, by the DevTools protocol.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { DevTools } from "./devtools.mjs";
import { start, temporaryFolder, until } from "./program.mjs";

const quiet = [
  ...["--headless", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--mute-audio", "--no-first-run"],
  ...["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  ...["--disable-default-apps", "--disable-features=OptimizationHints,MediaRouter"],
];

/**
 * @param {string} program
 * @returns {Promise<import("./engine.mjs").Tab>}
 */
export async function openChromium(program, { args = [] } = {}) {
  const { folder, remove } = temporaryFolder();
  const asRoot = process.getuid() === 0 ? ["--no-sandbox"] : [];
  const own = ["--remote-debugging-pipe", `--user-data-dir=${path.join(folder, "profile")}`, "--window-size=1280,900"];
  const browser = start(program, [...quiet, ...asRoot, ...own, ...args, "about:blank"], {
    env: { HOME: folder },
    stdio: ["pipe", "pipe"],
  });
  const close = async () => {
    await browser.end();
    remove();
  };
  try {
    const [, , , to, from] = browser.child.stdio;
    const tab = new ChromiumTab(new DevTools(to, from), path.join(folder, "downloads"), close);
    await tab.attach();
    return tab;
  } catch (error) {
    await close();
    throw new Error(`${program}: ${error.message}\n${browser.lines.slice(-5).join("\n")}`);
  }
}

class ChromiumTab {
  #devtools;
  #session;
  /** Every realm of a page that there is: its frame, and where to evaluate in it. */
  #contexts = [];
  #errors = [];
  #loads = 0;

  constructor(devtools, downloads, close) {
    this.#devtools = devtools;
    this.downloads = downloads;
    this.close = close;
    devtools.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      // A sandboxed frame may be a process, and then a target, of its own.
      if (targetInfo.type === "iframe") this.#watch(sessionId).catch(() => {});
    });
    devtools.on("Runtime.executionContextCreated", ({ context: { id, auxData } }, session) => {
      if (auxData?.isDefault) this.#contexts.push({ id, session, frame: auxData.frameId });
    });
    const forget = (isGone) => (this.#contexts = this.#contexts.filter((context) => !isGone(context)));
    devtools.on("Runtime.executionContextDestroyed", ({ executionContextId }, session) =>
      forget((context) => context.id === executionContextId && context.session === session),
    );
    devtools.on("Runtime.executionContextsCleared", (_, session) => forget((context) => context.session === session));
    devtools.on("Target.detachedFromTarget", ({ sessionId }) => forget((context) => context.session === sessionId));
    devtools.on("Page.loadEventFired", (_, session) => (this.#loads += session === this.#session ? 1 : 0));
    devtools.on("Page.javascriptDialogOpening", (_, session) =>
      devtools.send("Page.handleJavaScriptDialog", { accept: true }, session).catch(() => {}),
    );
    devtools.on("Runtime.exceptionThrown", ({ exceptionDetails: { exception, text } }) =>
      this.#errors.push(exception?.description ?? text),
    );
    devtools.on("Runtime.consoleAPICalled", ({ type, args }) => {
      if (type === "error") this.#errors.push(args.map(({ value, description }) => value ?? description).join(" "));
    });
    devtools.on("Log.entryAdded", ({ entry }) => entry.level === "error" && this.#errors.push(entry.text));
  }

  async attach() {
    const send = (method, params) => this.#devtools.send(method, params);
    const { targetInfos } = await until(async () => {
      const targets = await send("Target.getTargets");
      return targets.targetInfos.some(({ type }) => type === "page") && targets;
    }, "a tab");
    const { targetId } = targetInfos.find(({ type }) => type === "page");
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    this.#session = sessionId;
    await this.#watch(sessionId);
    // Deprecated in favour of Browser.setDownloadBehavior, which the oldest engines do not have.
    await this.#send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: this.downloads });
  }

  async #watch(session) {
    const send = (method, params) => this.#devtools.send(method, params, session);
    await send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    await Promise.all(["Page", "Runtime", "Log"].map((domain) => send(`${domain}.enable`)));
  }

  #send(method, params) {
    return this.#devtools.send(method, params, this.#session);
  }

  async version() {
    return (await this.#devtools.send("Browser.getVersion")).product;
  }

  async open(url) {
    const before = this.#loads;
    this.#errors.length = 0;
    const { errorText } = await this.#send("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await until(() => this.#loads > before, `${url} to be loaded`);
  }

  async reload() {
    const before = this.#loads;
    this.#errors.length = 0;
    await this.#send("Page.reload");
    await until(() => this.#loads > before, "the page to be loaded again");
  }

  top(work, ...args) {
    return this.#evaluate(() => this.#topFrame(), work, args);
  }

  app(work, ...args) {
    return this.#evaluate(() => this.#appFrame(), work, args);
  }

  async #topFrame() {
    return (await this.#send("Page.getFrameTree")).frameTree.frame.id;
  }

  async #appFrame() {
    const { root } = await this.#send("DOM.getDocument", { depth: 0 });
    const { nodeId } = await this.#send("DOM.querySelector", { nodeId: root.nodeId, selector: "iframe#app" });
    if (nodeId === 0) return this.#topFrame();
    return (await this.#send("DOM.describeNode", { nodeId })).node.frameId;
  }

  async #evaluate(findFrame, work, args) {
    const { id, session } = await until(async () => {
      // A page that is just being replaced has no frame for a moment.
      const frame = await findFrame().catch(() => undefined);
      return this.#contexts.findLast((context) => context.frame === frame);
    }, "a frame to evaluate in");
    const { result, exceptionDetails } = await this.#devtools.send(
      "Runtime.evaluate",
      {
        expression: `(${work})(...${JSON.stringify(args)})`,
        contextId: id,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      },
      session,
    );
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async click(selector) {
    const inApp = await this.app((selector) => {
      const node = document.querySelector(selector);
      node.scrollIntoView({ block: "nearest" });
      const { left, top, width, height } = node.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }, selector);
    const frame = await this.top(() => {
      const frame = document.querySelector("iframe#app");
      return frame ? { x: frame.getBoundingClientRect().left, y: frame.getBoundingClientRect().top } : { x: 0, y: 0 };
    });
    const at = { x: inApp.x + frame.x, y: inApp.y + frame.y };
    await this.#send("Input.dispatchMouseEvent", { type: "mouseMoved", ...at });
    for (const type of ["mousePressed", "mouseReleased"]) {
      await this.#send("Input.dispatchMouseEvent", { type, ...at, button: "left", clickCount: 1 });
    }
  }

  type(text) {
    return this.#send("Input.insertText", { text });
  }

  /** Presses one key, with Control where `key` says so. */
  async key(key) {
    const letter = key.replace("Control+", "");
    const event = {
      key: letter,
      code: letter.length === 1 ? `Key${letter.toUpperCase()}` : letter,
      windowsVirtualKeyCode: keyCodes[letter] ?? letter.toUpperCase().charCodeAt(0),
      modifiers: key.startsWith("Control+") ? 2 : 0,
    };
    await this.#send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
    await this.#send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  async screenshot(file) {
    writeFileSync(file, Buffer.from((await this.#send("Page.captureScreenshot")).data, "base64"));
  }

  errors() {
    return Array.from(this.#errors);
  }
}

const keyCodes = { Enter: 13, Backspace: 8, Tab: 9, Escape: 27, F8: 119 };
