// What is known of each cell of the tables: by colour, by sign and in words.

import type { Cell, CheckResult, Finding } from "./core";
import { severities, severitySigns, severityWords } from "./diagnostics";
import { openSpot } from "./open-spots";

export interface CellState {
  /** What stands in the draft. */
  text: string;
  /** Class names for its colours and borders. */
  look: string;
  sign: string;
  words: string;
  isAbsent: boolean;
}

const inferred = { sign: "✗", words: "推断有误" };
const suspected = { sign: "？", words: "可能有误" };
const confirmedRight = { sign: "✓", words: "已确认" };
const blank = { sign: "空", words: "没有填" };
const unreadable = { sign: "※", words: "不是数字" };

/** The signs with their meaning, for those who look at the tables. */
export const legend: readonly { look: string; sign: string; words: string }[] = [
  { look: "error", sign: severitySigns.error, words: severityWords.error },
  { look: "warning", sign: severitySigns.warning, words: severityWords.warning },
  { look: "hint", sign: severitySigns.hint, words: severityWords.hint },
  { look: "error suspect", ...inferred },
  { look: "error suspect", ...suspected },
  { look: "confirmed", ...confirmedRight },
  { look: "blank", ...blank },
  { look: "unreadable", ...unreadable },
];

/** The result of a check, cell by cell. */
export interface TableReading {
  cells: Map<string, Cell>;
  /** What is found of a cell, what matters most first. */
  findings(id: string): readonly Finding[];
  state(id: string): CellState;
}

/** Reads a result; `confirmed` are the lines that the person has confirmed. */
export function tableReading(result: CheckResult, confirmed: readonly string[]): TableReading {
  const cells = new Map(result.cells.map((cell) => [cell.id, cell] as const));
  const open = byCell(result.findings);
  const quiet = byCell(result.confirmed);
  const unused = result.unused.map(({ confirm }) => confirm);
  const right = new Set(confirmed.filter((line) => !unused.includes(line)).map(cellOfLine));
  const findings = (id: string) => open.get(id) ?? [];

  function state(id: string): CellState {
    const cell = cells.get(id);
    if (!cell) return { text: "", look: "absent", sign: "", words: "草稿里没有这一格", isAbsent: true };
    const text = cell.raw.startsWith(openSpot) ? "" : cell.raw.trim();
    const marked = (look: string, { sign, words }: { sign: string; words: string }): CellState => ({
      text,
      look,
      sign,
      words,
      isAbsent: false,
    });
    const [first] = findings(id);
    const suspecting = findings(id).find(({ suspects }) => suspects.some((suspect) => suspect.cell === id));
    if (suspecting) return marked(`${suspecting.severity} suspect`, suspecting.suspects.length > 1 ? suspected : inferred);
    if (text === "") return marked(first ? `${first.severity} blank` : "blank", blank);
    if (cell.value === null) return marked(first ? `${first.severity} unreadable` : "unreadable", unreadable);
    if (first) return marked(first.severity, { sign: severitySigns[first.severity], words: severityWords[first.severity] });
    if (right.has(id) || quiet.has(id)) return marked("confirmed", confirmedRight);
    return marked("", { sign: "", words: "" });
  }

  return { cells, findings, state };
}

function byCell(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const severity of severities) {
    for (const finding of findings) {
      if (finding.severity !== severity) continue;
      for (const cell of finding.cells) found.set(cell, [...(found.get(cell) ?? []), finding]);
    }
  }
  return found;
}

/** The cell whose number a line confirms; its last column has the id. */
function cellOfLine(line: string): string | undefined {
  return line.startsWith("cell\t") ? line.split("\t")[2] : undefined;
}
