// What is to be filled in, as a list for people: a blank in a sentence by itself, the blanks of a table by their row.

import type { Text } from "@codemirror/state";
import type { Spot } from "./core";

/** How an open spot begins. */
export const openSpot = "〔请填写";

export function countSpots(text: string): number {
  return text.split(openSpot).length - 1;
}

/** Of a longer label, only the beginning. */
const longestLabel = 24;

/**
 * One entry for every spot in running text and one for every row of a table, which leads to its first blank. A row
 * without a label is called by what `tableAt` says of its place.
 */
export function openGroups(spots: readonly Spot[], doc: Text, tableAt: (place: number) => string): Spot[] {
  const groups: Spot[] = [];
  let row: { end: number; group: Spot; label: string; count: number } | undefined;
  for (const spot of spots) {
    const [start] = spot.span;
    if (!row || start > row.end) {
      const line = doc.lineAt(start);
      const group = { ...spot };
      groups.push(group);
      const label = labelOf(line.text.slice(0, start - line.from)) || tableAt(start);
      row = line.text.includes("\t") ? { end: line.to, group, label: `第 ${line.number} 行 ${label}`, count: 0 } : undefined;
    }
    if (!row) continue;
    row.count += 1;
    row.group.text = `${row.label}：${row.count} 处待填`;
  }
  return groups;
}

/** The label nearest before a row's first blank. */
function labelOf(before: string): string {
  const label = before.split("\t").reverse().find((field) => /\p{Script=Han}/u.test(field));
  const words = label?.trim() ?? "";
  return words.length > longestLabel ? `${words.slice(0, longestLabel)}…` : words;
}
