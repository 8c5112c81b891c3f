// npm test: every check of the project, from a bare Debian machine with Rust and Node.

import { readdirSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { fuzzShortly } from "./fuzz.mjs";
import { ask, installChromium, installEngines, installOffice, root, run } from "./setup.mjs";

await build();
const chromium = installChromium();
installEngines();
installOffice();
addRustComponents();

const strict = ["--", "-D", "warnings"];
/** What the compiler would keep for its next run is as much again as all that it makes. */
const once = { CARGO_INCREMENTAL: "0" };
const pageTests = readdirSync(path.join(root, "tests/page")).filter((name) => name.endsWith(".test.mjs"));

run("cargo", ["fmt", "--all", "--check"]);
run("cargo", ["clippy", "--workspace", "--all-targets", ...strict], once);
run("cargo", ["clippy", "--lib", "--no-default-features", "--target", "wasm32-unknown-unknown", ...strict], once);
run("cargo", ["test", "--workspace"], once);
run("cargo", ["fmt", "--check", "--manifest-path", "fuzz/Cargo.toml"]);
// Two minutes, and no more than five on a slow machine.
await fuzzShortly(60);
run("node_modules/.bin/tsc", ["--project", "tsconfig.json"]);
run("node", ["--test", "tests/supply.test.mjs", ...pageTests.map((name) => `tests/page/${name}`)], { CHROMIUM: chromium });

function addRustComponents() {
  const missing = [
    ["rustfmt", "cargo-fmt"],
    ["clippy", "cargo-clippy"],
  ].filter(([, program]) => !ask(program, ["--version"]));
  if (missing.length > 0) run("rustup", ["component", "add", ...missing.map(([component]) => component)]);
}
