// The tab with the official tables: every number in its cell, coloured by what is found of it, and open to be changed.
// The text of the draft stays the one truth: a number goes into it, and the tables show the next check.

import type { EditorView, ViewUpdate } from "@codemirror/view";
import { confirmedList } from "./confirmed";
import type { CheckResult, Core, Finding, Fix, FormRelation, Span } from "./core";
import { currentRange } from "./diagnostics";
import { replacesAll } from "./editor";
import { element, fill } from "./element";
import type { Notify } from "./notices";
import { tableBar } from "./tables-bar";
import { neighbour, type TableCell } from "./tables-cell";
import { typedNumber, writeAt } from "./tables-edit";
import { drawTables, type DrawnTable } from "./tables-form";
import { tableKeys } from "./tables-keys";
import { drawRelations } from "./tables-lines";
import { brokenRelations, sumsInWords } from "./tables-relation";
import { tableReading, type TableReading } from "./tables-state";
import { legendLine, remarkOn, whyNone } from "./tables-words";

export interface Tables {
  /** Takes the result of a check; draws it when the tab is shown. */
  take(result: CheckResult | undefined): void;
  /** Draws what was taken, and goes to the cell at the cursor of the draft. */
  open(): void;
  /** Says what was typed into a cell and not taken, before it is out of sight. */
  leave(): void;
  /** Goes to the cells of a finding, or to the cell at a place; says whether there is one. */
  goTo(span: Span, finding?: Finding): boolean;
  /** Shows a table; says whether it is there. */
  goToTable(id: string): boolean;
  /** What the editor has done: where undo has changed the draft, the next check leads to. */
  update(update: ViewUpdate): void;
  /** Whether a field is a cell's and shows what the draft holds. */
  showsDraft(field: HTMLInputElement): boolean;
}

export interface TablesOptions {
  container: HTMLElement;
  toText: HTMLButtonElement;
  view: EditorView;
  core: () => Core | undefined;
  isShown: () => boolean;
  apply: (fix: Fix) => void;
  confirm: (line: string) => void;
  /** Shows a place in the text. */
  reveal: (span: Span) => void;
  notify: Notify;
}

