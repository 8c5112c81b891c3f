// Where two texts differ: in words between the long lines that both have. Without those to hold on to, a long draft would
// either be marked as a whole or keep the page waiting. How a table is laid out is no difference: blanks and tabs
// between cells, the ends of lines and what draws a table are passed over.

import { diff, type Change as Found } from "@codemirror/merge";
import type { Span } from "./core";

/** Where something stands in the one text and something else, or nothing, in the other. */
export interface Change {
  a: Span;
  b: Span;
}

/** The search ends after so many milliseconds at the latest; what is left is marked as a whole. */
const longest = 1_000;

/** How far the search goes for what two texts have in common, so that it ends in the same way on any machine. */
const scanLimit = 2_000;

/** A shorter line may stand anywhere, and says nothing about what belongs together. */
const longLine = 20;

/** Of more lines than this, the short ones say something too: telling so many apart word by word takes too long. */
const manyLines = 1_500;

/** In a longer stretch of lines that differ, only a line and the one in its place are compared. */
const longStretch = 16_000;

/** The lines of two texts that are no longer than this have a letter each. */
const mostLines = 25_000;

/** What is changed as a whole: an open spot, a figure, a word in Latin letters, else a character. */
const token = /〔请填写[^〕\n]*〕|\p{Nd}+(?:\.\p{Nd}+)?|[A-Za-z]+|[^\s|│┃]/gu;

/** What stands between cells and between lines. */
const cellBreak = /[\t\n|│┃]/;

/** The words of a cell; columns may be made of blanks. */
const cell = /[^\s|│┃]+(?:[ \u3000][^\s|│┃]+)*/g;

/** Elsewhere, such as beside a figure, people set blanks or not as they like. */
const betweenHan = /^\p{Script=Han}{2}$/u;

export function differences(a: string, b: string): readonly Change[] {
  const end = Date.now() + longest;
  const numbers = new Map<string, number>();
  const isOfManyLines = a.split("\n", manyLines).length === manyLines;
  const least = isOfManyLines ? 1 : longLine;
  const [before, after] = [numbered(a, numbers, 0, least), numbered(b, numbers, 1, least)];
  if (Math.max(before.letters.length, after.letters.length) > mostLines) {
    return diff(a, b, { scanLimit, timeout: longest }).map(({ fromA, toA, fromB, toB }) => ({ a: [fromA, toA], b: [fromB, toB] }));
  }
  const changes: Change[] = [];

  function compare(fromA: number, toA: number, fromB: number, toB: number) {
    const [[startA, endA], [startB, endB]] = [before.lines(fromA, toA), after.lines(fromB, toB)];
    const lines = toA - fromA;
    const isLong = Math.max(endA - startA, endB - startB) > longStretch;
    const timeout = end - Date.now();
    if (isLong && lines > 1 && lines === toB - fromB) {
      for (let i = 0; i < lines; i++) compare(fromA + i, fromA + i + 1, fromB + i, fromB + i + 1);
    } else if (isLong || timeout <= 0) {
      changes.push({ a: [startA, endA], b: [startB, endB] });
    } else {
      const codes = new Map<string, number>();
      for (const change of inWords(tokensOf(a, startA, endA, codes), tokensOf(b, startB, endB, codes), timeout)) changes.push(change);
    }
  }

  for (const { fromA, toA, fromB, toB } of diff(before.letters, after.letters, { scanLimit, timeout: longest })) compare(fromA, toA, fromB, toB);
  return changes;
}

/**
 * A letter for every line, the same for lines of `least` characters and more that are alike and for all shorter ones, and
 * where each line begins.
 */
function numbered(text: string, numbers: Map<string, number>, short: number, least: number) {
  let length = 0;
  const starts = [0];
  const letters = text.split("\n").map((line) => {
    starts.push((length += line.length + 1));
    const key = line.replace(/[\s|│┃]{2,}|[|│┃]/g, "\t").trim();
    if (key.length < least) return String.fromCharCode(short);
    const number = numbers.get(key) ?? numbers.size + 2;
    numbers.set(key, number);
    return String.fromCharCode(number);
  });
  const lines = (from: number, to: number): Span => {
    const start = Math.min(text.length, starts[from] as number);
    return [start, Math.max(start, (starts[to] as number) - 1)];
  };
  return { letters: letters.join(""), lines };
}

/** A stretch of a text, token by token: a letter for each, and where it stands. */
interface Tokens {
  text: string;
  letters: string;
  spans: Span[];
  /** Where the token before this one ends, or the stretch begins. */
  behind(index: number): number;
}

function tokensOf(text: string, from: number, to: number, codes: Map<string, number>): Tokens {
  const spans: Span[] = [];
  let at = from;
  const letters = (text.slice(from, to).match(token) ?? []).map((word) => {
    const start = text.indexOf(word, at);
    spans.push([start, (at = start + word.length)]);
    const code = codes.get(word) ?? codes.size;
    codes.set(word, code);
    return String.fromCharCode(code);
  });
  return { text, letters: letters.join(""), spans, behind: (index) => spans[index - 1]?.[1] ?? from };
}

