// A browser as it is when somebody opens the page for the first time, for every figure that begins there.

/**
 * Gives `measure` the first page of a new browser with a new profile, after the browser has come to rest: its own new
 * tab runs for a second or two, and what is measured meanwhile has to share the machine with it.
 */
export async function inNewBrowser(launch, measure) {
  const browser = await launch();
  try {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return await measure(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/**
 * Milliseconds from the start of the navigation to the built page at `url` until its example has been checked. Nothing
 * is asked of the page meanwhile: an answer about its frame, which holds the whole app in an attribute, takes 30 ms.
 */
export function coldOpen(launch, url) {
  return inNewBrowser(launch, async (page) => {
    await page.goto(`${url}#example`);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const app = await (await page.waitForSelector("#app", { state: "attached" })).contentFrame();
    const mark = () => performance.timeOrigin + performance.getEntriesByName("nianbao-checked")[0]?.startTime;
    const checked = await (await app.waitForFunction(mark)).jsonValue();
    return checked - (await page.evaluate(() => performance.timeOrigin));
  });
}
