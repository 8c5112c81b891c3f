// The findings that the person has confirmed: folded up below the list, to be looked at, taken back and taken along.

import type { EditorView } from "@codemirror/view";
import { confirmedCells, confirmedList, revoke } from "./confirmed";
import type { CheckResult, Core, Finding, Unused } from "./core";
import { button, element, heedFirstClicks } from "./element";
import { saveText } from "./files";
import { placeButton } from "./finding-row";
import { portionedList } from "./portions";

export interface ConfirmedFindings {
  show(result: CheckResult | undefined): void;
}

export interface ConfirmedFindingsOptions {
  container: HTMLElement;
  view: EditorView;
  core: () => Core | undefined;
  reveal: (finding: Finding) => void;
}

export function confirmedFindings({ container, view, core, reveal }: ConfirmedFindingsOptions): ConfirmedFindings {
  const heading = element("summary");
  const body = element("div", { class: "body" });
  const fold = element("details", {}, heading, body);
  container.append(fold);
  heedFirstClicks(body);

  function show(result: CheckResult | undefined) {
    const { confirmed = [], unused = [] } = result ?? {};
    const known = result ? confirmedCells(view.state, result) : [];
    const focused = body.contains(document.activeElement);
    while (body.firstChild) body.firstChild.remove();
    container.hidden = confirmed.length + known.length + unused.length === 0;
    heading.textContent = `已确认 ${confirmed.length + known.length} 处${unused.length > 0 ? `，没有用上的确认 ${unused.length} 条` : ""}`;
    if (!container.hidden) body.append(tools(unused), ...portionedList(confirmed, row).nodes);
    if (!container.hidden) body.append(...portionedList(known, cellRow).nodes, ...leftOver(unused));
    // The button is gone that was pressed.
    if (focused && container.hidden) view.focus();
    else if (focused) heading.focus();
  }

  function row(finding: Finding): HTMLElement {
    const taken = button("撤销确认", "fix manual", () => finding.confirm !== null && revoke(view, [finding.confirm]));
    return element(
      "li",
      { class: `finding ${finding.severity}`, "data-rule": finding.rule },
      placeButton(finding, () => reveal(finding)),
      element("div", { class: "fixes" }, taken),
    );
  }

  function cellRow(line: string): HTMLElement {
    const taken = button("撤销确认", "fix manual", () => revoke(view, [line]));
    const words = element("p", { class: "basis" }, `${textOf(line)}核对过，没有错`);
    return element("li", { class: "finding" }, words, element("div", { class: "fixes" }, taken));
  }

  function tools(unused: readonly Unused[]): HTMLElement {
    const controls = element("div", { class: "fixes" }, button("导出为“已确认.txt”", "fix", save));
    const drop = () => revoke(view, unused.map(({ confirm }) => confirm));
    if (unused.length > 0) controls.append(button("删去没有用上的", "fix manual", drop));
    return controls;
  }

  function save() {
    const text = core()?.confirmedList(confirmedList(view.state) ?? "").text;
    if (text !== undefined) saveText("已确认.txt", text);
  }

  return { show };
}

/** What a line confirms. */
function textOf(line: string): string {
  return line.split("\t")[1] ?? line;
}

/** Confirmations whose text is gone: they do no harm, but somebody may wonder. */
function leftOver(unused: readonly Unused[]): Node[] {
  if (unused.length === 0) return [];
  const entry = ({ confirm, why }: Unused) => element("li", { class: "unused" }, `${textOf(confirm)}（${why}）`);
  return [element("p", { class: "basis" }, "没有用上的确认："), ...portionedList(unused, entry).nodes];
}
