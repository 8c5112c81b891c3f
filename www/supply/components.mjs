// Which components of others are in what is built, and which only help to build and test it: from the lock files, from
// what cargo links and from what esbuild takes in.

import { readFileSync } from "node:fs";
import path from "node:path";
import { ask, root, stop } from "../setup.mjs";

/** What esbuild makes the page's scripts of. */
const scripts = ["www/main.ts", "www/shell/shell.ts", "www/shell/guard.js", "www/seal.js"];

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const cargo = (...args) => ask("cargo", args) || stop(`cargo ${args.join(" ")} failed.`);
const byName = (a, b) => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ kind, name, version }) => [kind, name, version].join(" ");

/** The npm packages of the lock file, those for other systems included. */
export function npmPackages() {
  const { packages } = readJson("package-lock.json");
  return Object.entries(packages)
    .filter(([folder]) => folder !== "")
    .map(([folder, { version, license, integrity, dependencies = {}, optionalDependencies = {} }]) => ({
      ...{ kind: "npm", name: folder.replace(/^.*node_modules\//, ""), version, licence: license, integrity },
      needs: Object.keys({ ...dependencies, ...optionalDependencies }),
      folder: path.join(root, folder),
    }))
    .sort(byName);
}

/** The crates of the lock file; those of the project itself have no checksum. */
export function crates() {
  const { packages } = JSON.parse(cargo("metadata", "--format-version", "1", "--locked"));
  const lock = readFileSync(path.join(root, "Cargo.lock"), "utf8").split("[[package]]").slice(1);
  return lock
    .map((entry) => {
      const [, name, version] = /name = "(.+)"\nversion = "(.+)"/.exec(entry);
      const { license, manifest_path, authors } = packages.find((crate) => crate.name === name && crate.version === version);
      return {
        ...{ kind: "cargo", name, version, licence: license.replaceAll("/", " OR "), authors },
        checksum: /checksum = "(.+)"/.exec(entry)?.[1],
        source: /source = "(.+)"/.exec(entry)?.[1],
        needs: Array.from(entry.matchAll(/^ "(.+)",$/gm), ([, need]) => need),
        folder: path.dirname(manifest_path),
      };
    })
    .sort(byName);
}

/** What no lock file names. */
export function others() {
  return readJson("licences/others.json").map((component) => ({ kind: "other", ...component }));
}

/** What is in the page. */
export async function inPage() {
  const linked = [
    ...linkedWith("--package", "nianbao", "--no-default-features", "--target", "wasm32-unknown-unknown"),
    ...linkedWith("--package", "unpack", "--target", "wasm32-unknown-unknown"),
  ];
  const taken = await takenIn();
  return [...npmPackages().filter(({ name }) => taken.has(name)), ...linkedOf(linked), ...others()];
}

/** What is in the command line program, on whichever system. */
export function inProgram() {
  return [...linkedOf(linkedWith("--package", "nianbao", "--target", "all")), ...others()];
}

function linkedOf(linked) {
  return crates().filter(({ name, version, checksum }) => checksum && linked.includes(`${name} v${version}`));
}

/** The crates that are linked, which the macros among them and what these need are not. */
function linkedWith(...selection) {
  const tree = cargo("tree", "--locked", ...selection, "--edges", "normal,no-proc-macro", "--prefix", "none");
  return tree.split("\n").map((line) => line.split(" ").slice(0, 2).join(" "));
}

/** The names of the packages of which something stands in the scripts. */
async function takenIn() {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints: scripts, outdir: "dist", write: false, metafile: true },
    ...{ bundle: true, format: "iife", loader: { ".txt": "text" }, logLevel: "warning" },
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const files = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
  const names = files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean);
  // Its own helpers are no input.
  return new Set([...names, "esbuild"]);
}