export function tables({ container, toText, view, core, isShown, apply, confirm, reveal, notify }: TablesOptions): Tables {
  const scroller = element("div", { class: "tableScroller" });
  const refusal = element("p", { class: "cellRefusal", role: "alert" });
  const bar = tableBar({ apply, confirm, onLeave: () => current?.field.focus() });
  container.append(scroller, bar.node);

  // The lines follow the cells when the window, the zoom or the letters change.
  const resized = new ResizeObserver(() => redraw());
  let result: CheckResult | undefined;
  let isStale = true;
  let reading: TableReading | undefined;
  let edition: CheckResult["edition"] = null;
  let drawn: DrawnTable[] = [];
  let cells: TableCell[] = [];
  /** The cell where the person is or was last. */
  let current: TableCell | undefined;
  /** The finding whose relation is drawn and which stands below the tables. */
  let chosen: Finding | undefined;
  /** A number that was just written, until a check has read it. */
  let written: { cell: TableCell; value: number } | undefined;
  let changedAt: number | undefined;
  /** Cells whose number waits for a check. */
  let early: TableCell[] = [];

  function take(next: CheckResult | undefined) {
    result = next;
    isStale = true;
    if (isShown()) refresh();
  }

  function refresh() {
    if (!isStale) return;
    isStale = false;
    const next = result?.edition ?? null;
    if (next !== edition || drawn.length === 0) draw(next);
    reading = result && edition ? tableReading(result, confirmedList(view.state)?.split("\n") ?? []) : undefined;
    const changed = changedAt;
    changedAt = undefined;
    if (!reading) return choose(undefined);
    for (const cell of cells) cell.show(reading.state(cell.id), reading.findings(cell.id)[0]?.message);
    for (const table of drawn) table.remark.textContent = remarkOn(table, reading);
    if (written && reading.cells.get(written.cell.id)?.value !== written.value) {
      refuse(written.cell, "已经写进草稿，但没有读成这个数。请按 Ctrl+Z 撤销，或者到原文里看一看。");
    }
    written = undefined;
    const focused = document.activeElement === current?.field ? current : undefined;
    choose((chosen && sameFinding(chosen, result)) ?? findingOf(focused));
    if (changed !== undefined) showChange(changed);
    // What came too early for the check before this one is not too early now.
    const again = early;
    early = [];
    again.filter((cell) => cell.isTyped).forEach(commit);
  }

  function draw(next: CheckResult["edition"]) {
    edition = next;
    const forms = (next && core()?.formTables(next)) || [];
    drawn = drawTables(forms);
    cells = drawn.reduce<TableCell[]>((all, table) => all.concat(table.cells), []);
    current = undefined;
    written = undefined;
    if (forms.length === 0) fill(scroller, [element("p", { class: "noTables" }, whyNone(result, view.state.doc.length > 0))]);
    else fill(scroller, [legendLine(), ...drawn.map(({ node }) => node)]);
    resized.disconnect();
    for (const { sheet } of drawn) resized.observe(sheet);
    toText.disabled = true;
  }

  function open() {
    refresh();
    const cell = cellAt(view.state.selection.main.head);
    if (cell) enter(cell);
    redraw();
  }

  function goTo(span: Span, finding?: Finding): boolean {
    refresh();
    const ids = finding ? [...finding.suspects.map(({ cell }) => cell), ...finding.cells] : [];
    const named = ids.map(cellOf).find((cell) => cell && !cell.isAbsent);
    const cell = named ?? (finding ? undefined : cellAt(currentRange(view.state, span).from));
    if (!cell) return false;
    if (finding) choose(finding);
    enter(cell);
    return true;
  }

  function update({ docChanged, transactions, changes }: ViewUpdate) {
    const isUndone = transactions.some((transaction) => transaction.isUserEvent("undo") || transaction.isUserEvent("redo"));
    // What was typed over a number of the last draft is not meant for the next one.
    if (docChanged && replacesAll(changes)) cells.forEach((cell) => cell.restore());
    if (docChanged && isUndone && isShown()) changes.iterChanges((_fromA, _toA, from) => (changedAt = from));
  }

  function showChange(position: number) {
    const cell = cellAt(position);
    if (cell) enter(cell);
    else notify("这一步改的不是表格里的数，是草稿里的文字。");
  }

  /** Goes to a cell: focus, and the middle of the window. */
  function enter(cell: TableCell) {
    cell.field.focus({ preventScroll: true });
    cell.box.scrollIntoView({ block: "center", inline: "nearest" });
  }

  function cellOf(id: string): TableCell | undefined {
    return cells.find((cell) => cell.id === id);
  }

  function cellAt(position: number): TableCell | undefined {
    const found = result?.cells.find(({ span }) => {
      const { from, to } = currentRange(view.state, span);
      return from <= position && position <= to;
    });
    return found && cellOf(found.id);
  }

  function findingOf(cell: TableCell | undefined): Finding | undefined {
    return cell && reading?.findings(cell.id)[0];
  }

  function relationsOf(finding: Finding | undefined): FormRelation[] {
    if (!finding || !reading) return [];
    const all = drawn.reduce<FormRelation[]>((all, { form }) => all.concat(form.relations), []);
    return brokenRelations(finding, all, reading.cells);
  }

  function choose(finding: Finding | undefined) {
    chosen = finding;
    const cells = reading?.cells;
    const nameOf = (id: string) => cellOf(id)?.name ?? "";
    bar.show(finding, finding && cells ? sumsInWords(finding, relationsOf(finding), cells, nameOf) : []);
    redraw();
  }

  /** Draws the relation of a finding, the chosen one if none is given. */
  function redraw(finding = chosen) {
    const relations = relationsOf(finding);
    const bound = new Set(relations.reduce<string[]>((ids, { parts, wholes }) => ids.concat(parts, wholes), finding?.cells ?? []));
    for (const cell of cells) cell.box.classList.toggle("bound", bound.has(cell.id));
    for (const { form, lines, sheet } of drawn) {
      lines.setAttribute("class", `lines ${finding?.severity ?? ""}`);
      const own = relations.filter((relation) => form.relations.includes(relation));
      drawRelations(lines, sheet, own, (id) => cellOf(id)?.box);
    }
  }

  function commit(cell: TableCell): boolean {
    if (!cell.isTyped) {
      refuse(cell, undefined);
      return true;
    }
    const number = typedNumber(cell.field.value);
    if (number === undefined) return refuse(cell, cell.field.value.trim() === "" ? "这一格要填数；没有的填 0。" : "只能填数，例如 12；没有的填 0。");
    const span = reading?.cells.get(cell.id)?.span;
    written = { cell, value: Number(number) };
    if (!span || !writeAt(view, span, number)) {
      written = undefined;
      early.push(cell);
      return refuse(cell, "草稿刚刚改动过，还没有核对完；核对完就写进去。");
    }
    cell.wrote(number);
    refuse(cell, undefined);
    return true;
  }

  /** Says beside a cell why what was typed is not taken, or takes that back; false, for the one who asks. */
  function refuse(cell: TableCell, why: string | undefined): false {
    cell.refuse(why);
    const table = drawn.find((table) => table.cells.includes(cell));
    refusal.remove();
    if (why === undefined || !table) return false;
    refusal.textContent = why;
    table.sheet.append(refusal);
    const [box, sheet] = [cell.box.getBoundingClientRect(), table.sheet.getBoundingClientRect()];
    const left = Math.max(0, Math.min(box.left - sheet.left, sheet.width - refusal.offsetWidth));
    const bottom = Math.min(sheet.bottom, scroller.getBoundingClientRect().bottom);
    const fitsBelow = box.bottom + refusal.offsetHeight + 4 < bottom;
    const top = fitsBelow ? box.bottom - sheet.top + 2 : box.top - sheet.top - refusal.offsetHeight - 2;
    refusal.style.left = `${left}px`;
    refusal.style.top = `${top}px`;
    return false;
  }

  function focused(cell: TableCell) {
    current = cell;
    toText.disabled = false;
    if (cell.refusal !== undefined) refuse(cell, cell.refusal);
    const bound = cell.box.classList.contains("bound") && chosen !== undefined;
    if (!bound || !chosen) choose(findingOf(cell));
    follow(cell);
    cell.box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The draft's cursor goes where the person is, and with it the list and where F8 goes on from. */
  function follow(cell: TableCell) {
    const span = reading?.cells.get(cell.id)?.span;
    const { from, to } = span ? currentRange(view.state, span) : view.state.selection.main;
    const { head } = view.state.selection.main;
    if (head < from || head > to) view.dispatch({ selection: { anchor: from }, userEvent: "select.cell" });
  }

  function showText(cell: TableCell | undefined) {
    const span = cell && reading?.cells.get(cell.id)?.span;
    if (span && (!cell.isTyped || commit(cell))) reveal(span);
  }

  toText.addEventListener("click", () => showText(current));
  tableKeys({
    scroller,
    cellOf: (target) => cells.find(({ box }) => target instanceof Node && box.contains(target)),
    focused,
    pointed: (cell) => redraw(findingOf(cell)),
    commit,
    move(cell, right, down) {
      const next = neighbour(cells, cell, right, down);
      if (next) next.field.focus();
    },
    restore(cell) {
      cell.restore();
      refuse(cell, undefined);
    },
    fix() {
      const [fix] = chosen?.fixes ?? [];
      // The fix takes the place of what is being typed.
      if (fix) current?.restore();
      if (fix) apply(fix);
      else notify("这一格没有现成的改法，请直接填写。");
    },
    showText,
  });

  function leave() {
    const left = cells.filter((cell) => cell.isTyped && cell.refusal !== undefined && !early.includes(cell));
    const [cell] = left;
    if (!isShown() || !cell) return;
    const others = left.length > 1 ? `还有 ${left.length - 1} 格也是这样。` : "";
    notify(`${cell.name}里填的“${cell.field.value}”没有写进草稿。${cell.refusal}${others}`);
  }

  function goToTable(id: string): boolean {
    const table = drawn.find(({ form }) => form.id === id);
    table?.node.scrollIntoView({ block: "start" });
    return table !== undefined;
  }

  return {
    take,
    open,
    leave,
    goTo,
    goToTable,
    update,
    showsDraft: (field) => cells.some((cell) => cell.field === field && !cell.isTyped),
  };
}

/** The finding of a new check that says the same of the same cells. */
function sameFinding({ rule, cells }: Finding, result: CheckResult | undefined): Finding | undefined {
  return result?.findings.find((finding) => finding.rule === rule && finding.cells.join() === cells.join());
}
