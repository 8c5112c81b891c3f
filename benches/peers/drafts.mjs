// The texts that everybody is given; `drafts` of benches/floor.rs makes the same ones.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "../../www/setup.mjs";

const example = readFileSync(path.join(root, "www/example.txt"), "utf8");
const english = readFileSync(new URL("english.txt", import.meta.url), "latin1");

/** Names and texts: the example, the seeds where they are at hand, and long ones. */
export function drafts() {
  const folder = process.env.NIANBAO_SEEDS ?? path.join(root, "../shared/seeds");
  const seeds = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".txt")).sort() : [];
  return [
    ["example", example],
    ...seeds.map((name, number) => [`seed ${number}`, readFileSync(path.join(folder, name), "utf8")]),
    ["example × 10", example.repeat(10)],
    ["example × 100", example.repeat(100)],
    ["one long report", oneLongReport()],
  ];
}

/** The English text, as many bytes of it as `draft` has. */
export function inEnglish(draft) {
  const length = Buffer.byteLength(draft);
  return english.repeat(Math.ceil(length / english.length)).slice(0, length);
}

/** The example with its narrative as often as it takes to be as long as a hundred examples. */
function oneLongReport() {
  const from = example.indexOf("（一）主动公开");
  const to = example.indexOf("二、主动公开");
  const [before, narrative, behind] = [example.slice(0, from), example.slice(from, to), example.slice(to)];
  const left = Buffer.byteLength(example) * 100 - Buffer.byteLength(before + behind);
  return before + narrative.repeat(Math.floor(left / Buffer.byteLength(narrative))) + behind;
}
