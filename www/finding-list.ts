// The list of findings beside the draft: grouped by severity, each with its place, its basis and its fixes.

import { EditorView } from "@codemirror/view";
import type { Finding, Fix, Severity, Span } from "./core";
import { firstFixKeys, setCurrentFinding } from "./current-finding";
import { currentRange, findingAtCursor, grounds, severityWords } from "./diagnostics";
import { button, confirmButtons, element, suspectChoice } from "./element";
import { portionedList } from "./portions";

const severities: Severity[] = ["error", "warning", "hint"];

export interface FindingList {
  show(findings: readonly Finding[]): void;
  /** Goes to the finding after (`1`) or before (`-1`) the one selected or the cursor, around the end. */
  step(direction: 1 | -1): void;
  /** Marks the finding under the cursor, if the cursor is in one. */
  follow(): void;
  /** Selects a place in the draft. */
  reveal(span: Span): void;
}

export interface FindingListOptions {
  container: HTMLElement;
  view: EditorView;
  apply: (fix: Fix) => void;
  confirm: (line: string) => void;
  /** Goes to a place that is not to be shown in the text; says whether it has. */
  elsewhere: (span: Span, finding?: Finding) => boolean;
}

export function findingList({ container, view, apply, confirm, elsewhere }: FindingListOptions): FindingList {
  let findings: readonly Finding[] = [];
  let groups: Group[] = [];
  let selected: Finding | undefined;

  function show(next: readonly Finding[]) {
    const focused = shownRows().findIndex((row) => row.contains(document.activeElement));
    const { scrollTop } = container;
    findings = next;
    selected = undefined;
    groups = severities.map((severity) => group(severity, next.filter((finding) => finding.severity === severity), row));
    while (container.firstChild) container.firstChild.remove();
    container.append(...groups.filter(({ findings }) => findings.length > 0).map(({ node }) => node));
    container.scrollTop = scrollTop;
    if (focused >= 0) refocus(focused);
  }

  /** After a fix its button is gone; the next finding takes its place, for those who work by keyboard. */
  function refocus(index: number) {
    const rows = shownRows();
    const row = rows[Math.min(index, rows.length - 1)];
    if (row) row.querySelector("button")?.focus();
    else view.focus();
  }

  function shownRows(): Element[] {
    return Array.from(container.querySelectorAll("li.finding"));
  }

  function row(finding: Finding): HTMLElement {
    const place = placeButton(finding, () => {
      select(finding);
      reveal(finding.span, finding);
    });
    const node = element("li", { class: `finding ${finding.severity}`, "data-rule": finding.rule }, place);
    node.append(grounds(finding));
    for (const note of finding.notes) {
      node.append(button(note.message, "note", () => reveal(note.span)));
    }
    const fixes = finding.fixes.map((fix) => button(fix.title, `fix ${fix.applicability}`, () => apply(fix)));
    if (fixes[0]) fixes[0].title = `光标在这一处时，按 ${firstFixKeys} 也可以改`;
    fixes.push(...confirmButtons(finding, confirm));
    if (fixes.length > 0) node.append(element("div", { class: "fixes" }, ...fixes));
    node.append(...suspectChoice(finding, confirm));
    return node;
  }

  function select(finding: Finding | undefined) {
    if (finding === selected) return;
    container.querySelector("[aria-current]")?.removeAttribute("aria-current");
    selected = finding;
    const node = finding && groups.find(({ severity }) => severity === finding.severity)?.reach(finding);
    node?.setAttribute("aria-current", "true");
    if (node) scrollWithin(container, node);
  }

  /** Selects a place in the draft; where it is a finding's own, the finding stands under the text too. */
  function reveal(span: Span, finding?: Finding) {
    if (elsewhere(span, finding)) return;
    const { from, to } = currentRange(view.state, span);
    view.dispatch({
      selection: { anchor: from, head: to },
      effects: [EditorView.scrollIntoView(from, { y: "center" }), ...(finding ? [setCurrentFinding.of(finding)] : [])],
      userEvent: "select.finding",
    });
    view.focus();
  }

  function step(direction: 1 | -1) {
    if (findings.length === 0) return;
    const index = selected ? findings.indexOf(selected) + direction : indexFromCursor(direction);
    const finding = findings[(index + findings.length) % findings.length];
    if (!finding) return;
    select(finding);
    reveal(finding.span, finding);
  }

  function indexFromCursor(direction: 1 | -1): number {
    const { head } = view.state.selection.main;
    const after = findings.findIndex(({ span }) => currentRange(view.state, span).from >= head);
    const next = after < 0 ? findings.length : after;
    return direction === 1 ? next : next - 1;
  }

  function follow() {
    select(findingAtCursor(view.state, selected));
  }

  return { show, step, follow, reveal };
}

/** A finding as a button that leads to its place. */
export function placeButton(finding: Finding, action: () => void): HTMLButtonElement {
  const place = element(
    "button",
    { type: "button", class: "place" },
    element("span", { class: "severity" }, severityWords[finding.severity]),
    element("span", { class: "line" }, `第 ${finding.line} 行`),
    element("span", { class: "message" }, finding.message),
  );
  place.addEventListener("click", action);
  return place;
}

interface Group {
  severity: Severity;
  findings: readonly Finding[];
  node: HTMLElement;
  /** The row of a finding, which is brought out of the hidden rest where necessary. */
  reach(finding: Finding): HTMLElement | undefined;
}

function group(severity: Severity, findings: readonly Finding[], row: (finding: Finding) => HTMLElement): Group {
  const { nodes, reach } = portionedList(findings, row);
  const heading = element("h2", {}, severityWords[severity], element("span", { class: "count" }, String(findings.length)));
  const node = element("section", { class: `group ${severity}` }, heading, ...nodes);
  return { severity, findings, node, reach: (finding) => reach(findings.indexOf(finding)) };
}

/** Scrolls the list, and never the page, until the row shows. */
function scrollWithin(container: HTMLElement, row: HTMLElement) {
  const frame = container.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  if (box.top < frame.top) container.scrollTop -= frame.top - box.top + 8;
  else if (box.bottom > frame.bottom) container.scrollTop += Math.min(box.bottom - frame.bottom + 8, box.top - frame.top);
}
