// A tab by the commands of WebDriver, which Firefox takes over Marionette and WebKitGTK over HTTP.

import { writeFileSync } from "node:fs";

/** The name under which WebDriver hands over an element. */
const reference = "element-6066-11e4-a52e-4f735466cecf";
const keys = { Control: "\uE009", Enter: "\uE007", Backspace: "\uE003", Tab: "\uE004", Escape: "\uE00C", F8: "\uE038" };

export class WebDriverTab {
  #send;
  #version;
  #errors;
  #close;

  /**
   * @param {object} engine
   * @param {(command: string, parameters?: object) => Promise<any>} engine.send
   * @param {string} engine.version
   * @param {string} engine.downloads
   * @param {() => string[]} engine.errors what the console said since the browser was started
   * @param {() => Promise<void>} engine.close
   */
  constructor({ send, version, downloads, errors, close }) {
    this.#send = send;
    this.#version = version;
    this.downloads = downloads;
    let seen = 0;
    this.#errors = {
      forget: () => (seen = errors().length),
      all: () => errors().slice(seen),
    };
    this.#close = close;
  }

  async version() {
    return this.#version;
  }

  async open(url) {
    this.#errors.forget();
    await this.#send("Navigate", { url });
  }

  async reload() {
    this.#errors.forget();
    await this.#send("Refresh");
  }

  async top(work, ...args) {
    // The page and its frame cannot reach into each other's realm, but both may answer late, by a promise.
    const script = `const done = arguments[arguments.length - 1];
      new Promise((resolve) => resolve((${work})(...${JSON.stringify(args)}))).then(
        (value) => done(JSON.stringify({ value })),
        (error) => done(JSON.stringify({ error: String(error) + "\\n" + (error && error.stack) })),
      );`;
    const { value, error } = JSON.parse(await this.#send("ExecuteAsyncScript", { script, args: [] }));
    if (error) throw new Error(error);
    return value;
  }

  app(work, ...args) {
    return this.#inApp(() => this.top(work, ...args));
  }

  /** Works in the app's frame where there is one, else in the page itself. */
  async #inApp(work) {
    const index = await this.top(() => {
      const app = document.querySelector("iframe#app");
      return Array.from({ length: window.length }, (_, at) => window[at]).indexOf(app && app.contentWindow);
    });
    if (index < 0) return work();
    await this.#send("SwitchToFrame", { id: index });
    try {
      return await work();
    } finally {
      await this.#send("SwitchToFrame", { id: null });
    }
  }

  click(selector) {
    return this.#inApp(async () => {
      const found = await this.#send("FindElement", { using: "css selector", value: selector });
      await this.#send("ElementClick", { id: found[reference] });
    });
  }

  type(text) {
    return this.#press(Array.from(text).flatMap((value) => stroke(value)));
  }

  /** Presses one key, with Control where `key` says so. */
  key(key) {
    const held = key.startsWith("Control+");
    const name = key.replace("Control+", "");
    const pressed = stroke(keys[name] ?? name);
    return this.#press(held ? around(keys.Control, pressed) : pressed);
  }

  #press(actions) {
    return this.#inApp(() => this.#send("PerformActions", { actions: [{ type: "key", id: "keyboard", actions }] }));
  }

  async screenshot(file) {
    writeFileSync(file, Buffer.from(await this.#send("TakeScreenshot"), "base64"));
  }

  errors() {
    return this.#errors.all();
  }

  close() {
    return this.#close();
  }
}

const stroke = (value) => around(value, []);
const around = (value, inner) => [{ type: "keyDown", value }, ...inner, { type: "keyUp", value }];
