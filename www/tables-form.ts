// Draws the official tables as they are printed, with a field for every number.

import type { FormCell, FormTable } from "./core";
import { element } from "./element";
import { TableCell } from "./tables-cell";

export interface DrawnTable {
  form: FormTable;
  node: HTMLElement;
  cells: TableCell[];
  /** What is to be said of the table as a whole. */
  remark: HTMLElement;
  /** What the lines of a relation are drawn on, over the table. */
  sheet: HTMLElement;
  lines: SVGSVGElement;
}

/** Draws the tables one below the other. */
export function drawTables(forms: readonly FormTable[]): DrawnTable[] {
  let rows = 0;
  return forms.map((form) => {
    const drawn = drawTable(form, rows);
    rows += form.rows.length;
    return drawn;
  });
}

function drawTable(form: FormTable, firstRow: number): DrawnTable {
  const cells: TableCell[] = [];
  /** For each column, the first row that no cell from above reaches into. */
  const freeFrom: number[] = [];
  const rows = form.rows.map((row, index) => {
    let column = 0;
    const nodes = row.map((cell) => {
      while ((freeFrom[column] ?? 0) > index) column++;
      const node = drawCell(cell, firstRow + index, column, cells);
      for (let covered = 0; covered < cell.colspan; covered++) freeFrom[column + covered] = index + cell.rowspan;
      column += cell.colspan;
      return node;
    });
    return element("tr", {}, ...nodes);
  });
  const lines = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  lines.setAttribute("aria-hidden", "true");
  const caption = element("caption", {}, form.title, element("span", {}, form.name));
  const table = element("table", {}, caption, columnWidths(form, freeFrom.length), element("tbody", {}, ...rows));
  const sheet = element("div", { class: "sheetOfTable" }, table, lines);
  const remark = element("p", { class: "tableRemark" });
  const node = element("section", { class: `formTable ${form.id}` }, remark, element("div", { class: "tableBox" }, sheet));
  return { form, node, cells, remark, sheet, lines };
}

function drawCell({ text, kind, cell: id, rowspan, colspan }: FormCell, row: number, column: number, cells: TableCell[]) {
  let node: HTMLTableCellElement;
  if (id === null) {
    const across = { head: colspan > 1 ? "colgroup" : "col", group: "rowgroup", label: "row", number: "" }[kind];
    node = element("th", { scope: across, class: kind }, text);
  } else {
    const cell = new TableCell(id, text, row, column);
    cells.push(cell);
    node = cell.box;
  }
  if (rowspan > 1) node.rowSpan = rowspan;
  if (colspan > 1) node.colSpan = colspan;
  return node;
}

function columnWidths({ labels }: FormTable, columns: number): HTMLElement {
  const left = 1_000 - labels.reduce((sum, width) => sum + width, 0);
  const widths = Array.from({ length: columns }, (_, index) => labels[index] ?? left / (columns - labels.length));
  return element("colgroup", {}, ...widths.map((width) => element("col", { style: `width: ${(width / 10).toFixed(2)}%` })));
}
