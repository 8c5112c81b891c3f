// What stands beside the page: the licences of the page and the program as text, and the bill of materials (CycloneDX)
// of what is in them and of what built and tested them. No time and no random number: the same sources, the same bytes.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ask, root } from "../setup.mjs";
import { crates, inPage, inProgram, npmPackages, others } from "./components.mjs";
import { licencesOf } from "./licences.mjs";

/** Writes both beside the page that was built. */
export async function writeAlong(page) {
  const folder = path.dirname(page);
  const inside = { page: await inPage(), program: inProgram() };
  writeFileSync(path.join(folder, "licences.txt"), `${licencesOf([...inside.page, ...inside.program])}\n`);
  writeFileSync(path.join(folder, "nianbao.cdx.json"), `${JSON.stringify(billOf(page, inside), null, 1)}\n`);
}

function billOf(page, inside) {
  const all = [...crates().filter(({ checksum }) => checksum), ...npmPackages(), ...others()];
  const isIn = (components) => (component) => components.some(({ kind, name, version }) => refOf({ kind, name, version }) === refOf(component));
  const [isInPage, isInProgram] = [isIn(inside.page), isIn(inside.program)];
  const useOf = (component) =>
    [isInPage(component) && "page", isInProgram(component) && "program"].filter(Boolean).join(" and ") || "build and test";
  const self = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const refs = new Map(all.map((component) => [component, refOf(component)]));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        ...{ type: "application", "bom-ref": "nianbao", name: self.name, version: self.version, description: self.description },
        hashes: [{ alg: "SHA-256", content: createHash("sha256").update(readFileSync(page)).digest("hex") }],
        licenses: [{ license: { id: self.license } }],
      },
    },
    components: all.map((component) => ({
      ...{ type: "library", "bom-ref": refOf(component), name: component.name, version: versionOf(component) },
      scope: useOf(component) === "build and test" ? "excluded" : "required",
      ...{ hashes: hashesOf(component), licenses: licencesIn(component) },
      ...(component.kind === "other" ? {} : { purl: refOf(component) }),
      properties: [{ name: "nianbao:in", value: useOf(component) }],
    })),
    dependencies: [
      { ref: "nianbao", dependsOn: all.filter((c) => useOf(c) !== "build and test").map(refOf) },
      ...all.filter(({ needs }) => needs?.length).map((component) => ({
        ref: refs.get(component),
        dependsOn: Array.from(new Set(component.needs.flatMap((need) => needed(all, component.kind, need)))),
      })),
    ],
  };
}

/** The reference of what a lock file says that something needs: a name, for crates perhaps with a version. */
function needed(all, kind, need) {
  const [name, version] = kind === "cargo" ? need.split(" ") : [need];
  return all.filter((other) => other.kind === kind && other.name === name && (!version || other.version === version)).map(refOf);
}

/** The package URL of a component, its name where it comes from no registry. */
function refOf({ kind, name, version }) {
  return kind === "other" ? name : `pkg:${kind}/${name.replace("@", "%40")}@${version}`;
}

/** What comes with the compiler has the compiler's version. */
function versionOf({ version }) {
  return version ?? ask("rustc", ["--version"]).split(" ")[1];
}

function hashesOf({ checksum, integrity }) {
  if (checksum) return [{ alg: "SHA-256", content: checksum }];
  if (!integrity) return undefined;
  const [, algorithm, digest] = /^sha(\d+)-(.+)$/.exec(integrity);
  return [{ alg: `SHA-${algorithm}`, content: Buffer.from(digest, "base64").toString("hex") }];
}

function licencesIn({ licence }) {
  return /[\s()]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeAlong(path.join(root, "dist/nianbao.html"));
