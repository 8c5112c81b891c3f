// The browsers that the page is tested in, with one interface.

import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { until } from "./program.mjs";
import { openWebKit } from "./webkit.mjs";

/**
 * One tab of a browser that was started for it. `app` means the frame in which the page runs its program, or the page
 * itself where there is no such frame; a function that is evaluated is sent as text, with arguments that are JSON.
 * @typedef {object} Tab
 * @property {string} downloads the folder where files arrive that the page saves
 * @property {() => Promise<string>} version
 * @property {(url: string) => Promise<void>} open
 * @property {() => Promise<void>} reload
 * @property {(work: Function, ...args: any[]) => Promise<any>} top evaluates in the page
 * @property {(work: Function, ...args: any[]) => Promise<any>} app evaluates in the app
 * @property {(selector: string) => Promise<void>} click clicks in the app
 * @property {(text: string) => Promise<void>} type
 * @property {(key: string) => Promise<void>} key
 * @property {(file: string) => Promise<void>} screenshot
 * @property {() => string[]} errors what was said in the console since the page was opened; WebKit does
 *   not tell
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {(options?: {args?: string[], preferences?: Record<string, unknown>}) => Promise<Tab>} launch `args` are
 *   Chromium's, `preferences` Firefox's
 */

/** @type {Engine[]} */
export const engines = [
  { name: "chromium", launch: (options) => openChromium(process.env.CHROMIUM ?? "/usr/bin/chromium", options) },
  { name: "firefox", launch: (options) => openFirefox(process.env.FIREFOX ?? "firefox-esr", options) },
  { name: "webkit", launch: () => openWebKit("WebKitWebDriver") },
];

/** Waits until the page's core runs. */
export function started(tab) {
  const isReady = () => document.documentElement.getAttribute("data-core") === "ready";
  return until(() => tab.app(isReady).catch(() => false), "the page to start", 60_000);
}

/**
 * Waits until the page's core runs and the app can be seen, where the engine says so: in Chromium what is pressed before
 * its frame is drawn goes to the page around it.
 */
export async function drawn(tab) {
  await started(tab);
  const isDrawn = () => {
    const { supportedEntryTypes } = window.PerformanceObserver || {};
    const tells = supportedEntryTypes && supportedEntryTypes.indexOf("paint") >= 0;
    return !tells || performance.getEntriesByType("paint").length > 0;
  };
  await until(() => tab.app(isDrawn), "the page to be drawn");
}
