// Builds dist/nianbao.html: the app, its styles and the core, packed, in one file that unpacks them and needs nothing
// else.
// The same sources give the same bytes: no time, no random name, no path of the machine.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { licencesOfPage } from "./supply/licences.mjs";
import { writeAlong } from "./supply/along.mjs";
import { ask, installPackages, installRust, installWasmBindgen, root, run, target } from "./setup.mjs";

/** The oldest engine that the page runs in; the WebAssembly flags below take the core to the same floor. */
const oldestEngine = "chrome75";
const glue = path.join(target, "page/glue");

/** Installs what is missing, builds everything and returns the path of the one file. */
export async function build() {
  installPackages();
  installRust();
  const wasmBindgen = installWasmBindgen();
  buildModule("nianbao", ["--no-default-features"], wasmBindgen);
  buildModule("unpack", [], wasmBindgen);
  run("cargo", ["build", "--package", "pack", "--release", "--target-dir", target]);
  const file = path.join(root, "dist/nianbao.html");
  mkdirSync(path.dirname(file), { recursive: true });
  const html = await page();
  writeFileSync(file, html);
  // As sha256sum writes and checks it.
  writeFileSync(`${file}.sha256`, `${sha256(html).digest("hex")}  ${path.basename(file)}\n`);
  await writeAlong(file);
  return file;
}

function buildModule(name, options, wasmBindgen) {
  run(
    "cargo",
    [
      ...["build", "--package", name, "--lib", "--profile", "wasm", ...options],
      ...["--target", "wasm32-unknown-unknown", "--target-dir", target],
    ],
    { CARGO_ENCODED_RUSTFLAGS: rustFlags().join("\x1f") },
  );
  run(wasmBindgen, [
    path.join(target, `wasm32-unknown-unknown/wasm/${name}.wasm`),
    ...["--target", "web", "--omit-default-module-path"],
    "--remove-producers-section",
    ...["--out-dir", glue, "--out-name", name],
  ]);
  const bound = path.join(glue, `${name}_bg.wasm`);
  run(path.join(root, "node_modules/.bin/wasm-opt"), [bound, "-o", bound, ...wasmFeatures, ...wasmPasses]);
}

/** What wasm-opt may use, as in the features below. */
const wasmFeatures = ["mutable-globals", "bulk-memory", "sign-ext", "nontrapping-float-to-int"].map((name) => "--enable-" + name);

/**
 * What makes the core smaller once it is compressed. -Oz makes only the plain file smaller: what it inlines, shares and
 * renumbers repeats less. In the order of their names, functions that one generic function became stand together. How an
 * address is aligned is a hint that no engine uses.
 */
const wasmPasses = [
  ...["--remove-unused-module-elements", "--duplicate-function-elimination", "--optimize-instructions", "--precompute"],
  ...["--rse", "--vacuum", "--dealign", "--reorder-locals", "--reorder-functions-by-name", "--strip-debug"],
];

/** What LLVM may make of a loop: nothing but what is as small. */
const unrolling = ["-unroll-threshold=40", "-unroll-partial-threshold=0", "-unroll-runtime=false"];

/** Without the search for what is calculated on some of the ways to a place. */
const redundancies = ["-enable-pre=false", "-enable-load-pre=false"];

function rustFlags() {
  const cargoHome = process.env.CARGO_HOME ?? path.join(homedir(), ".cargo");
  const hidden = { [root]: "nianbao", [cargoHome]: "cargo", [ask("rustc", ["--print", "sysroot"])]: "rust" };
  return [
    // Pointers that run along beside a loop's index save a multiplication each, but WebAssembly has to spell them out.
    // A function that is more than a few instructions is called instead of copied: half of what speed costs in bytes
    // for a tenth of it.
    // A loop over a few words stays a loop, and nothing is calculated on one way in because another has it already:
    // both copy code, and a check is no faster with them.
    ...["-C", `llvm-args=${["-disable-lsr", "-inline-threshold=40", ...unrolling, ...redundancies].join(" ")}`],
    // Without these three the module asks for reference types, which Chromium has from 102 only.
    ...["-C", "target-feature=-reference-types"],
    ...["-C", "link-arg=--no-check-features"],
    ...["-C", "link-arg=--features=mutable-globals,bulk-memory,bulk-memory-opt,sign-ext,nontrapping-fptoint"],
    ...Object.entries(hidden).map(([folder, name]) => `--remap-path-prefix=${folder}=${name}`),
  ];
}

