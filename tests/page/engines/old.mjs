// npm run test:old-engines: the page in the engines of older intranet browsers, with the same tests as the current ones.
// They are fetched into target/engines, Chromium from npm packages that carry it, Firefox from an older Debian.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { ask, installEngines, installOldEngineLibraries, run, target } from "../../../www/setup.mjs";
import { fileUrl } from "../browser.mjs";
import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { testJourneys } from "./journeys.mjs";
import { until } from "./program.mjs";

const folder = path.join(target, "engines");
const chromiums = {
  75: "chrome-aws-lambda@1.15.0",
  78: "chrome-aws-lambda@1.20.4",
  86: "chrome-aws-lambda@5.3.1",
  92: "chrome-aws-lambda@10.1.0",
  102: "@sparticuz/chrome-aws-lambda@14.0.0",
  109: "@sparticuz/chromium@109.0.6",
};
/** The last one that cannot run the core. */
const tooOld = { 74: "chrome-aws-lambda@1.13.0" };

function fetchChromium(version, source) {
  const program = path.join(folder, `chromium-${version}`);
  if (existsSync(program)) return program;
  const unpacked = path.join(folder, `chromium-${version}.unpacked`);
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked);
  run("npm", ["pack", "--silent", "--pack-destination", unpacked, source]);
  const archive = readdirSync(unpacked).find((name) => name.endsWith(".tgz"));
  run("tar", ["--extract", "--gzip", "--file", path.join(unpacked, archive), "--directory", unpacked]);
  const bin = path.join(unpacked, "package/bin");
  const compressed = readdirSync(bin).find((name) => /^chromium.*\.br$/.test(name));
  const whole = path.join(unpacked, "whole");
  writeFileSync(whole, brotliDecompressSync(readFileSync(path.join(bin, compressed))), { mode: 0o755 });
  renameSync(whole, program);
  rmSync(unpacked, { recursive: true });
  return program;
}

/** Firefox 115 as Debian 11 has it, unpacked beside a library that Debian 12 has no more. */
function fetchFirefox() {
  const place = path.join(folder, "firefox-115");
  const program = path.join(place, "usr/lib/firefox-esr/firefox-esr");
  if (existsSync(program)) return program;
  const mirror = /https?:\/\/\S+\/debian(?=\/? )/.exec(ask("apt-cache", ["policy"]))?.[0] ?? "http://deb.debian.org/debian";
  const apt = path.join(folder, "apt");
  for (const remains of [apt, `${place}.unpacked`]) rmSync(remains, { recursive: true, force: true });
  for (const part of ["lists/partial", "cache/archives/partial"]) mkdirSync(path.join(apt, part), { recursive: true });
  const keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
  writeFileSync(path.join(apt, "sources.list"), `deb [signed-by=${keys}] ${mirror} bullseye main\n`);
  writeFileSync(path.join(apt, "status"), "");
  const settings = {
    "Dir::Etc::sourcelist": path.join(apt, "sources.list"),
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::State::lists": path.join(apt, "lists"),
    "Dir::State::status": path.join(apt, "status"),
    "Dir::Cache": path.join(apt, "cache"),
    "APT::Sandbox::User": "root",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  run("apt-get", [...options, "update"]);
  // What is only downloaded arrives where apt-get runs.
  run("env", [`--chdir=${apt}`, "apt-get", ...options, "download", "firefox-esr", "libffi7"]);
  for (const name of readdirSync(apt).filter((name) => name.endsWith(".deb"))) {
    run("dpkg-deb", ["--extract", path.join(apt, name), `${place}.unpacked`]);
  }
  const libraries = path.join(`${place}.unpacked`, "usr/lib");
  const triplet = readdirSync(libraries).find((name) => name.endsWith("-linux-gnu"));
  renameSync(path.join(libraries, triplet), path.join(libraries, "lib-of-its-time"));
  renameSync(`${place}.unpacked`, place);
  rmSync(apt, { recursive: true });
  return program;
}

mkdirSync(folder, { recursive: true });
// They bring most of the libraries, and the display.
installEngines();
installOldEngineLibraries();
const fetched = (versions) => Object.entries(versions).map(([version, source]) => [version, fetchChromium(version, source)]);
const firefox = fetchFirefox();
const engines = [
  ...fetched(chromiums).map(([version, program]) => ({ name: `Chromium ${version}`, launch: () => openChromium(program) })),
  // Without a display, the clipboard of this one holds plain text only.
  { name: "Firefox 115", launch: () => openFirefox(firefox, { isHeadless: false }) },
];

testJourneys(engines);

describe("below the oldest engine", () => {
  for (const [version, program] of fetched(tooOld)) {
    test(`in Chromium ${version} the page says what to do`, { timeout: 60_000 }, async (t) => {
      const tab = await openChromium(program);
      t.after(() => tab.close());
      await tab.open(fileUrl);
      const text = await until(() => tab.top(() => document.getElementById("trouble").textContent), "a message");
      assert.match(text, /^这个浏览器的版本太旧，不能核对。请换用较新的浏览器打开本页：/);
    });
  }
});
