// npm run bench:peers: nianbao beside AutoCorrect and Harper in a browser, and beside what the machine needs for less,
// as tables in Markdown. benches/README.md says how it is measured. Never part of the build or the tests.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "../../www/build.mjs";
import { ask, installChromium, installPackages, root, stop } from "../../www/setup.mjs";
import { coldOpen } from "../cold-open.mjs";
import { drafts, inEnglish } from "./drafts.mjs";
import { head, kilobytes, median, medianAndLeast, megabytes, ms, row, times } from "./numbers.mjs";

const opens = 5;
const subjects = [
  { name: "nianbao", checker: "nianbao" },
  { name: "AutoCorrect", checker: "autocorrect" },
  { name: "Harper", checker: "harper" },
  { name: "Harper, English text", checker: "harper", english: true },
];

installPackages(fileURLToPath(new URL(".", import.meta.url)));
const file = await build();
process.env.CHROMIUM = installChromium();
const { fileUrl, launchAsIs } = await import("../../tests/page/browser.mjs");
const { checks, firstFinding, typical } = await import("./browser.mjs");
const { serve } = await import("./serve.mjs");

const loadBefore = loadavg()[0];
const server = await serve();
const texts = drafts();
const [, example] = texts[0];

const pages = [];
for (const subject of subjects) subject.starts = [];
for (let i = 0; i < opens; i++) {
  say(`new browsers, ${i + 1} of ${opens}`);
  // One after the other in each round, so that what else the machine does meets all of them.
  for (const { checker, english, starts } of subjects) {
    starts.push(await firstFinding(launchAsIs, server, checker, english ? inEnglish(example) : example));
  }
  pages.push(await coldOpen(launchAsIs, fileUrl));
}
for (const subject of subjects) {
  say(`checks by ${subject.name}`);
  const own = subject.english ? texts.map(([name, text]) => [name, inEnglish(text)]) : texts;
  subject.checks = await checks(launchAsIs, server, subject.checker, own);
}
server.close();
say("cargo bench --bench floor");
const floor = timeFloor();

const lines = [...machine(), "", ...inBrowser(), "", ...native(), "", ...verdicts()];
console.log(`\n${lines.join("\n")}`);

function say(message) {
  console.error(message);
}

function machine() {
  const package_ = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
  const system = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0].model.trim()}, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, ${system}, ${ask(process.env.CHROMIUM, ["--version"])}, ` +
      `Node ${process.version}, ${ask("rustc", ["--version"]).split(" ", 2).join(" ")}; ` +
      `AutoCorrect ${package_("@huacnlee/autocorrect")}, Harper ${package_("harper.js")}; ` +
      `load average ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after.`,
  ];
}

function inBrowser() {
  const measured = (what, cell) => row(what, ...subjects.map(cell));
  const html = readFileSync(file);
  const some = (starts, key) => medianAndLeast(starts.map((start) => start[key]));
  const growth = ({ checks }) => {
    const [one, hundred] = ["example", "example × 100"].map((name) => typical(checks.get(name)));
    return one && hundred ? times(hundred / one) : "–";
  };
  const memory = (name) => (subject) => {
    const { memory, heap } = subject.checks.get(name) ?? {};
    return memory ? `${megabytes(memory)} + ${megabytes(heap)}` : "–";
  };
  return [
    ...head("in Chromium", ...subjects.map(({ name }) => name)),
    measured("to fetch, compressed (plain)", ({ starts: [{ gzip, bytes }] }) => `${kilobytes(gzip)} (${kilobytes(bytes)})`),
    measured("empty page to ready", ({ starts }) => some(starts, "ready")),
    measured("ready to first findings", ({ starts }) => some(starts, "first")),
    measured("empty page to first findings", ({ starts }) => medianAndLeast(starts.map(firstFindings))),
    ...texts.map(([name, text]) =>
      measured(`check, ${name}, ${Buffer.byteLength(text).toLocaleString("en")} bytes`, (subject) => checked(subject.checks.get(name))),
    ),
    measured("100 times the text takes", growth),
    measured("memory after the short drafts: module + JavaScript", memory("example")),
    measured("memory after the example × 100", memory("example × 100")),
    row(
      `the whole page with editor and app, ${kilobytes(gzipSync(html, { level: 9 }).length)} (${kilobytes(html.length)}): ` +
        "opened from disk to the findings of the example",
      ...[medianAndLeast(pages), ...subjects.slice(1).map(() => "–")],
    ),
  ];
}

function firstFindings({ ready, first }) {
  return ready + first;
}

function checked(result) {
  if (!result) return "–";
  if (result.late) return `over ${ms(result.late)}`;
  if (result.refused) return `refused: ${result.refused.replaceAll("|", "/").slice(0, 80)}`;
  return `${medianAndLeast(result.times)}, ${result.found.toLocaleString("en")} found`;
}

/** The lines of the native measurement, by draft. */
function timeFloor() {
  const args = ["bench", "--quiet", "--bench", "floor"];
  const { status, stdout, stderr } = spawnSync("cargo", args, { cwd: root, encoding: "utf8" });
  if (status !== 0) stop(`cargo ${args.join(" ")} failed:\n${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([what, draft, bytes, counted, least, median]) => ({ what, draft, bytes, counted, least: least / 1e6, median: median / 1e6 }));
}

