// WebKitGTK by its WebKitWebDriver, on a display of its own: it has no headless mode.

import { openDisplay } from "./display.mjs";
import { freePort, start, temporaryFolder, until } from "./program.mjs";
import { WebDriverTab } from "./webdriver.mjs";

/** Where WebDriver over HTTP has its commands: method and path under the session. */
const commands = {
  Navigate: () => ["POST", "url"],
  Refresh: () => ["POST", "refresh"],
  ExecuteAsyncScript: () => ["POST", "execute/async"],
  FindElement: () => ["POST", "element"],
  ElementClick: ({ id }) => ["POST", `element/${id}/click`],
  SwitchToFrame: () => ["POST", "frame"],
  PerformActions: () => ["POST", "actions"],
  TakeScreenshot: () => ["GET", "screenshot"],
};

/**
 * @param {string} program the WebDriver; it knows where its browser is
 * @returns {Promise<import("./engine.mjs").Tab>}
 */
export async function openWebKit(program) {
  const { folder, remove } = temporaryFolder();
  const display = await openDisplay();
  const port = await freePort();
  const driver = start(program, [`--port=${port}`], {
    env: {
      DISPLAY: display.name,
      WAYLAND_DISPLAY: undefined,
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      // No graphics card, no desktop and, as root, no bubblewrap.
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      GTK_USE_PORTAL: "0",
      NO_AT_BRIDGE: "1",
    },
  });
  const close = async () => {
    await driver.end();
    await display.end();
    remove();
  };
  try {
    const request = (method, path, body) => askDriver(`http://127.0.0.1:${port}/${path}`, method, body);
    await until(() => request("GET", "status").catch(() => undefined), `${program} to start`);
    const { sessionId, capabilities } = await request("POST", "session", {
      capabilities: { alwaysMatch: { unhandledPromptBehavior: "accept" } },
    });
    const send = (command, parameters = {}) => {
      const [method, path] = commands[command](parameters);
      return request(method, `session/${sessionId}/${path}`, method === "POST" ? parameters : undefined);
    };
    const version = `WebKitGTK/${capabilities.browserVersion}`;
    // A browser under remote control does not print its console.
    const errors = () => [];
    return new WebDriverTab({ send, version, downloads: folder, errors, close });
  } catch (error) {
    await close();
    throw new Error(`${error.message}\n${driver.lines.slice(-5).join("\n")}`);
  }
}

async function askDriver(url, method, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
