// The list of findings beside the draft: grouped by severity and, within it, by the part of the report.

import { EditorView } from "@codemirror/view";
import type { Finding, Fix, Severity, Span } from "./core";
import { setCurrentFinding } from "./current-finding";
import { currentRange, findingAtCursor, severities, severitySigns, severityWords } from "./diagnostics";
import { element, heedFirstClicks } from "./element";
import { findingRow, reuseRow, rowKey } from "./finding-row";
import type { Part } from "./parts";
import { virtualRows } from "./virtual-rows";

export interface FindingList {
  /** Shows the findings of some parts of the report. */
  show(parts: readonly Part[]): void;
  /** Goes to the finding after (`1`) or before (`-1`) the one selected or the cursor, around the end. */
  step(direction: 1 | -1): void;
  /** Marks the finding under the cursor, if the cursor is in one. */
  follow(): void;
  /** Selects a finding here and in the draft. */
  choose(finding: Finding): void;
  /** Selects a place in the draft. */
  reveal(span: Span): void;
  /** Puts the focus on the first button of the selected finding; says whether there is one. */
  toButtons(): boolean;
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
  /** In order of place. */
  let findings: readonly Finding[] = [];
  let selected: Finding | undefined;
  const groups = new Map<string, Group>();
  const rows = virtualRows<Finding>(container, {
    key: rowKey,
    draw(finding) {
      const row = findingRow(finding, { choose, reveal, apply, confirm });
      mark(row, finding === selected);
      return row;
    },
    reuse(row, finding) {
      reuseRow(row, finding);
      mark(row, finding === selected);
    },
  });
  heedFirstClicks(container);
  window.addEventListener("beforeprint", () => rows.drawAll());

  function show(parts: readonly Part[]) {
    const focused = shownRows().findIndex((row) => row.contains(document.activeElement));
    findings = parts.flatMap((part) => part.findings).sort((one, other) => one.span[0] - other.span[0]);
    // Who is at work on a finding keeps it open, and the list does not move for it.
    selected = selected && findingAtCursor(view.state, undefined, findings);
    const sections: HTMLElement[] = [];
    const lists: { node: HTMLElement; items: Finding[] }[] = [];
    for (const severity of severities) {
      const inParts = parts
        .map(({ id, name, findings }) => ({ id, name, items: findings.filter((finding) => finding.severity === severity) }))
        .filter(({ items }) => items.length > 0);
      if (inParts.length === 0) continue;
      const whole = group(severity, () => severityGroup(severity));
      setCount(whole, inParts.reduce((count, { items }) => count + items.length, 0));
      const inner = inParts.map(({ id, name, items }) => {
        const part = group(`${severity} ${id}`, () => partGroup(name));
        setCount(part, items.length);
        lists.push({ node: part.body, items });
        return part.node;
      });
      sections.push(whole.node);
      arrange(whole.body, inner);
    }
    rows.set(lists, () => arrange(container, sections));
    // After a fix its button is gone; the next finding takes its place, for those who work by keyboard.
    if (focused >= 0 && !container.contains(document.activeElement)) refocus(focused);
  }

  function group(key: string, make: () => Group): Group {
    const known = groups.get(key) ?? make();
    groups.set(key, known);
    return known;
  }

  function refocus(index: number) {
    const shown = shownRows();
    const row = shown[Math.min(index, shown.length - 1)];
    if (row) row.querySelector("button")?.focus();
    else view.focus();
  }

  function shownRows(): Element[] {
    return Array.from(container.querySelectorAll("li.finding"));
  }

  function select(finding: Finding | undefined) {
    if (finding === selected) return;
    const before = selected && rows.row(selected);
    selected = finding;
    const node = finding && rows.reach(finding);
    // The row that folds up must not move the one that was clicked.
    rows.keepingView(() => {
      if (before) mark(before, false);
      if (node) mark(node, true);
    }, node);
    if (finding) rows.reach(finding);
  }

  function mark(row: HTMLElement, isSelected: boolean) {
    if (isSelected === row.hasAttribute("aria-current")) return;
    if (isSelected) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    row.querySelector(".place")?.setAttribute("aria-expanded", String(isSelected));
  }

  function choose(finding: Finding) {
    select(finding);
    place(finding.span, finding);
  }

  function reveal(span: Span) {
    place(span);
  }

  /** Selects a place in the draft; where it is a finding's own, the finding stands under the text too. */
  function place(span: Span, finding?: Finding) {
    // Where it shows elsewhere, the draft is found at the same place later.
    const isElsewhere = elsewhere(span, finding);
    const { from, to } = currentRange(view.state, span);
    view.dispatch({
      selection: { anchor: from, head: to },
      effects: [EditorView.scrollIntoView(from, { y: "center" }), ...(finding ? [setCurrentFinding.of(finding)] : [])],
      userEvent: "select.finding",
    });
    if (!isElsewhere) view.focus();
  }

  function step(direction: 1 | -1) {
    if (findings.length === 0) return;
    const index = selected ? findings.indexOf(selected) + direction : indexFromCursor(direction);
    const finding = findings[(index + findings.length) % findings.length];
    if (finding) choose(finding);
  }

  function indexFromCursor(direction: 1 | -1): number {
    const { head } = view.state.selection.main;
    const after = findings.findIndex(({ span }) => currentRange(view.state, span).from >= head);
    const next = after < 0 ? findings.length : after;
    return direction === 1 ? next : next - 1;
  }

  function follow() {
    select(findingAtCursor(view.state, selected, findings));
  }

  function toButtons(): boolean {
    const first = (selected && rows.row(selected))?.querySelector<HTMLElement>(".fixes button");
    first?.focus();
    return first != null;
  }

  return { show, step, follow, choose, reveal, toButtons };
}

interface Group {
  node: HTMLElement;
  count: HTMLElement;
  body: HTMLElement;
}

function severityGroup(severity: Severity): Group {
  const count = element("span", { class: "count" });
  const sign = element("span", { class: "sign", "aria-hidden": "true" }, severitySigns[severity]);
  const body = element("div");
  const node = element("section", { class: `group ${severity}` }, element("h2", {}, sign, severityWords[severity], count), body);
  return { node, count, body };
}

function partGroup(name: string): Group {
  const count = element("span", { class: "count" });
  // Without its marks a list is none to some screen readers.
  const body = element("ol", { role: "list" });
  const node = element("section", {}, element("h3", {}, name, count), body);
  return { node, count, body };
}

function setCount({ count }: Group, findings: number) {
  const text = String(findings);
  if (count.textContent !== text) count.textContent = text;
}

/** Makes `children` the children of a node, without moving those that are there already. */
function arrange(node: HTMLElement, children: readonly HTMLElement[]) {
  for (const child of Array.from(node.children)) if (!children.includes(child as HTMLElement)) child.remove();
  let next = node.firstElementChild;
  for (const child of children) {
    if (child === next) next = child.nextElementSibling;
    else node.insertBefore(child, next);
  }
}