function native() {
  const [compiling, ...measured] = floor;
  const columns = [...new Set(measured.map(({ what }) => what))];
  const [, set] = columns;
  const nianbao = columns.at(-1);
  const at = (what, draft) => measured.find((one) => one.what === what && one.draft === draft);
  const rows = texts.map(([name, text]) => {
    if (Number(at(nianbao, name)?.bytes) !== Buffer.byteLength(text)) stop(`benches/floor.rs has another “${name}”.`);
    const ratio = at(nianbao, name).median / at(set, name).median;
    return row(name, ...columns.map((what) => nativeCell(at(what, name))), times(ratio));
  });
  return [
    ...head("native", ...columns, `nianbao to ${set}`),
    ...rows,
    "",
    `Compiling the ${set} takes ${ms(compiling.median)}.`,
  ];
}

function nativeCell({ what, counted, least, median }) {
  const count = what.startsWith("UTF-8") ? "" : `, ${Number(counted).toLocaleString("en")} found`;
  return `${ms(median)} (${ms(least)})${count}`;
}

/** What the tables say about the aims, whether they are met or not. */
function verdicts() {
  const [own, ...peers] = subjects;
  const start = ({ starts }) => median(starts.map(firstFindings));
  const ratios = (mine, theirs) => {
    const all = texts.slice(0, -3).map(([name]) => [name, mine(name) / theirs(name)]);
    const worst = all.reduce((a, b) => (b[1] > a[1] ? b : a));
    return `${all.filter(([, ratio]) => ratio < 1).length} of ${all.length} drafts; at worst ${times(worst[1])} its time (${worst[0]})`;
  };
  const check = (subject) => (name) => typical(subject.checks.get(name));
  const nativeTime = (what) => (name) => floor.find((one) => one.draft === name && one.what.startsWith(what)).median;
  const within = texts.filter(([name]) => nativeTime("nianbao")(name) <= 10 * nativeTime("RegexSet")(name)).length;
  return [
    ...peers.map(
      (peer) =>
        `- First findings: nianbao is ${start(own) < start(peer) ? "ahead of" : "**behind**"} ${peer.name}: ` +
        `${ms(start(own))} to ${ms(start(peer))}.`,
    ),
    ...peers.map((peer) => `- Check time: nianbao is faster than ${peer.name} on ${ratios(check(own), check(peer))}.`),
    `- Native, within ten times the smaller RegexSet: ${within} of ${texts.length} texts.`,
  ];
}
