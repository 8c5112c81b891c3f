// Relations that do not hold: which ones a finding is about, and what they come to in words.

import type { Cell, Finding, FormRelation } from "./core";

type Cells = ReadonlyMap<string, Cell>;

/** Longer sums are said without their zeros. */
const mostTerms = 7;

/** The relations that a finding is about and that do not hold: the one that it speaks of first. */
export function brokenRelations(finding: Finding, relations: readonly FormRelation[], cells: Cells): FormRelation[] {
  const suspects = finding.suspects.map(({ cell }) => cell);
  const own = (relation: FormRelation) => relation.rule === finding.rule;
  const holds = (relation: FormRelation, ids: readonly string[]) => ids.length > 0 && ids.every((id) => binds(relation, id));
  const broken = relations.filter((relation) => isBroken(relation, cells));
  // Suspects each of which explains all are in all; else what the finding names is the one relation's own.
  const shared = broken.filter((relation) => holds(relation, suspects));
  const found = shared.length > 0 ? shared : broken.filter((relation) => own(relation) && isNamed(relation, finding));
  return found.sort((a, b) => Number(own(b)) - Number(own(a)));
}

function isNamed(relation: FormRelation, { cells, suspects }: Finding): boolean {
  const all = [...relation.parts, ...relation.wholes];
  return suspects.length > 0 ? cells.some((id) => all.includes(id)) : all.every((id) => cells.includes(id));
}

function binds({ parts, wholes }: FormRelation, id: string): boolean {
  return parts.includes(id) || wholes.includes(id);
}

function isBroken({ parts, wholes, at_least }: FormRelation, cells: Cells): boolean {
  if (![...parts, ...wholes].every((id) => cells.has(id))) return false;
  const difference = sum(parts, cells) - sum(wholes, cells);
  return at_least ? difference < 0 : difference !== 0;
}

/** A blank counts as nothing. */
function sum(ids: readonly string[], cells: Cells): number {
  return ids.reduce((total, id) => total + (cells.get(id)?.value ?? 0), 0);
}

/** What a relation comes to and what is written: “1＋2＝3，表中写的是4”. */
function sumInWords({ parts, wholes, at_least }: FormRelation, cells: Cells): string {
  const said = `${terms(parts, cells)}＝${sum(parts, cells)}`;
  if (wholes.length > 1) return `${said}，${terms(wholes, cells)}＝${sum(wholes, cells)}，两边应当相等`;
  const written = sum(wholes, cells);
  return at_least ? `${said}，不应当小于${written}` : `${said}，表中写的是${written}`;
}

function terms(ids: readonly string[], cells: Cells): string {
  const value = (id: string) => cells.get(id)?.value ?? null;
  const said = ids.length > mostTerms ? ids.filter((id) => value(id) !== 0) : ids;
  if (said.length === 0) return "0";
  return said.map((id) => value(id) ?? "空").join("＋") + (said.length < ids.length ? "（其余为0）" : "");
}

/** What relations come to, where the finding's message does not say that already. */
export function sumsInWords(finding: Finding, relations: readonly FormRelation[], cells: Cells, nameOf: (id: string) => string): string[] {
  const sums = relations.filter(({ parts }) => !finding.message.includes(`${terms(parts, cells)}＝`));
  return sums.map((relation) => {
    const last = relation.wholes[relation.wholes.length - 1] ?? relation.parts[0] ?? "";
    return `${nameOf(last)}：${sumInWords(relation, cells)}。`;
  });
}