function inWords(a: Tokens, b: Tokens, timeout: number): Change[] {
  const changes: Change[] = [];
  const isRow = rowsOf(b.text);
  let [atA, atB] = [0, 0];
  /** What both have up to here may have other blanks between its words. */
  const both = (end: number) => {
    for (; atA < end; atA++, atB++) {
      const [gapA, gapB] = [gap(a, atA), gap(b, atB)];
      if (atA === 0 || atB === 0 || gapA[1] - gapA[0] === gapB[1] - gapB[0]) continue;
      const beside = b.text.slice(gapB[0] - 1, gapB[0]) + b.text.slice(gapB[1], gapB[1] + 1);
      if (!betweenHan.test(beside) || cellBreak.test(a.text.slice(...gapA) + b.text.slice(...gapB)) || isRow(gapB[0])) continue;
      changes.push({ a: gapA, b: gapB });
    }
  };
  for (const { fromA, toA, fromB, toB } of joined(diff(a.letters, b.letters, { scanLimit, timeout }), a, b)) {
    both(fromA);
    const [ownA, ownB] = [around(a, fromA, toA), around(b, fromB, toB)];
    const [cellsA, cellsB] = [cellsIn(a.text, ownA), cellsIn(b.text, ownB)];
    // As many cells: each goes with the one in its place.
    if (cellsA.length === cellsB.length) cellsA.forEach((a, index) => changes.push({ a, b: cellsB[index] as Span }));
    else changes.push({ a: ownA, b: ownB });
    [atA, atB] = [toA, toB];
  }
  both(a.spans.length);
  return inRows(withoutMoves(changes, a.text, b.text), a.text, b.text);
}

/** Words of a label or a head that only stand in another line than before are no change to a table. */
function withoutMoves(changes: readonly Change[], a: string, b: string): Change[] {
  const all: Change[] = [];
  for (const change of changes) {
    const last = all[all.length - 1];
    const [out, came] = last && isEmpty(last.b) && isEmpty(change.a) ? [last, change] : [change, last];
    const words = squeezed(a.slice(...out.a));
    const isMove = came && isEmpty(out.b) && isEmpty(came.a) && !/^$|\d/.test(words) && words === squeezed(b.slice(...came.b));
    if (isMove && b.slice(...lineAt(b, came.b[0])).includes("\t")) all.pop();
    else all.push(change);
  }
  return all;
}

/** Of a row that has several changes and as many cells as before, each cell is compared with the one in its place. */
function inRows(changes: readonly Change[], a: string, b: string): Change[] {
  const all: Change[] = [];
  for (let next = 0; next < changes.length; ) {
    const first = changes[next] as Change;
    const [rowA, rowB] = [lineAt(a, first.a[0]), lineAt(b, first.b[0])];
    const own = [first];
    for (let change; (change = changes[++next]) && change.b[1] <= rowB[1]; ) own.push(change);
    const isRow = own.length > 1 && own.every((change) => change.a[1] <= rowA[1]) && b.slice(...rowB).includes("\t");
    const [cellsA, cellsB] = isRow ? [cellsIn(a, rowA), cellsIn(b, rowB)] : [[], []];
    const cells = cellsA.map((a, index): Change => ({ a, b: cellsB[index] ?? a }));
    const isOther = (change: Change) => squeezed(a.slice(...change.a)) !== squeezed(b.slice(...change.b));
    all.push(...(isRow && cellsA.length === cellsB.length ? cells.filter(isOther) : own));
  }
  return all;
}

function isEmpty([from, to]: Span): boolean {
  return from === to;
}

function squeezed(words: string): string {
  return words.replace(/\s+/g, "");
}

function lineAt(text: string, place: number): Span {
  return [text.lastIndexOf("\n", place - 1) + 1, (text.indexOf("\n", place) + 1 || text.length + 1) - 1];
}

function gap({ spans, behind }: Tokens, index: number): Span {
  return [behind(index), (spans[index] as Span)[0]];
}

/** From the first of some tokens to the last. */
function around({ spans, behind }: Tokens, from: number, to: number): Span {
  return from < to ? [(spans[from] as Span)[0], behind(to)] : [behind(from), behind(from)];
}

function cellsIn(text: string, [start, end]: Span): Span[] {
  const spans: Span[] = [];
  let at = start;
  for (const words of text.slice(start, end).match(cell) ?? []) {
    at = text.indexOf(words, at);
    spans.push([at, (at += words.length)]);
  }
  return spans;
}

type Stretch = Pick<Found, "fromA" | "toA" | "fromB" | "toB">;

/** Two changes with a single character between them, which both texts happen to have, are one to a reader. */
function joined(changes: readonly Stretch[], a: Tokens, b: Tokens): Stretch[] {
  const all: Stretch[] = [];
  const words = (tokens: Tokens, from: number, to: number) => tokens.text.slice(...around(tokens, Math.max(0, from - 1), to));
  for (const change of changes) {
    const last = all[all.length - 1];
    const isNear = last && change.fromA === last.toA + 1;
    if (isNear && !/[\t\n|│┃\d]/.test(words(a, last.toA, change.toA) + words(b, last.toB, change.toB))) {
      all[all.length - 1] = { fromA: last.fromA, toA: change.toA, fromB: last.fromB, toB: change.toB };
    } else {
      all.push(change);
    }
  }
  return all;
}

/** Whether a place stands in a row of a table; asked from the beginning to the end. */
function rowsOf(text: string): (place: number) => boolean {
  let line: Span = [0, -1];
  return (place) => {
    if (place > line[1]) line = lineAt(text, place);
    return text.slice(...line).includes("\t");
  };
}
