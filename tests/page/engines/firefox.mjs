// A Firefox, current or old, by Marionette.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDisplay } from "./display.mjs";
import { openMarionette } from "./marionette.mjs";
import { freePort, start, temporaryFolder, until } from "./program.mjs";
import { WebDriverTab } from "./webdriver.mjs";

const quiet = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  // What the console says, and uncaught errors, on the standard output.
  "browser.dom.window.dump.enabled": true,
  "devtools.console.stdout.content": true,
};

/**
 * @param {string} program
 * @param {{preferences?: Record<string, unknown>, isHeadless?: boolean}} [options]
 * @returns {Promise<import("./engine.mjs").Tab>}
 */
export async function openFirefox(program, { preferences = {}, isHeadless = true } = {}) {
  const { folder, remove } = temporaryFolder();
  const profile = path.join(folder, "profile");
  const downloads = path.join(folder, "downloads");
  mkdirSync(profile);
  mkdirSync(downloads);
  const port = await freePort();
  const all = {
    ...quiet,
    "marionette.port": port,
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    ...preferences,
  };
  const lines = Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(path.join(profile, "user.js"), lines.join("\n"));

  const display = isHeadless ? undefined : await openDisplay();
  const where = display ? { DISPLAY: display.name, WAYLAND_DISPLAY: undefined } : { MOZ_HEADLESS: "1" };
  const browser = start(program, ["--marionette", "--no-remote", "--profile", profile], {
    env: { HOME: folder, MOZ_CRASHREPORTER_DISABLE: "1", ...where, ...oldLibraries(program) },
  });
  let marionette;
  const close = async () => {
    marionette?.end();
    await browser.end();
    await display?.end();
    remove();
  };
  try {
    marionette = await until(() => openMarionette(port).catch(() => undefined), `${program} to start`, 60_000);
    const send = async (command, parameters) => {
      const result = await marionette.send(`WebDriver:${command}`, parameters);
      return result !== null && "value" in result ? result.value : result;
    };
    const { capabilities } = await send("NewSession", { capabilities: { alwaysMatch: { unhandledPromptBehavior: "accept" } } });
    const version = `Firefox/${capabilities.browserVersion}`;
    const errors = () => browser.lines.filter((line) => /^(JavaScript error: (?!resource:|chrome:)|console\.error:)/.test(line));
    return new WebDriverTab({ send, version, downloads, errors, close });
  } catch (error) {
    await close();
    throw new Error(`${error.message}\n${browser.lines.slice(-5).join("\n")}`);
  }
}

/** An old Firefox that is unpacked and not installed brings the libraries that the system has no more. */
function oldLibraries(program) {
  const folder = path.join(path.dirname(program), "../lib-of-its-time");
  return existsSync(folder) ? { LD_LIBRARY_PATH: folder } : {};
}
