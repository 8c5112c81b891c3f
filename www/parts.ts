// The parts of a report as the official form has them: where each stands in the draft, and what was found in it.

import type { CheckResult, Finding, Severity } from "./core";

const forms = [
  { id: "head", short: "标题、前言", name: "标题、前言" },
  { id: "overview", short: "一、总体情况", name: "一、总体情况" },
  { id: "disclosure", short: "二、主动公开", name: "二、主动公开政府信息情况" },
  { id: "t2", short: "表二", name: "表二", within: "disclosure" },
  { id: "applications", short: "三、申请办理", name: "三、收到和处理政府信息公开申请情况" },
  { id: "t3", short: "表三", name: "表三", within: "applications" },
  { id: "review", short: "四、复议诉讼", name: "四、政府信息公开行政复议、行政诉讼情况" },
  { id: "t4", short: "表四", name: "表四", within: "review" },
  { id: "problems", short: "五、问题改进", name: "五、存在的主要问题及改进情况" },
  { id: "other", short: "六、其他事项", name: "六、其他需要报告的事项" },
  { id: "end", short: "落款", name: "落款" },
] as const;

export type PartId = (typeof forms)[number]["id"];

/** A part of the report, and what is known about it. */
export interface Part {
  id: PartId;
  /** As the form writes it, and as the outline has room for it. */
  name: string;
  short: string;
  /** The section whose table it is. */
  within: PartId | undefined;
  missing: boolean;
  /** In order of place. */
  findings: Finding[];
  /** Why something in it could not be checked. */
  unchecked: string[];
  /** Where it begins in the checked text. */
  start: number | undefined;
}

/** Findings that are about the signature, wherever they point. */
const aboutSignature = ["date-before-cutoff", "date-year", "date-missing", "deadline-missed"];

interface Stretch {
  start: number;
  end: number;
}

/** The table whose cell begins at a place, in the words of the outline; else the part of the report there. */
export function nameOfPlace({ cells, sections }: Pick<CheckResult, "cells" | "sections">, place: number): string {
  const cell = cells.find(({ span }) => span[0] <= place && place <= span[1]);
  const heading = [...sections].sort((one, other) => other.span[0] - one.span[0]).find(({ span }) => span[0] <= place);
  const id = cell ? cell.id.split(".", 1)[0] : heading ? heading.id : "head";
  return forms.find((form) => form.id === id)?.name ?? "";
}

/** Every part of the form, in its order; each finding is in exactly one. */
export function partsOf(result: CheckResult): Part[] {
  const headings = [...result.sections].sort((one, other) => one.span[0] - other.span[0]);
  const parts = forms.map((form): Part => {
    const { id, name, short } = form;
    return { id, name, short, within: "within" in form ? form.within : undefined, missing: false, findings: [], unchecked: [], start: undefined };
  });
  const part = (id: PartId) => parts.find((part) => part.id === id) as Part;
  for (const { id, span } of headings) part(id as PartId).start = span[0];
  part("head").start = 0;
  const signature = signatureStart(result.text);
  part("end").start = signature ?? result.text.trimEnd().length;
  const tables = parts.filter(({ within }) => within).map((table) => ({ table, stretch: tableStretch(result, table) }));
  for (const { table, stretch } of tables) table.start = stretch?.start;

  const partAt = (place: number) => {
    if (signature !== undefined && place >= signature) return part("end");
    const table = tables.find(({ stretch }) => stretch && stretch.start <= place && place <= stretch.end);
    if (table) return table.table;
    const heading = headings.filter(({ span }) => span[0] <= place).pop();
    return part(heading ? (heading.id as PartId) : "head");
  };
  const partOf = (finding: Finding) => {
    if (aboutSignature.includes(finding.rule)) return part("end");
    const named = finding.rule === "section-missing" && parts.find(({ name }) => finding.message.startsWith(`缺少“${name}”`));
    if (named) return named;
    const at = partAt(finding.span[0]);
    // A table that is not there is missed at the heading above its place.
    return (finding.rule.startsWith("table-") && parts.find(({ within }) => within === at.id)) || at;
  };
  for (const finding of result.findings) {
    const owner = partOf(finding);
    owner.findings.push(finding);
    if (finding.rule === "section-missing" || finding.rule === "table-missing") owner.missing = true;
  }
  for (const table of parts) {
    if (table.within && table.start === undefined && part(table.within).missing) table.missing = true;
  }
  for (const unchecked of result.unchecked) {
    const owner = parts.find((part) => isAbout(unchecked, part));
    if (owner && !owner.unchecked.includes(unchecked.why)) owner.unchecked.push(unchecked.why);
  }
  return parts;
}

/** A day, possible or not, or where one belongs; and what may stand beside it at the end of a report: a name. */
const day = /^[^。；，]{0,8}(年.*[月日]|〔请填写：[^〕]*日期〕)[^。；，]{0,8}$/;
const name = /^(?!无|没有|本年)[^。；，、：\t]{4,30}$/;

/** Where the signature begins: at the day that ends the text, or at the name above it. */
function signatureStart(text: string): number | undefined {
  const dayLine = lastLine(text, text.length);
  if (!day.test(dayLine.words)) return undefined;
  const above = lastLine(text, dayLine.start);
  return name.test(above.words) ? above.start : dayLine.start;
}

/** The last line before `end` that says something. */
function lastLine(text: string, end: number): { words: string; start: number } {
  const before = text.slice(0, end).trimEnd();
  const start = before.lastIndexOf("\n") + 1;
  return { words: before.slice(start).trim(), start };
}

/** Where a table stands: from below its section's heading, if that is where it is, to the end of its last row. */
function tableStretch({ cells, sections, text }: CheckResult, { id, within }: Part): Stretch | undefined {
  const own = cells.filter((cell) => cell.id.startsWith(`${id}.`));
  if (own.length === 0) return undefined;
  const first = own.reduce((least, { span }) => Math.min(least, span[0]), Infinity);
  const last = own.reduce((most, { span }) => Math.max(most, span[1]), 0);
  const above = sections.filter(({ span }) => span[1] <= first).sort((one, other) => other.span[0] - one.span[0])[0];
  const lineEnd = text.indexOf("\n", last);
  return {
    start: above && above.id === within ? above.span[1] + 1 : text.lastIndexOf("\n", first - 1) + 1,
    end: lineEnd < 0 ? text.length : lineEnd,
  };
}

function isAbout({ why }: CheckResult["unchecked"][number], { id, short }: Part): boolean {
  if (id === "head") return why === "没有识别出报告年度";
  if (id === "other") return why.includes("第六部分");
  return short.startsWith("表") && why.includes(short);
}

export function countIn(findings: readonly Finding[], severity: Severity): number {
  return findings.reduce((count, finding) => count + Number(finding.severity === severity), 0);
}
