// What the list shows: everything, or only one severity, one part of the report, or both. A line above the list always
// says what it leaves out, with one button that shows everything again.

import type { Severity } from "./core";
import { severityWords } from "./diagnostics";
import { button, element } from "./element";
import type { Part, PartId } from "./parts";

export interface Filter {
  severity: Severity | undefined;
  part: PartId | undefined;
}

export const everything: Filter = { severity: undefined, part: undefined };

export interface FilterBar {
  /** Says what `filter` leaves out; `chosen` is the part that it could be narrowed to. */
  show(parts: readonly Part[], filter: Filter, chosen: PartId | undefined): void;
}

export function filterBar(container: HTMLElement, onChange: (filter: Partial<Filter>) => void): FilterBar {
  const words = element("span", { role: "status" });
  const narrow = button("", "narrow", () => onChange({ part: offered }));
  const all = button("全部显示", "all", () => onChange(everything));
  let offered: PartId | undefined;
  container.append(words, narrow, all);

  function show(parts: readonly Part[], filter: Filter, chosen: PartId | undefined) {
    const isFiltered = filter.severity !== undefined || filter.part !== undefined;
    const part = parts.find(({ id }) => id === chosen);
    // In a part without findings there is nothing to see.
    const canNarrow = part !== undefined && filter.part !== chosen && part.findings.length > 0;
    const hadFocus = container.contains(document.activeElement);
    offered = canNarrow ? chosen : undefined;
    container.hidden = !isFiltered && !canNarrow;
    const text = isFiltered ? sentence(parts, filter) : "";
    // A status is read aloud whenever it is set, so it is set only when it changes.
    if (words.textContent !== text) words.textContent = text;
    if (part) narrow.textContent = `只看“${part.short}”`;
    narrow.hidden = !canNarrow;
    all.hidden = !isFiltered;
    if (hadFocus && !container.contains(document.activeElement) && isFiltered) all.focus();
  }

  return { show };
}

function sentence(parts: readonly Part[], { severity, part }: Filter): string {
  const all = parts.reduce((count, { findings }) => count + findings.length, 0);
  const shown = shownParts(parts, { severity, part }).reduce((count, { findings }) => count + findings.length, 0);
  const place = parts.find(({ id }) => id === part);
  const kind = [place && `“${place.short}”`, severity && `“${severityWords[severity]}”`].filter(Boolean).join("里");
  const hidden = all === shown ? "其他地方没有问题" : `还有 ${all - shown} 处没有显示`;
  return shown > 0 ? `只显示${kind}的 ${shown} 处，${hidden}。` : `${kind}现在没有问题，${hidden}。`;
}

/** The parts with only those findings that a filter lets through. */
export function shownParts(parts: readonly Part[], { severity, part }: Filter): Part[] {
  return parts
    .filter(({ id }) => part === undefined || id === part)
    .map((part) => (severity === undefined ? part : { ...part, findings: part.findings.filter((finding) => finding.severity === severity) }));
}
