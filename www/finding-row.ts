// One finding in the list: what and where, and its fixes; the selected one also says why, on whose authority, and how
// a sum adds up.

import type { Finding, Fix, Span } from "./core";
import { firstFixKeys } from "./current-finding";
import { grounds, severitySigns, severityWords } from "./diagnostics";
import { button, confirmButtons, element, suspectChoice } from "./element";
import { sumOf, type Sum } from "./sum";

export interface RowActions {
  choose: (finding: Finding) => void;
  reveal: (span: Span) => void;
  apply: (fix: Fix) => void;
  confirm: (line: string) => void;
}

/** Everything that a row shows, but for the number of its line. */
export function rowKey({ rule, severity, message, reason, basis, notes, fixes, suspects, confirm }: Finding): string {
  const titles = fixes.map(({ title, applicability }) => [title, applicability]);
  return JSON.stringify([rule, severity, message, reason, basis, notes.map(({ message }) => message), titles, suspects, confirm]);
}

/** More notes than these are folded: a table in which every cell is blank has 175, and the fixes stand below them. */
const mostNotes = 6;

/** Rows outlive the check that found their finding, so that what they do is done to the finding of the last check. */
const findings = new WeakMap<HTMLElement, Finding>();

export function findingRow(finding: Finding, { choose, reveal, apply, confirm }: RowActions): HTMLElement {
  const node = element("li", { class: `finding ${finding.severity}`, "data-rule": finding.rule });
  findings.set(node, finding);
  const current = () => findings.get(node) as Finding;
  const place = placeButton(finding, () => choose(current()));
  place.setAttribute("aria-expanded", "false");
  node.append(place, grounds(finding));
  const toNote = (index: number) => {
    const note = current().notes[index];
    if (note) reveal(note.span);
  };
  const sum = sumOf(finding);
  if (sum) node.append(calculation(sum, toNote));
  const shown = finding.notes.flatMap(({ message }, index) =>
    !sum || sum.rest.includes(index) ? [button(message, "note", () => toNote(index))] : [],
  );
  const rest = shown.splice(mostNotes);
  node.append(...shown);
  if (rest.length > 0) {
    node.append(element("details", { class: "notes" }, element("summary", {}, `其余 ${rest.length} 处`), ...rest));
  }
  const fixes = finding.fixes.map((fix, index) => button(fix.title, `fix ${fix.applicability}`, () => apply(current().fixes[index] ?? fix)));
  if (fixes[0]) fixes[0].title = `光标在这一处时，按 ${firstFixKeys} 也可以改`;
  fixes.push(...confirmButtons(finding, confirm));
  if (fixes.length > 0) node.append(element("div", { class: "fixes" }, ...fixes));
  node.append(...suspectChoice(finding, confirm));
  return node;
}

/** Gives a row to a finding that shows the same, perhaps on another line. */
export function reuseRow(node: HTMLElement, finding: Finding) {
  findings.set(node, finding);
  const line = node.querySelector(".line");
  const words = lineOf(finding);
  if (line && line.textContent !== words) line.textContent = words;
}

/** A finding as a button that leads to its place. */
export function placeButton(finding: Finding, action: () => void): HTMLButtonElement {
  const { severity } = finding;
  const place = element(
    "button",
    { type: "button", class: "place" },
    element("span", { class: "sign", "aria-hidden": "true" }, severitySigns[severity]),
    element("span", { class: "severity" }, severityWords[severity]),
    element("span", { class: "line" }, lineOf(finding)),
    element("span", { class: "message" }, finding.message),
  );
  place.addEventListener("click", action);
  return place;
}

function lineOf({ line }: Finding): string {
  return `第 ${line} 行`;
}

function calculation({ place, sides, difference }: Sum, toNote: (index: number) => void): HTMLElement {
  const body = element("tbody");
  for (const { terms, total, written } of sides) {
    terms.forEach((term, index) => {
      body.append(line(index > 0 ? "＋" : "", button(term.name, "term", () => toNote(term.note)), term.value));
    });
    body.append(line("＝", total.name, total.value, "total"));
    if (written) body.append(line("", `${written.name}填的是`, written.value));
  }
  body.append(line("", "相差", difference, "difference"));
  return element("table", { class: "sum" }, element("caption", {}, `${place}算式（是0的不列）`), body);
}

function line(sign: string, name: Node | string, value: number | string, kind = "part"): HTMLElement {
  return element("tr", { class: kind }, element("td", {}, sign), element("td", {}, name), element("td", {}, String(value)));
}
