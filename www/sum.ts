// The terms of a sum, one below the other as on paper: what is added up, what it comes to, and what the draft says.
//
// The core names the terms that are not zero in the notes of a finding, and what they come to in its message. Where the
// two do not agree there is no calculation: notes are shown as they are.

import type { Finding } from "./core";

export interface Sum {
  /** The row or the column in which all terms stand. */
  place: string;
  /** One side of the equation, or both. */
  sides: Side[];
  difference: string;
  /** The notes that are no terms, by index. */
  rest: number[];
}

export interface Side {
  terms: Term[];
  total: Line;
  /** What the draft says instead, where that is no sum itself. */
  written?: Line;
}

export interface Line {
  name: string;
  value: number;
}

export interface Term extends Line {
  /** The index of its note. */
  note: number;
}

const one = /(?:合计|＝)(-?\d+)(?:件|条|次|份|个|人|项)?，(.*?)填的是(-?\d+)，相差(\d+)/;
const two = /新收加上年结转是[^，]*?＝(-?\d+)，办理总计加结转下年度是[^，]*?＝(-?\d+)，相差(\d+)/;
const list = /总数是(\d+)(\D{0,3})，列出的\d+项是[^，。]*?＝(\d+)\2，相差(\d+)/;

export function sumOf({ message, notes }: Finding): Sum | undefined {
  let terms: Term[] = [];
  const rest: number[] = [];
  notes.forEach((note, index) => {
    const [, name, value] = /^(.+)：(-?\d+)[^\d。]{0,3}$/.exec(note.message) ?? [];
    if (name !== undefined && value !== undefined) terms.push({ name, value: Number(value), note: index });
    else rest.push(index);
  });
  const place = commonPlace(terms);
  terms = terms.map((term) => ({ ...term, name: place ? term.name.replace(`${place}的`, "").replace(`的${place}`, "") : term.name }));
  const balance = two.exec(message);
  if (balance) {
    const [received, settled] = [Number(balance[1]), Number(balance[2])];
    const sides = split(terms, received, settled);
    if (!sides) return undefined;
    const [left, right] = sides;
    return {
      place,
      sides: [
        { terms: left, total: { name: "新收加上年结转", value: received } },
        { terms: right, total: { name: "办理总计加结转下年度", value: settled } },
      ],
      difference: balance[3] as string,
      rest,
    };
  }
  const [sum, name, written, difference] = reported(message) ?? [];
  if (sum === undefined || name === undefined || written === undefined || difference === undefined) return undefined;
  if (added(terms) !== Number(sum)) return undefined;
  const side = { terms, total: { name: "合计", value: Number(sum) }, written: { name, value: Number(written) } };
  return { place, sides: [side], difference, rest };
}

/** What the terms come to, the name of what is written, what that is, and the difference. */
function reported(message: string): string[] | undefined {
  const table = one.exec(message);
  if (table) return table.slice(1);
  const narrative = list.exec(message);
  return narrative ? [narrative[3] as string, "正文写的总数", narrative[1] as string, narrative[4] as string] : undefined;
}

/** What the names of all terms begin or end with: “row”的“column”. */
function commonPlace(terms: readonly Term[]): string {
  const names = terms.map(({ name }) => /^(“[^”]*”)的(“[^”]*”)$/.exec(name) ?? []);
  for (const half of [1, 2]) {
    const [first, ...others] = names.map((name) => name[half]);
    if (first !== undefined && others.length > 0 && others.every((other) => other === first)) return first;
  }
  return "";
}

/** The terms of the one side stand before those of the other. */
function split(terms: readonly Term[], left: number, right: number): [Term[], Term[]] | undefined {
  for (let count = 0; count <= terms.length; count++) {
    const [before, behind] = [terms.slice(0, count), terms.slice(count)];
    if (added(before) === left && added(behind) === right) return [before, behind];
  }
  return undefined;
}

function added(terms: readonly Term[]): number {
  return terms.reduce((sum, { value }) => sum + value, 0);
}
