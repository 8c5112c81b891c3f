// npm run verify: builds the page twice from nothing, in two folders with unlike names and under unlike clocks and
// languages, and says whether both are the same bytes, and the same as in dist/.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { installPackages, installRust, installWasmBindgen, root, run, stop, target } from "./setup.mjs";

const names = ["nianbao.html", "nianbao.html.sha256", "licences.txt", "nianbao.cdx.json"];
/** Everything in the project's folder but what building makes. */
const made = ["dist", "node_modules", "target", ".git"].map((name) => path.join(root, name));

installPackages();
installRust();
installWasmBindgen();
const work = mkdtempSync(path.join(tmpdir(), "nianbao-verify-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

// Both are copied before anything is built: the sources may be worked on meanwhile.
const settings = [
  [copied("a"), { TZ: "UTC", LC_ALL: "C" }],
  [copied("another/folder with a longer name"), { TZ: "Asia/Shanghai", LC_ALL: "C.UTF-8" }],
];
const builds = settings.map(([folder, env]) => built(folder, env));
const dist = path.join(root, "dist");
const unlike = names.filter((name) => !same(...builds.map((folder) => path.join(folder, name))));
if (unlike.length > 0) stop(`Two clean builds are NOT the same: ${unlike.join(", ")}.\n两次从头生成的结果不相同。`);
const number = createHash("sha256").update(readFileSync(path.join(builds[0], names[0]))).digest("hex");
console.log(`\nTwo clean builds gave the same bytes, SHA-256 ${number}.\n两次从头生成，结果逐字节相同。`);

if (!existsSync(path.join(dist, names[0]))) {
  console.log("There is no dist/nianbao.html to compare them with.\n没有 dist/nianbao.html 可以对比。");
} else if (names.every((name) => same(path.join(builds[0], name), path.join(dist, name)))) {
  console.log("dist/ holds the same.\ndist/ 里的文件与此相同。");
} else {
  stop("dist/ holds something ELSE; it was built from other sources or by other tools.\ndist/ 里的文件与此不同。");
}

/** A copy of the sources in a folder of this name. */
function copied(name) {
  const folder = path.join(work, name);
  cpSync(root, folder, { recursive: true, filter: (file) => !made.includes(file) });
  // The one tool that takes minutes to build, and that leaves nothing of itself in what it makes.
  mkdirSync(path.join(folder, "target"));
  symlinkSync(path.join(target, "tools"), path.join(folder, "target/tools"));
  return folder;
}

/** The `dist` folder of a build from nothing. */
function built(folder, env) {
  run("npm", ["run", "build", "--prefix", folder], { ...env, CARGO_TARGET_DIR: path.join(folder, "target") });
  return path.join(folder, "dist");
}

function same(one, other) {
  return existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other));
}
