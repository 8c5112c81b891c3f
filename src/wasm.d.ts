/** A half-open range of UTF-16 code units. */
export type Span = [number, number];
export type Severity = "error" | "warning" | "hint";
export type Applicability = "safe" | "suggested" | "manual";

export interface Edit {
  span: Span;
  text: string;
}

export interface Fix {
  title: string;
  applicability: Applicability;
  edits: Edit[];
}

export interface Note {
  message: string;
  span: Span;
}

export interface Suspect {
  cell: string;
  name: string;
  confirm: string;
}

export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  reason: string;
  basis: string;
  span: Span;
  line: number;
  column: number;
  cells: string[];
  suspects: Suspect[];
  notes: Note[];
  fixes: Fix[];
  confirm: string | null;
}

export interface Unchecked {
  rule: string;
  why: string;
}

export interface Unused {
  confirm: string;
  why: string;
}

export interface Section {
  id: string;
  heading: string;
  span: Span;
}

export interface Cell {
  id: string;
  raw: string;
  value: number | null;
  span: Span;
}

export interface CheckResult {
  edition: "2019" | "2021" | null;
  year: number | null;
  organisation: string | null;
  verdict: "pass" | "fail" | "undecided";
  notice: string | null;
  unchecked: Unchecked[];
  text: string;
  sections: Section[];
  cells: Cell[];
  findings: Finding[];
  confirmed: Finding[];
  unused: Unused[];
}

export interface Applied {
  rule: string;
  title: string;
}

export interface Spot {
  text: string;
  span: Span;
}

export interface FixResult {
  text: string;
  notice: string | null;
  applied: Applied[];
  open: Spot[];
  kept: Spot[];
}

export interface ConfirmedList {
  titled: boolean;
  lines: string[];
  text: string;
  refusal: string | null;
}

export interface RuleExample {
  wrong: string;
  right: string;
}

export interface RuleInfo {
  rule: string;
  part: string;
  severity: Severity;
  summary: string;
  reason: string;
  basis: string;
  examples: RuleExample[];
}

export interface FormCell {
  text: string;
  kind: "head" | "group" | "label" | "number";
  cell: string | null;
  rowspan: number;
  colspan: number;
}

export interface FormRelation {
  rule: string;
  parts: string[];
  wholes: string[];
  at_least: boolean;
}

export interface FormTable {
  id: "t2" | "t3" | "t4";
  name: string;
  title: string;
  labels: number[];
  rows: FormCell[][];
  relations: FormRelation[];
}

export interface IntakeNotice {
  message: string;
  loss: boolean;
}

export interface IntakeResult {
  text: string;
  format: "txt" | "html" | "docx" | "doc" | null;
  title: string | null;
  encoding: "UTF-8" | "UTF-16LE" | "UTF-16BE" | "GB18030" | null;
  tables: number;
  notices: IntakeNotice[];
  refusal: string | null;
}
