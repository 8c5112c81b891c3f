// Builds dist/nianbao.html: the page, its styles, its program and the core in one file that needs nothing else.
// The same sources give the same bytes: no time, no random name, no path of the machine.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ask, installPackages, installRust, installWasmBindgen, root, run, target } from "./setup.mjs";

/** The oldest engine that the page runs in; the WebAssembly flags below take the core to the same floor. */
const oldestEngine = "chrome75";
const glue = path.join(target, "page/glue");

/** Installs what is missing, builds everything and returns the path of the one file. */
export async function build() {
  installPackages();
  installRust();
  buildCore(installWasmBindgen());
  const file = path.join(root, "dist/nianbao.html");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, await page());
  return file;
}

function buildCore(wasmBindgen) {
  const wasm = path.join(target, "wasm32-unknown-unknown/wasm/nianbao.wasm");
  run(
    "cargo",
    ["build", "--lib", "--profile", "wasm", "--no-default-features", "--target", "wasm32-unknown-unknown", "--target-dir", target],
    { CARGO_ENCODED_RUSTFLAGS: rustFlags().join("\x1f") },
  );
  run(wasmBindgen, [
    wasm,
    ...["--target", "web", "--omit-default-module-path"],
    ...["--remove-name-section", "--remove-producers-section"],
    ...["--out-dir", glue, "--out-name", "nianbao"],
  ]);
}

function rustFlags() {
  const cargoHome = process.env.CARGO_HOME ?? path.join(homedir(), ".cargo");
  const hidden = { [root]: "nianbao", [cargoHome]: "cargo", [ask("rustc", ["--print", "sysroot"])]: "rust" };
  return [
    // Without these three the module asks for reference types, which Chromium has from 102 only.
    ...["-C", "target-feature=-reference-types"],
    ...["-C", "link-arg=--no-check-features"],
    ...["-C", "link-arg=--features=mutable-globals,bulk-memory,bulk-memory-opt,sign-ext,nontrapping-fptoint"],
    ...Object.entries(hidden).map(([folder, name]) => `--remap-path-prefix=${folder}=${name}`),
  ];
}

async function page() {
  const guard = await bundle("www/guard.js", "es5");
  const main = await bundle("www/main.ts", oldestEngine);
  const styles = await bundle("www/styles.css", oldestEngine);
  const core = readFileSync(path.join(glue, "nianbao_bg.wasm")).toString("base64");
  const policy = [
    "default-src 'none'",
    // Engines before Chromium 102 do not know 'wasm-unsafe-eval' and ask for 'unsafe-eval' to compile the core.
    `script-src ${hash(guard)} ${hash(main)} 'wasm-unsafe-eval' 'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    ...["connect-src", "form-action", "base-uri", "frame-src", "worker-src", "object-src", "media-src"].map((d) => `${d} 'none'`),
    ...["font-src", "manifest-src"].map((d) => `${d} 'none'`),
  ].join("; ");

  let html = readFileSync(path.join(root, "index.html"), "utf8");
  const put = (mark, text) => {
    if (html.split(mark).length !== 2) throw new Error(`index.html must hold this exactly once: ${mark}`);
    html = html.split(mark).join(text);
  };
  put('<meta http-equiv="Content-Security-Policy">', `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  put('<link rel="stylesheet" href="www/styles.css">', `<style>${styles}</style>`);
  put('<script src="www/guard.js"></script>', `<script>${guard}</script>`);
  put('<script type="text/plain" id="core"></script>', `<script type="text/plain" id="core">${core}</script>`);
  put('<script src="www/main.ts"></script>', `<script>${main}</script>`);
  return html;
}

async function bundle(entry, engine) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    format: "iife",
    target: engine,
    legalComments: "none",
    loader: { ".txt": "text" },
    logLevel: "warning",
  });
  return outputFiles[0].text.trim();
}

function hash(script) {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(`\n${await build()}`);
