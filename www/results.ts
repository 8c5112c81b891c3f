// The right column: the verdict, the outline, what the list is narrowed to, and the list.

import type { EditorView } from "@codemirror/view";
import { confirmedCells } from "./confirmed";
import type { Finding, Fix, Span } from "./core";
import type { Outcome } from "./diagnostics";
import { everything, filterBar, shownParts, type Filter } from "./filter";
import { findingList, type FindingList } from "./finding-list";
import { outline } from "./outline";
import { partsOf, type Part, type PartId } from "./parts";
import { verdict } from "./verdict";

export interface Results {
  list: FindingList;
  show(outcome: Outcome): void;
  /** As `list.step`; where a filter lets nothing through any more, it is taken away first. */
  step(direction: 1 | -1): void;
  /** Shows everything again, for a new draft. */
  reset(): void;
}

export interface ResultsOptions {
  places: { verdict: HTMLElement; outline: HTMLElement; filter: HTMLElement; findings: HTMLElement };
  view: EditorView;
  apply: (fix: Fix) => void;
  confirm: (line: string) => void;
  /** Goes to a place that is not to be shown in the text; says whether it has. */
  elsewhere: (span: Span, finding?: Finding) => boolean;
  /** Goes to a table where the tables are shown; says whether it has. */
  toTable: (id: string) => boolean;
}

export function results({ places, view, apply, confirm, elsewhere, toTable }: ResultsOptions): Results {
  let parts: readonly Part[] = [];
  let filter: Filter = everything;
  /** The part that was chosen in the outline. */
  let chosen: PartId | undefined;
  const list = findingList({ container: places.findings, view, apply, confirm, elsewhere });
  const head = verdict(
    places.verdict,
    (severity) => narrow({ severity: severity === filter.severity ? undefined : severity }),
    (result) => result.confirmed.length + confirmedCells(view.state, result).length,
  );
  const contents = outline(places.outline, choose);
  const bar = filterBar(places.filter, (change) => {
    narrow(change);
    places.findings.scrollTop = 0;
    // The button is gone that was pressed.
    if (places.filter.hidden) view.focus();
  });

  function show(outcome: Outcome) {
    head.show(outcome);
    if (outcome.state === "pending" || outcome.state === "outdated") return;
    const isChecked = outcome.state === "checked" && outcome.result.notice === null;
    parts = isChecked ? partsOf(outcome.result) : [];
    contents.show(parts);
    if (parts.length === 0) [filter, chosen] = [everything, undefined];
    showList();
  }

  function showList() {
    head.mark(filter.severity);
    contents.mark(chosen);
    bar.show(parts, filter, chosen);
    list.show(shownParts(parts, filter));
  }

  function narrow(change: Partial<Filter>) {
    filter = { ...filter, ...change };
    showList();
  }

  function choose(id: PartId) {
    const part = parts.find((part) => part.id === id);
    if (!part) return;
    chosen = id;
    const [first] = part.findings;
    const start = part.start ?? parts.find(({ id }) => id === part.within)?.start;
    if (part.start === undefined && first) {
      // What is missing has no place but that of its finding.
      narrow(everything);
      list.choose(first);
    } else {
      showList();
      if (part.within && toTable(id)) return;
      if (start !== undefined) list.reveal([start, start]);
    }
  }

  function step(direction: 1 | -1) {
    if (filter !== everything && shownParts(parts, filter).every(({ findings }) => findings.length === 0)) narrow(everything);
    list.step(direction);
  }

  function reset() {
    if (filter === everything && chosen === undefined) return;
    filter = everything;
    chosen = undefined;
    showList();
  }

  return { list, show, step, reset };
}