async function page() {
  const seal = await bundle("www/seal.js", "es5");
  const longWorker = await bundle("www/long-worker.ts", oldestEngine);
  const main = await bundle("www/main.ts", oldestEngine, { define: { longWorker: JSON.stringify(longWorker) } });
  const app = fill("index.html", {
    '<script src="www/seal.js"></script>': `<script>${seal}</script>`,
    '<link rel="stylesheet" href="www/styles.css">': `<style>${await bundle("www/styles.css", oldestEngine)}</style>`,
    '<script src="www/main.ts"></script>': `<script>${main}</script>`,
    "<pre></pre>": `<pre tabindex="0" role="region" aria-label="开放源代码许可">${await licencesOfPage()}</pre>`,
  });

  const guard = await bundle("www/shell/guard.js", "es5");
  // To be read by whoever wants to know what runs outside of the frame.
  const shell = await bundle("www/shell/shell.ts", oldestEngine, { minify: false });
  const scripts = [guard, shell, seal, main];
  const policy = [
    "default-src 'none'",
    // Engines before Chromium 102 do not know 'wasm-unsafe-eval' and ask for 'unsafe-eval' to compile the core.
    `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval' 'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    // To Firefox and WebKit a file that is saved from within a frame is a navigation of that frame.
    "frame-src blob:",
    // What takes long is done in a worker, whose script stands in the app; seal.js takes from it what could connect.
    "worker-src blob:",
    ...["connect-src", "form-action", "base-uri", "object-src", "media-src"].map((d) => `${d} 'none'`),
    ...["font-src", "manifest-src"].map((d) => `${d} 'none'`),
  ].join("; ");
  const html = fill("www/shell/shell.html", {
    '<meta http-equiv="Content-Security-Policy">': `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<link rel="stylesheet" href="www/shell/shell.css">': `<style>${await bundle("www/shell/shell.css", oldestEngine)}</style>`,
    '<script src="www/shell/guard.js"></script>': `<script>${guard}</script>`,
    '<script type="text/plain" id="unpack"></script>': data("unpack", readFileSync(path.join(glue, "unpack_bg.wasm"))),
    '<script type="text/plain" id="page"></script>': data("page", await packed(Buffer.from(app))),
    '<script type="text/plain" id="core"></script>': data("core", await packed(readFileSync(path.join(glue, "nianbao_bg.wasm")))),
    '<script src="www/shell/shell.ts"></script>': `<script>${shell}</script>`,
  });
  return html.split(unnumbered).join(sha256(html).digest("hex"));
}

/** Stands in the file for its own number while the number is calculated. */
const unnumbered = "0".repeat(64);

/** The text of a file with its marks, each of which stands in it once, replaced. */
function fill(file, replacements) {
  let html = readFileSync(path.join(root, file), "utf8");
  for (const [mark, text] of Object.entries(replacements)) {
    if (html.split(mark).length !== 2) throw new Error(`${file} must hold this exactly once: ${mark}`);
    html = html.split(mark).join(text);
  }
  return html;
}

function data(id, bytes) {
  return `<script type="text/plain" id="${id}">${bytes.toString("base64")}</script>`;
}

/** Compressed bytes, after a look whether the module that stands in the page unpacks them again. */
async function packed(bytes) {
  const result = spawnSync(path.join(target, "release/pack"), { input: bytes, maxBuffer: 1 << 26 });
  if (result.status !== 0) throw new Error(`pack failed: ${result.stderr}`);
  const { initSync, unpack } = await import(pathToFileURL(path.join(glue, "unpack.js")));
  initSync({ module: readFileSync(path.join(glue, "unpack_bg.wasm")) });
  if (!bytes.equals(unpack(result.stdout))) throw new Error("what was packed is not what is unpacked");
  return result.stdout;
}

async function bundle(entry, engine, { minify = true, define = {} } = {}) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify,
    define,
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
  return `'sha256-${sha256(script).digest("base64")}'`;
}

function sha256(text) {
  return createHash("sha256").update(text);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(`\n${await build()}`);
