// Puts in place what the build and the tests need and the machine does not have yet. Each function looks first
// and does nothing where there is nothing to do. Runs before node_modules exists: Node's own modules only.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
export const target = path.join(root, "target");
const tools = path.join(target, "tools");

// A rustup installed a moment ago is not on the PATH of the running shell yet.
process.env.PATH += path.delimiter + path.join(process.env.CARGO_HOME ?? path.join(homedir(), ".cargo"), "bin");

/** Ends the script with a message for the person at the keyboard. */
export function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

/** Runs a program in the project's folder, showing what it prints; ends the script where it fails. */
export function run(program, args, env = {}) {
  console.log(`\n$ ${[program, ...args].join(" ")}`);
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (error) stop(`${program} could not be started: ${error.message}`);
  if (status !== 0) stop(`${program} failed (${status ?? "killed"}).`);
}

/** The output of a program, or an empty string where it is absent or fails. */
export function ask(program, args) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : "";
}

/** The npm packages of the package-lock.json in a folder. */
export function installPackages(folder = root) {
  const installed = path.join(folder, "node_modules/.package-lock.json");
  const wanted = path.join(folder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  run("npm", ["ci", "--no-audit", "--no-fund", "--prefix", folder]);
}

/** The Rust compiler with the WebAssembly target, and the linker that native programs need. */
export function installRust() {
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  if (!sysroot || !ask("cargo", ["--version"])) stop("Rust is missing. Install it from https://rustup.rs and try again.");
  if (!onPath("cc")) installDebian(["gcc", "libc6-dev"]);
  if (existsSync(path.join(sysroot, "lib/rustlib/wasm32-unknown-unknown"))) return;
  if (!onPath("rustup")) stop("This Rust has no wasm32-unknown-unknown target and there is no rustup to add it.");
  run("rustup", ["target", "add", "wasm32-unknown-unknown"]);
}

/** The C++ compiler that libFuzzer is built with. */
export function installCxx() {
  if (!onPath("c++")) installDebian(["g++"]);
}

/** The wasm-bindgen program of the very version that Cargo.lock names; its path. */
export function installWasmBindgen() {
  const lock = readFileSync(path.join(root, "Cargo.lock"), "utf8");
  const version = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(lock)?.[1];
  if (!version) stop("Cargo.lock names no wasm-bindgen.");
  const program = path.join(tools, "bin/wasm-bindgen");
  if (ask(program, ["--version"]) !== `wasm-bindgen ${version}`) {
    // --locked is left out on purpose: the lock file that the package carries does not build with a current compiler.
    run("cargo", ["install", "wasm-bindgen-cli", "--version", version, "--root", tools, "--force"]);
  }
  return program;
}

/** A Chromium or Chrome to test with; its path. */
export function installChromium() {
  const found = findChromium();
  if (found) return found;
  installDebian(["chromium"]);
  return findChromium() ?? stop("Chromium was installed but cannot be found.");
}

/** Firefox and WebKitGTK, in which the page is tested besides Chromium, and the display that WebKitGTK needs. */
export function installEngines() {
  const missing = [
    ["firefox-esr", "firefox-esr"],
    ["webkit2gtk-driver", "WebKitWebDriver"],
    ["xvfb", "Xvfb"],
  ].filter(([, program]) => !onPath(program));
  if (missing.length > 0) installDebian(missing.map(([name]) => name));
}

/** The libraries that the old engines ask for, which a system without a current Chromium may not have. */
export function installOldEngineLibraries() {
  const packages = ["libnss3", "libdbus-glib-1-2"];
  // Fails where it knows one of them not at all.
  const states = ask("dpkg-query", ["--show", "--showformat=${db:Status-Status}\n", ...packages]);
  const arePresent = states !== "" && states.split("\n").every((state) => state === "installed");
  if (!arePresent && onPath("apt-get")) installDebian(packages);
}

/** LibreOffice and pdftotext, which make the Word files and the PDF text that reading is tested with. */
export function installOffice() {
  const missing = [
    ["libreoffice-writer-nogui", "soffice"],
    ["poppler-utils", "pdftotext"],
  ].filter(([, program]) => !onPath(program));
  // Without a Chinese font a PDF has no Chinese text, and from one in Droid's a few characters are read back as others.
  const fonts = ask("fc-list", [":lang=zh-cn"]).split("\n");
  const needsFont = fonts.every((font) => !font || font.includes("DroidSansFallback"));
  const packages = missing.map(([name]) => name).concat(needsFont ? ["fonts-wqy-zenhei", "fontconfig"] : []);
  if (packages.length > 0) installDebian(packages);
}

function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const program = onPath(name);
    if (program) return program;
  }
  return undefined;
}

function installDebian(packages) {
  const names = packages.join(" ");
  if (!onPath("apt-get")) stop(`Missing: ${names}. Install it with this system's package manager and try again.`);
  const root = process.getuid() === 0;
  if (!root && !onPath("sudo")) stop(`Missing: ${names}. As root, run: apt-get install ${names}`);
  const [program, ...before] = root ? ["apt-get"] : ["sudo", "apt-get"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  run(program, [...before, "update"], env);
  run(program, [...before, "install", "--yes", "--no-install-recommends", ...packages], env);
}

function onPath(name) {
  for (const folder of process.env.PATH.split(path.delimiter)) {
    const program = path.join(folder, name);
    try {
      accessSync(program, constants.X_OK);
      return program;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
