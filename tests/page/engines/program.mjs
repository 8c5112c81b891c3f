// Programs that a test starts: each in a process group and with a folder of its own, so that nothing outlives the test.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";

/** The process groups that run; a test that is stopped from outside takes them along. */
const running = new Set();
process.once("SIGTERM", () => process.exit(143));
process.on("exit", () => running.forEach((group) => signalTo(group, "SIGKILL")));

function signalTo(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // It has ended by itself.
  }
}

/**
 * @typedef {object} Program
 * @property {import("node:child_process").ChildProcess} child
 * @property {string[]} lines what it printed, line by line
 * @property {(signal?: NodeJS.Signals) => Promise<void>} end
 */

/**
 * Starts a program. `stdio` adds pipes behind the three usual ones.
 * @param {string} file
 * @param {string[]} args
 * @param {{env?: Record<string, string | undefined>, stdio?: "pipe"[]}} [options]
 * @returns {Program}
 */
export function start(file, args, { env = {}, stdio = [] } = {}) {
  const child = spawn(file, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", ...stdio],
    detached: true,
  });
  if (child.pid) running.add(child.pid);
  const lines = [""];
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding("utf8").on("data", (text) => {
      const [first, ...rest] = text.split("\n");
      lines[lines.length - 1] += first;
      lines.push(...rest);
    });
  }
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  return {
    child,
    lines,
    async end(signal = "SIGKILL") {
      signalTo(child.pid, signal);
      await ended;
      running.delete(child.pid);
    },
  };
}

/** A folder of its own, and the function that removes it. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "nianbao-"));
  // A browser that was just ended may still be writing.
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }) };
}

/** A port that was free a moment ago, for a program that cannot be asked which one it took. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks until there is an answer that counts as true, and returns it.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {string} what for the message if there is none
 * @returns {Promise<T>}
 */
export async function until(ask, what, timeout = 20_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await sleep(30);
  }
}
