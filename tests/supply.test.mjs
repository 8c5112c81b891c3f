// What the project is made of: pinned, from one registry each, under licences that deny.toml allows, written down in the
// bill of materials. Needs cargo, Node and a page that is built; `cargo deny` looks at the same deny.toml.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { writeAlong } from "../www/supply/along.mjs";
import { crates, inPage, inProgram, npmPackages } from "../www/supply/components.mjs";
import { allowed, chosen, licencesOf } from "../www/supply/licences.mjs";
import { root } from "../www/setup.mjs";

const read = (file) => readFileSync(path.join(root, file), "utf8");
const bundled = [...(await inPage()), ...inProgram()];
/** Licences of what is run to build or test, and never handed on. */
const ofTools = [...allowed(), "MPL-2.0"];

test("every crate is the project's own or comes from the registry with its checksum", () => {
  const foreign = crates().filter(({ source }) => source);
  assert.ok(foreign.length > 50);
  for (const { name, source, checksum } of foreign) {
    assert.match(source, /^registry\+.+\/crates\.io-index$/, name);
    assert.match(checksum, /^[0-9a-f]{64}$/, name);
  }
  const own = crates().filter(({ source }) => !source);
  assert.deepEqual(own.map(({ name }) => name), ["nianbao", "pack", "unpack"]);
});

test("every npm package is pinned to its content, and no host is written down", () => {
  for (const { name, integrity } of npmPackages()) assert.match(integrity ?? "", /^sha512-/, name);
  assert.doesNotMatch(read("package-lock.json"), /"resolved"|https?:/);
  for (const [name, version] of Object.entries(JSON.parse(read("package.json")).devDependencies)) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
  }
});

test("every licence is allowed", () => {
  for (const { name, licence } of [...crates(), ...bundled]) assert.ok(chosen(licence), `${name}: ${licence}`);
  for (const { name, licence } of npmPackages()) assert.ok(chosen(licence, ofTools), `${name}: ${licence}`);
});

test("nothing is bundled in two versions", () => {
  const versions = new Map();
  for (const { kind, name, version } of bundled) {
    const key = `${kind} ${name}`;
    assert.equal(versions.get(key) ?? version, version, key);
    versions.set(key, version);
  }
});

for (const [expression, licences] of [
  ["MIT", ["MIT"]],
  ["Apache-2.0 OR MIT", ["MIT"]],
  ["Unlicense OR MIT", ["MIT"]],
  ["(MIT OR Apache-2.0) AND Unicode-3.0", ["MIT", "Unicode-3.0"]],
  ["GPL-3.0-only OR (BSD-3-Clause AND MIT)", ["BSD-3-Clause", "MIT"]],
  ["Apache-2.0 WITH LLVM-exception OR MIT", ["MIT"]],
  ["GPL-3.0-only", undefined],
  ["MIT AND GPL-3.0-only", undefined],
  ["Apache-2.0 WITH LLVM-exception", undefined],
]) {
  test(`${expression} is taken as ${licences?.join(" and ") ?? "not allowed"}`, () => {
    assert.deepEqual(chosen(expression, ["MIT", "BSD-3-Clause", "Unicode-3.0", "Apache-2.0"]), licences);
  });
}

test("the build ends where a licence is not allowed, has no text, or has other words", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "nianbao-"));
  t.after(() => rmSync(folder, { recursive: true }));
  copyFileSync(path.join(root, "licences/BSD-3-Clause.txt"), path.join(folder, "LICENSE"));
  const of = (licence) => () => licencesOf([{ name: "thing", licence, folder }]);
  assert.match(of("BSD-3-Clause")(), /^thing$/m);
  assert.throws(of("GPL-3.0-only"), /thing: .*not allowed/);
  assert.throws(of("Apache-2.0"), /no text/);
  assert.throws(of("MIT"), /thing: none of LICENSE is the text of MIT/);
});

test("the licences and the bill of materials belong to this page, and come out the same again", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "nianbao-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const page = path.join(folder, "nianbao.html");
  copyFileSync(path.join(root, "dist/nianbao.html"), page);
  await writeAlong(page);
  for (const name of ["licences.txt", "nianbao.cdx.json"]) {
    assert.ok(readFileSync(path.join(folder, name)).equals(readFileSync(path.join(root, "dist", name))), name);
  }
  const bill = JSON.parse(read("dist/nianbao.cdx.json"));
  const [{ content }] = bill.metadata.component.hashes;
  assert.equal(content, createHash("sha256").update(readFileSync(page)).digest("hex"));

  const named = new Set(bill.components.map(({ name, version }) => `${name} ${version}`));
  for (const { name, version, source, kind } of [...crates(), ...npmPackages()]) {
    if (kind === "npm" || source) assert.ok(named.has(`${name} ${version}`), name);
  }
  const required = bill.components.filter(({ scope }) => scope === "required").map(({ name }) => name);
  assert.deepEqual(required.sort(), Array.from(new Set(bundled.map(({ name }) => name))).sort());
  const refs = new Set(["nianbao", ...bill.components.map((component) => component["bom-ref"])]);
  assert.equal(refs.size, bill.components.length + 1);
  for (const { ref, dependsOn } of bill.dependencies) for (const each of [ref, ...dependsOn]) assert.ok(refs.has(each), each);
});
