// The types that the page is compiled against say what the core really returns, field by field.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { example, root } from "./browser.mjs";

const glue = path.join(root, "target/page/glue");
let core;
before(async () => {
  core = await import(pathToFileURL(path.join(glue, "nianbao.js")));
  await core.default({ module_or_path: readFileSync(path.join(glue, "nianbao_bg.wasm")) });
});

test("an object with a missing, an additional or a wrong field is no CheckResult", () => {
  // A literal with fields that its type does not have is an error, so the compiler compares both ways.
  const types = `import type { CheckResult, ConfirmedList, FixResult, FormTable, IntakeResult, RuleInfo } from "#core";\n`;
  let count = 0;
  const sample = (type, value) => `export const sample${count++}: ${type} = ${JSON.stringify(value)};\n`;
  const unused = "export type All = [CheckResult, ConfirmedList, FixResult, FormTable, IntakeResult, RuleInfo];\n";
  const check = core.check(example);
  const quiet = check.findings.filter(({ confirm }) => confirm !== null).map(({ confirm }) => confirm);
  assert.ok(quiet.length > 0, "the example has something to confirm");
  const list = `${quiet.join("\n")}\nwrong-term\t【甲】\t乙`;
  const confirmed = core.check(example, list);
  assert.equal(confirmed.confirmed.length, quiet.length);
  assert.equal(confirmed.unused.length, 1);
  const results = [
    sample("CheckResult", check),
    sample("CheckResult", confirmed),
    sample("ConfirmedList", core.confirmedList(list)),
    sample("ConfirmedList", core.confirmedList("甲")),
    sample("FormTable[]", core.formTables("2019")),
    sample("RuleInfo[]", core.rules()),
    sample("FixResult", core.correct(example)),
    sample("IntakeResult", core.intake("年报.txt", Buffer.from(example))),
    sample("IntakeResult", core.intake("空.txt", Buffer.alloc(0))),
    sample("IntakeResult", core.intakeHtml("<table><tr><td>行政许可<td>37</table>")),
  ];
  assert.deepEqual(compile("good", types + results.join("")), []);
  assert.notDeepEqual(compile("extra", types + unused + sample("CheckResult", { ...check, extra: 1 })), []);
  assert.notDeepEqual(compile("missing", types + unused + sample("CheckResult", { ...check, cells: undefined })), []);
});

test("what is confirmed stays quiet, and a list that cannot be read is an exception with its line", () => {
  const [first] = core.check(example).findings.filter(({ confirm }) => confirm !== null);
  const { confirmed, verdict } = core.check(example, first.confirm);
  assert.deepEqual(confirmed, [first]);
  assert.equal(verdict, core.check(example).verdict);
  assert.throws(() => core.check(example, "# 甲\n乙"), /第2行：应当有三栏/);
  assert.throws(() => core.correct(example, "乙"), /第1行/);
  assert.deepEqual(core.check(example, null), core.check(example));
});

test("last year's report is compared where it is given, and an empty text is none", () => {
  const [draft, prior] = ["drafts/clean-2021.txt", "prior/2022.txt"].map((name) => readFileSync(path.join(root, "tests", name), "utf8"));
  const wrong = draft.replace("申请数量\t\t\t1\t0\t0\t0\t0\t0\t1", "申请数量\t\t\t2\t0\t0\t0\t0\t0\t2");
  const found = (...more) => core.check(wrong, ...more).findings.some(({ rule }) => rule === "carry-over-mismatch");
  assert.ok(found(undefined, prior));
  assert.ok(!found(undefined, "") && !found());
  assert.deepEqual(core.check(draft, undefined, prior), core.check(draft));
  assert.match(core.recordPage(wrong, undefined, undefined, prior), /与2022年度报告的“结转下年度继续办理”不一致/);
});

test("spans count UTF-16 units of the text itself", () => {
  const text = `😀𠮷\n${example}`;
  const result = core.check(text);
  assert.equal(result.text, text);
  const repeated = result.findings.find(({ rule }) => rule === "repeated-word");
  assert.match(text.slice(...repeated.span), /信息/);
  for (const { span, line } of result.findings) {
    assert.equal(line, text.slice(0, span[0]).split("\n").length);
  }
});

test("the page is given what the command line prints", () => {
  const folder = path.join(root, "tests/drafts");
  const drafts = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  const run = ["run", "--quiet", "--manifest-path", path.join(root, "Cargo.toml"), "--"];
  const check = ["check", "--format", "jsonl", ...drafts];
  const { stdout, stderr } = spawnSync("cargo", [...run, ...check], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  const lines = stdout.split("\n").filter((line) => line !== "");
  assert.equal(lines.length, drafts.length, stderr);
  for (const line of lines) {
    const { file, ...printed } = JSON.parse(line);
    assert.deepEqual(core.check(readFileSync(path.join(folder, file), "utf8")), printed, file);
  }
});

const seeds = process.env.NIANBAO_SEEDS ?? path.join(root, "../shared/seeds");
const drafts = existsSync(seeds) ? readdirSync(seeds).filter((name) => name.endsWith(".txt")) : [];

test("real reports are read", { skip: drafts.length === 0 && `no reports in ${path.basename(seeds)}` }, () => {
  for (const name of drafts) {
    const text = readFileSync(path.join(seeds, name), "utf8");
    const result = core.check(text);
    assert.notEqual(result.edition, null, name);
    for (const { span, fixes } of result.findings) {
      const spans = [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))];
      for (const [start, end] of spans) assert.ok(start <= end && end <= text.length, name);
    }
  }
});

function compile(name, source) {
  const folder = path.join(root, "target/page/contract");
  mkdirSync(folder, { recursive: true });
  const sample = path.join(folder, `${name}.ts`);
  const config = path.join(folder, `${name}.json`);
  writeFileSync(sample, source);
  writeFileSync(config, JSON.stringify({ extends: path.join(root, "tsconfig.json"), include: [], files: [sample] }));
  const compiler = path.join(root, "node_modules/.bin/tsc");
  const { stdout } = spawnSync(compiler, ["--project", config, "--pretty", "false"], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes("error TS"));
}
