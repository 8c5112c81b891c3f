// npm run fuzz: the fuzzers of fuzz/, with the compiler that everything else is built with.
//
//   npm run fuzz                               every target for a minute
//   npm run fuzz -- text html --seconds=480    these, longer; what they find is kept in fuzz/corpus
//   npm run fuzz -- text --input=e4b880        one input, in hexadecimal digits

import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ask, installCxx, root, run, stop, target as built } from "./setup.mjs";

const folder = path.join(root, "fuzz");
const dictionary = path.join(folder, "form.dict");
/** What `cargo fuzz` asks of the compiler without a sanitizer, and `trace-pc`, by which fuzz/src/bounds.rs counts. */
const coverage = ["level=4", "inline-8bit-counters", "pc-table", "trace-compares", "trace-pc"];
const flags = ["--cfg fuzzing", "-Cpasses=sancov-module"].concat(
  coverage.map((option) => `-Cllvm-args=-sanitizer-coverage-${option}`),
);
/** For every input; megabytes and seconds, beyond which libFuzzer calls it a crash. */
const limits = ["-rss_limit_mb=1024", "-timeout=20"];
const triple = /^host: (.+)$/m.exec(ask("rustc", ["-vV"]))?.[1];
const all = readdirSync(path.join(folder, "fuzz_targets"))
  .map((name) => path.basename(name, ".rs"))
  .filter((name) => name !== "seeds");

/** So many runs of each target take two minutes together on two cores. */
const shortRuns = {
  ...{ confirm: 1_800, doc: 30_000, documents: 75, docx: 4_000, encodings: 150_000 },
  ...{ growth: 1_500, html: 6_000, locate: 14_000, repair: 400, text: 2_200 },
};

/**
 * The same runs of every target, wherever they are run: a part of `npm test`. A slow machine ends sooner. What is new is
 * found by `npm run fuzz`, which goes another way each time.
 */
export async function fuzzShortly(seconds) {
  const corpus = path.join(built, "fuzz");
  rmSync(corpus, { recursive: true, force: true });
  installCxx();
  cargo("clippy", "--", "-D", "warnings");
  await fuzz(all, seconds, corpus, shortRuns);
}

async function fuzz(targets, seconds, corpus, runs = {}) {
  const program = build();
  run(program("seeds"), [dictionary, corpus, ...targets]);
  console.log(`\nFuzzing ${targets.join(", ")} for ${seconds} seconds each`);
  const [waiting, results] = [[...targets], []];
  const lane = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      results.push(await runTarget(name, program(name), path.join(corpus, name), seconds, runs[name]));
    }
  };
  await Promise.all([lane(), lane()]);
  console.table(Object.fromEntries(results.map(({ name, row }) => [name, row])));
  const crashes = results.filter(({ failed }) => failed);
  for (const { name, output } of crashes) console.error(report(name, output));
  if (crashes.length > 0) stop(`The fuzzers broke: ${crashes.map(({ name }) => name).join(", ")}.`);
}

/** Builds every target; gives the path of one. */
function build() {
  installCxx();
  cargo("build");
  return (name) => path.join(folder, "target", triple, "release", name);
}

function cargo(verb, ...more) {
  const args = ["--release", "--bins", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", triple, ...more];
  run("cargo", [verb, ...args], { RUSTFLAGS: flags.join(" "), CARGO_TARGET_DIR: path.join(folder, "target") });
}

/** Runs one target; its name, a row of figures, and what it printed where it crashed. */
async function runTarget(name, program, corpus, seconds, most) {
  const artifacts = path.join(folder, "artifacts", name);
  mkdirSync(artifacts, { recursive: true });
  mkdirSync(corpus, { recursive: true });
  // libFuzzer reads the folder again by the clock, learns addresses from comparisons, by entropy weighs edges in the
  // order of the linker, and where the memory of a run begins depends on the length of its arguments.
  const way = most ? [`-runs=${most}`, "-seed=1", "-reload=0", "-use_cmp=0", "-entropic=0"] : [];
  const here = (file) => path.relative(root, file);
  const args = [...way, `-max_total_time=${seconds}`, `-dict=${here(dictionary)}`, "-print_final_stats=1", ...limits];
  const files = [`-artifact_prefix=${here(artifacts)}/`, here(corpus)];
  const { status, output } = await listen(here(program), [...args, ...files]);
  const last = (pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  const runs = last(/stat::number_of_executed_units: (\d+)/g);
  const row = {
    runs,
    "runs/s": last(/stat::average_exec_per_sec: +(\d+)/g),
    edges: last(/ cov: (\d+)/g),
    inputs: last(/ corp: (\d+)/g),
    MiB: last(/stat::peak_rss_mb: +(\d+)/g),
    result: status === 0 ? "held" : "BROKEN",
  };
  return { name, row, failed: status !== 0, output };
}

function listen(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    const chunks = [];
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => chunks.push(Buffer.from(String(error))));
    child.on("close", (status) => resolve({ status, output: Buffer.concat(chunks).toString() }));
  });
}

/** What broke, with the input and how to repeat it. */
function report(name, output) {
  const file = /Test unit written to (.+)/.exec(output)?.[1];
  // Before the stack and the account of the mutations.
  const said = /^thread .*?(?=^stack backtrace:|^note: |^==)/ms.exec(output)?.[0] ?? output.slice(-2000);
  if (!file) return `\n${name}:\n${said}`;
  const hex = readFileSync(path.resolve(root, file)).toString("hex");
  return `\n${name}:\n${said}\nThe input, ${hex.length / 2} bytes:\n${hex}\nAgain: npm run fuzz -- ${name} --input=<that>`;
}

function repeat(name, hex) {
  const input = path.join(folder, "artifacts", `${name}-input`);
  mkdirSync(path.dirname(input), { recursive: true });
  writeFileSync(input, Buffer.from(hex, "hex"));
  run(build()(name), [...limits, input], { RUST_BACKTRACE: "1" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { seconds: { type: "string", default: "60" }, input: { type: "string" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.filter((name) => !all.includes(name));
  if (unknown.length > 0) stop(`There is no target ${unknown.join(", ")}, only ${all.join(", ")}.`);
  if (values.input !== undefined) repeat(positionals[0] ?? stop("Which target?"), values.input);
  else await fuzz(positionals.length > 0 ? positionals : all, Number(values.seconds), path.join(folder, "corpus"));
}
