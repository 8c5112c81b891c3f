// What differs from another text, marked in a report as a reviewer marks it: what was taken out is struck through where it
// stood, what came in is underlined. In one column a table has its whole width, and what was stands beside what is.

import type { Extension, Range, Text } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import type { Span } from "./core";
import type { Change } from "./differences";
import { element } from "./element";
import { struckWords, type StruckWords } from "./table-rows";

/** Of what was taken out, so much is shown. */
const longest = 2_000;
const longestSaid = 16;

/** The changes in a line, or in several that one change runs through. */
export interface Difference {
  first: number;
  last: number;
  /** Where the first change is. */
  place: number;
  /** Where it is in the text before. */
  was: number;
  /** The first change in words: from what to what. */
  words: string;
}

export interface Comparison {
  differences: Difference[];
  marks: Extension;
}

/** Marks in `doc` what was changed since it was `before`. */
export function comparisonOf(before: string, doc: Text, changes: readonly Change[]): Comparison {
  const text = doc.toString();
  const marks: Range<Decoration>[] = [];
  const struck: StruckWords = new Map();
  const differences: Difference[] = [];
  for (const { a, b } of changes) {
    const lines = linesIn(before.slice(...a));
    const [at, isApart] = placeOf(before, text, a, b, lines.length);
    const line = doc.lineAt(at);
    if (lines.length > 0) {
      const widget = new Struck(isApart ? lines : [lines.join(" ")], isApart);
      // Within the text of its cell, which may have a width of its own, and before what came in.
      const side = isApart || /^[\t\n]?$/.test(text.slice(at, at + 1)) ? -1 : 1;
      marks.push(Decoration.widget({ widget, block: isApart, side }).range(isApart ? line.from : at));
      const inLine = struck.get(line.from) ?? [];
      if (!isApart) inLine.push([at, `${lines.join(" ")} `]);
      struck.set(line.from, inLine);
    }
    for (const [from, to] of piecesIn(text, b)) marks.push(added.range(from, to));
    const last = doc.lineAt(b[1] > at ? b[1] : at).number;
    const previous = differences[differences.length - 1];
    if (previous && line.number <= previous.last) {
      previous.last = Math.max(previous.last, last);
      if (!previous.words.endsWith("等")) previous.words += "等";
    } else {
      differences.push({ first: line.number, last, place: at, was: a[0], words: inWords(before.slice(...a), text.slice(...b)) });
    }
  }
  for (const { first, last } of differences) {
    for (let number = first; number <= last; number++) marks.push(changedLine.range(doc.line(number).from));
  }
  return { differences, marks: [EditorView.decorations.of(Decoration.set(marks, true)), struckWords.of(struck)] };
}

/** Marks in the text before what was taken out since. */
export function removedFrom(before: string, changes: readonly Change[]): Extension {
  const marks = changes.flatMap(({ a }) => piecesIn(before, a).map(([from, to]) => removed.range(from, to)));
  return EditorView.decorations.of(Decoration.set(marks, true));
}

const added = Decoration.mark({ tagName: "ins" });
const removed = Decoration.mark({ tagName: "del" });
const changedLine = Decoration.line({ class: "cm-changedLine" });

class Struck extends WidgetType {
  constructor(
    readonly lines: readonly string[],
    readonly isApart: boolean,
  ) {
    super();
  }

  eq({ lines, isApart }: Struck): boolean {
    return isApart === this.isApart && lines.join("\n") === this.lines.join("\n");
  }

  toDOM(): HTMLElement {
    const nodes = this.lines.map((line) => element("del", {}, line));
    return this.isApart ? element("div", { class: "cm-removedLines" }, ...nodes) : element("span", {}, ...nodes, " ");
  }
}

/** What was taken out, line by line, the cells of a row apart from each other; a blank alone is one. */
function linesIn(removed: string): string[] {
  if (removed !== "" && removed.trim() === "") return [removed];
  const shown = removed.length > longest ? `${removed.slice(0, longest)}……（共 ${removed.length} 字）` : removed;
  return shown
    .split("\n")
    .map((line) => line.replace(/[\t|│┃]+/g, " ").trim())
    .filter(Boolean);
}

/** What came in or was taken out, without what stands between cells and lines. */
function piecesIn(text: string, [from, to]: Span): Span[] {
  const spans: Span[] = [];
  const piece = /[^\t\n|│┃]+/g;
  const words = text.slice(from, to);
  for (let found = piece.exec(words); found; found = piece.exec(words)) spans.push([from + found.index, from + piece.lastIndex]);
  return spans;
}

/** Where what was taken out is shown, and whether as lines of its own before the line there. */
function placeOf(before: string, text: string, a: Span, b: Span, lines: number): [number, boolean] {
  const beginsLine = (text: string, at: number) => /(^|\n)[\s|│┃]*$/.test(text.slice(Math.max(0, at - 40), at));
  const wasWhole = beginsLine(before, a[0]) && /^[\s|│┃]*(\n|$)/.test(before.slice(a[1], a[1] + 40));
  if (b[0] < b[1]) return [b[0], lines > 1 && wasWhole && beginsLine(text, b[0])];
  const blanks = (/^[\s|│┃]*/.exec(text.slice(b[0], b[0] + 200)) as RegExpExecArray)[0];
  const next = b[0] + blanks.length;
  if (next === text.length || !beginsLine(before, a[0]) || !(blanks.includes("\n") || beginsLine(text, b[0]))) return [b[0], false];
  return [next, wasWhole];
}

function inWords(removed: string, added: string): string {
  const [before, after] = [removed, added].map((words) => {
    const [first = "", more] = words.trim().split(/[\t\n]+/, 2);
    return `“${first.slice(0, longestSaid)}${more !== undefined || first.length > longestSaid ? "…" : ""}”`;
  });
  if (added === "") return removed.trim() === "" ? "去掉空格" : `去掉${before}`;
  return removed === "" ? `加上${after}` : `${before}改为${after}`;
}
