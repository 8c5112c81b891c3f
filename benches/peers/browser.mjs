// What is measured in the browser: from an empty page to the first finding, then check after check.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { inNewBrowser } from "../cold-open.mjs";
import { median } from "./numbers.mjs";

/** Calls whose median is taken, or as many as fit into the time; a call that takes longer than the limit is given up. */
const calls = 20;
const most = 2_000;
const limit = 25_000;
/** Texts of fewer UTF-16 code units are checked in turn. */
const short = 10_000;

/**
 * In a new browser: milliseconds from an empty page to the checker being ready, and from there to its findings in `text`;
 * and what it had to fetch, in bytes as they are and compressed.
 */
export function firstFinding(launch, server, checker, text) {
  return inNewBrowser(launch, async (page) => {
    await page.goto(server.address);
    server.fetched.clear();
    const times = await page.evaluate(
      async ([checker, text]) => {
        const start = performance.now();
        const { findings } = await import(`/page/${checker}.js`);
        const ready = performance.now();
        const found = await findings(text);
        return { ready: ready - start, first: performance.now() - ready, found };
      },
      [checker, text],
    );
    const files = [...server.fetched].map((file) => readFileSync(file));
    const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);
    return {
      ...times,
      bytes: sum(files.map((file) => file.length)),
      gzip: sum(files.map((file) => gzipSync(file, { level: 9 }).length)),
    };
  });
}

/** Each text checked again and again: times in milliseconds, findings, and the memory that is taken afterwards. */
export async function checks(launch, server, checker, texts) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const cdp = await page.context().newCDPSession(page);
    await page.addInitScript(keepMemories);
    await page.goto(server.address);
    await page.evaluate(warmUp, [checker, texts[0][1], most]);
    const isShort = ([, text]) => text.length < short;
    const series = [texts.filter(isShort), ...texts.filter((text) => !isShort(text)).map((text) => [text])];
    const results = new Map();
    for (const one of series) {
      const measured = page.evaluate(checkAgain, [one.map(([, text]) => text), calls, most]).catch(refusal);
      const all = await inTime(measured);
      one.forEach(([name], at) => results.set(name, all[at] ?? all));
      // A page that still works on a call answers nothing else.
      if (all.late) break;
      await cdp.send("HeapProfiler.collectGarbage");
      const { usedSize } = await cdp.send("Runtime.getHeapUsage");
      const memory = await page.evaluate(() => window.memories.reduce((all, { buffer }) => all + buffer.byteLength, 0));
      for (const [name] of one) Object.assign(results.get(name), { memory, heap: usedSize });
    }
    return results;
  } finally {
    await browser.close();
  }
}

/** In the page, before its scripts: remembers the memory of every module that is started. */
function keepMemories() {
  window.memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original(...args);
      const memory = (result.instance ?? result).exports.memory;
      if (memory) window.memories.push(memory);
      return result;
    };
  }
}

/** In the page: starts a checker and calls it until what it does at first is done and the engine has compiled it well. */
async function warmUp([checker, text, most]) {
  const { findings } = await import(`/page/${checker}.js`);
  await findings(text);
  const end = performance.now() + most;
  do await findings(text);
  while (performance.now() < end);
  window.findings = findings;
}

/**
 * In the page: each text in turn, round after round with a rest between them, so that what else the machine does meets
 * all of them. The first round does not count, unless it takes so long that it is the only one.
 */
async function checkAgain([texts, calls, most]) {
  const results = texts.map(() => ({ found: 0, times: [] }));
  const round = async () => {
    for (const [at, text] of texts.entries()) {
      const start = performance.now();
      results[at].found = await window.findings(text);
      results[at].times.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await round();
  const end = performance.now() + most * texts.length;
  if (performance.now() - start > most * texts.length) return results;
  for (const result of results) result.times = [];
  for (let i = 0; i < calls && (i === 0 || performance.now() < end); i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await round();
  }
  return results;
}

function inTime(result) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve({ late: limit }), limit)));
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}

/** A checker that refuses a text says why; the first line of it is enough. */
function refusal(error) {
  return { refused: error.message.split("\n")[0] };
}

/** The median time of a result, or undefined where it has none. */
export const typical = (result) => result?.times && median(result.times);
