// The licences of what is bundled: each text once, before it the components that it covers with their notices. A
// component whose licence is not allowed, or whose words are not those of the licence, ends the build.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "../setup.mjs";
import { inPage } from "./components.mjs";

const lead = "本工具是开放源代码软件，并且含有以下开放源代码软件。每一份许可之前，写明它适用的软件和它们的版权声明。";
const own = { name: "nianbao", licence: "MIT", folder: root };

/** What stands above the words of a licence. */
const title = /^\s*((the )?mit licen[cs]e( \(mit\))?|unicode license v3)/i;

/** The licences that deny.toml allows, in the order of preference. */
export function allowed() {
  const table = readFileSync(path.join(root, "deny.toml"), "utf8");
  return JSON.parse(/^allow = (\[.+\])$/m.exec(table)[1]);
}

/** Of an SPDX expression, the licences to go by: of those behind OR the most preferred; undefined where none is allowed. */
export function chosen(expression, preferred = allowed()) {
  const words = expression.match(/[()]|[^\s()]+(?: WITH [^\s()]+)?/g);
  let at = 0;
  const worst = (licences) => Math.max(...licences.map((id) => preferred.indexOf(id)));

  function either() {
    const ways = [both()];
    while (words[at] === "OR") ways.push((at++, both()));
    return ways.filter(Boolean).sort((a, b) => worst(a) - worst(b))[0];
  }
  function both() {
    const parts = [one()];
    while (words[at] === "AND") parts.push((at++, one()));
    return parts.every(Boolean) ? parts.flat() : undefined;
  }
  function one() {
    const word = words[at++];
    if (word !== "(") return preferred.includes(word) ? [word] : undefined;
    const inside = either();
    at++;
    return inside;
  }
  return either();
}

/** The licences of what is in the page, as markup. */
export async function licencesOfPage() {
  return licencesOf(await inPage()).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** The text to show with what is built of `components`. */
export function licencesOf(components) {
  const covered = new Map();
  for (const component of [own, ...components]) {
    const licences = chosen(component.licence);
    if (!licences) throw new Error(`${component.name}: the licence ${component.licence} is not allowed in deny.toml`);
    for (const id of licences) {
      const notices = (component.notices ?? noticesOf(component, id)).join("\n");
      if (!covered.has(id)) covered.set(id, new Map());
      const names = covered.get(id);
      names.set(notices, [...(names.get(notices) ?? []), component.name]);
    }
  }
  const parts = Array.from(covered).sort().map(([id, covered]) => {
    const blocks = Array.from(covered, ([notices, names]) => `${Array.from(new Set(names)).join(", ")}\n${notices}`.trim());
    return [id, ...blocks, textOf(id)].join("\n\n");
  });
  return [lead, ...parts].join("\n\n");
}

function textOf(id) {
  const file = path.join(root, `licences/${id}.txt`);
  if (!existsSync(file)) throw new Error(`something bundled is under ${id}, and licences/ has no text of it`);
  return readFileSync(file, "utf8").trim();
}

/** The copyright notices of a component, from the file that has the words of the licence and nothing else. */
function noticesOf({ name, folder, authors }, id) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => entry.name).filter((file) => /^(licen[cs]e|copying)/i.test(file)).sort();
  for (const file of files) {
    const lines = readFileSync(path.join(folder, file), "utf8").split("\n").map((line) => line.trim());
    const isNotice = (line) => /^(copyright|©)/i.test(line) && !/^copyright (holder|notice|and permission)/i.test(line);
    const rest = lines.filter((line) => !isNotice(line)).join(" ");
    if (wordsOf(rest.replace(title, "")) !== wordsOf(textOf(id))) continue;
    const notices = lines.filter(isNotice);
    // A text without a notice asks for none; who wrote it is said all the same.
    return notices.length > 0 || !authors?.length ? notices : [authors.map((author) => author.replace(/ <.*/, "")).join(", ")];
  }
  throw new Error(`${name}: none of ${files.join(", ") || "its files"} is the text of ${id}`);
}

function wordsOf(text) {
  return text.replace(/[\s#*]+/g, " ").trim();
}
