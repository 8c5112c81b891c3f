// Where two texts differ: letter by letter between the long lines that both have. Without those to hold on to, a long
// draft would either be marked as a whole or keep the page waiting.

import { Change, diff } from "@codemirror/merge";

/** The search ends after so many milliseconds; what is left is marked as a whole. */
const longest = 200;

/** A shorter line may stand anywhere, and says nothing about what belongs together. */
const longLine = 20;

/** Of more lines than this, the short ones say something too: telling so many apart letter by letter takes too long. */
const manyLines = 1_500;

/** In a longer stretch of lines that differ, only a line and the one in its place are compared. */
const longStretch = 16_000;

/** The lines of two texts that are no longer than this have a letter each. */
const mostLines = 25_000;

export function differences(a: string, b: string): readonly Change[] {
  const end = Date.now() + longest;
  const numbers = new Map<string, number>();
  const isOfManyLines = a.split("\n", manyLines).length === manyLines;
  const least = isOfManyLines ? 1 : longLine;
  const [before, after] = [numbered(a, numbers, 0, least), numbered(b, numbers, 1, least)];
  if (Math.max(before.letters.length, after.letters.length) > mostLines) return diff(a, b, { scanLimit: 1_000, timeout: longest });
  const changes: Change[] = [];

  function compare(fromA: number, toA: number, fromB: number, toB: number) {
    const [startA, endA, startB, endB] = [before.start(fromA), before.start(toA) - 1, after.start(fromB), after.start(toB) - 1];
    const lines = toA - fromA;
    const isLong = Math.max(endA - startA, endB - startB) > longStretch;
    const timeout = end - Date.now();
    if (isLong && lines > 1 && lines === toB - fromB) {
      for (let i = 0; i < lines; i++) compare(fromA + i, fromA + i + 1, fromB + i, fromB + i + 1);
    } else if (isLong || timeout <= 0) {
      changes.push(new Change(startA, endA, startB, endB));
    } else {
      for (const { fromA, toA, fromB, toB } of diff(a.slice(startA, endA), b.slice(startB, endB), { timeout })) {
        changes.push(new Change(startA + fromA, startA + toA, startB + fromB, startB + toB));
      }
    }
  }

  for (const { fromA, toA, fromB, toB } of diff(before.letters, after.letters, { timeout: longest })) {
    if (fromA < toA && fromB < toB) {
      compare(fromA, toA, fromB, toB);
      continue;
    }
    // The break before these lines goes with them, for the last line has none behind.
    const shift = fromA > 0 && fromB > 0 ? 1 : 0;
    changes.push(
      new Change(before.start(fromA) - shift, before.start(toA) - shift, after.start(fromB) - shift, after.start(toB) - shift),
    );
  }
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
    if (line.length < least) return String.fromCharCode(short);
    const number = numbers.get(line) ?? numbers.size + 2;
    numbers.set(line, number);
    return String.fromCharCode(number);
  });
  return { letters: letters.join(""), start: (line: number) => starts[line] as number };
}
