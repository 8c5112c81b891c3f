// Makes pasted tables legible: a band behind each row, a rule at the end of each cell, and numbers and their heads in
// columns. Tabs are made as wide as their column asks; a text wider than its column is broken into several lines
// within it. The text stays what it is.

import { Facet, Prec, RangeSetBuilder, type Extension, type Line, type Text } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { gridOf, type GridRow } from "./table-grid";

/** Widths in ems: of a column of numbers, of the narrowest tab, and of the widest labels before the numbers. */
const narrowestColumn = 2;
const usualColumn = 2.8;
const widestColumn = 14;
const narrowestTab = 0.6;
const narrowestLabels = 6;
const widestLabels = 26;

/** The width of what stands beside the text in the editor, in ems. */
const gutters = 4.5;

/** How far a table is followed beyond what the editor shows; the longest of the form has some forty rows. */
const farthest = 60;

/** A longer line is no row of a table. */
const longestRow = 1_000;

/** So many texts are remembered with their widths: more than all tables of a report have. */
const mostWidths = 2_000;

/** Words that are shown in rows without being in the text: by where a row begins, where each of them stands. */
export type StruckWords = Map<number, [number, string][]>;

export const struckWords = Facet.define<StruckWords>();

const row = Decoration.line({ class: "cm-tableRow" });

export function tableRows(): Extension {
  const plugin = ViewPlugin.fromClass(TableRows, { decorations: (plugin) => plugin.rows });
  // Lowest: what is outermost in the text is not split where an underline begins.
  return Prec.lowest(plugin);
}

class TableRows {
  rows: DecorationSet;
  private stale = false;
  private ruler: Ruler;

  constructor(view: EditorView) {
    this.ruler = rulerOf(view);
    this.rows = visibleRows(view, this.ruler);
  }

  update(update: ViewUpdate) {
    if (update.view.composing) {
      // A new decoration beside the text of an input method garbles it.
      this.rows = this.rows.map(update.changes);
      this.stale = true;
    } else if (this.stale || update.docChanged || update.viewportChanged || update.geometryChanged) {
      // Asking for the font and the room makes the browser lay the page out: too much for every key, nothing extra
      // when the editor has just measured.
      if (update.geometryChanged && !update.docChanged) this.ruler = rulerOf(update.view, this.ruler);
      this.rows = visibleRows(update.view, this.ruler);
      this.stale = false;
    }
  }
}

function visibleRows(view: EditorView, ruler: Ruler): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  const struck = view.state.facet(struckWords)[0];
  let table: Table | undefined;
  for (const { from, to } of view.visibleRanges) {
    for (let pos = from; pos <= to; ) {
      const line = doc.lineAt(pos);
      if (isRow(line)) {
        if (!table || line.number > table.end) table = tableAround(doc, line, ruler, struck);
        decorateRow(builder, line, table, ruler, struck);
      }
      pos = line.to + 1;
    }
  }
  return builder.finish();
}

/** The fields of a row with what is shown in them. */
function shownFields({ from, text }: Line, struck: StruckWords | undefined): string[] {
  const fields = text.split("\t");
  for (const [at, words] of struck?.get(from) ?? []) fields[text.slice(0, at - from).split("\t").length - 1] += words;
  return fields;
}

function isRow(line: Line): boolean {
  return line.length <= longestRow && line.text.includes("\t");
}

interface Table {
  start: number;
  end: number;
  rows: GridRow[];
  /** Where the numbers begin and how wide each of their columns is, in ems. */
  labels: number;
  column: number;
  columns: number;
}

function tableAround(doc: Text, line: Line, ruler: Ruler, struck: StruckWords | undefined): Table {
  const isRowAt = (number: number) => number >= 1 && number <= doc.lines && isRow(doc.line(number));
  let start = line.number;
  let end = line.number;
  while (start > line.number - farthest && isRowAt(start - 1)) start--;
  while (end < line.number + farthest && isRowAt(end + 1)) end++;

  const rows: string[][] = [];
  const fields: string[][] = [];
  for (let number = start; number <= end; number++) {
    rows.push(doc.line(number).text.split("\t"));
    fields.push(shownFields(doc.line(number), struck));
  }
  const grid = gridOf(rows);
  let widestLabel = 0;
  let widestCell = usualColumn;
  fields.forEach((fields, index) => {
    const { first } = grid.rows[index] as GridRow;
    if (first > 0 && first < fields.length) widestLabel = Math.max(widestLabel, labelWidth(fields.slice(0, first), ruler));
    fields.slice(first).forEach((field, index, cells) => {
      // A head above several columns is wider than any of them.
      if (cells[index + 1] !== "") widestCell = Math.max(widestCell, ruler.width(field) + narrowestTab);
    });
  });
  const wanted = Math.min(widestLabel, widestLabels);
  // In a narrow window the labels are broken first, and then the heads.
  const leftToLabels = Math.min(ruler.room / 2, ruler.room - grid.columns * usualColumn);
  const room = (ruler.room - Math.min(wanted, Math.max(narrowestLabels, leftToLabels))) / Math.max(1, grid.columns);
  const column = Math.max(narrowestColumn, Math.min(widestCell, widestColumn, room));
  const labels = Math.min(wanted, Math.max(narrowestLabels, ruler.room - grid.columns * column));
  return { start, end, rows: grid.rows, labels, column, columns: grid.columns };
}

function decorateRow(builder: RangeSetBuilder<Decoration>, line: Line, table: Table, ruler: Ruler, struck: StruckWords | undefined) {
  builder.add(line.from, line.from, row);
  const lengths = line.text.split("\t").map((field) => field.length);
  const fields = shownFields(line, struck);
  const { first, columns } = table.rows[line.number - table.start] as GridRow;
  const columnOf = (index: number) => columns[index - first] ?? 0;
  const inGrid = first < fields.length;
  // Where there is no room, every label is broken a little instead of one a lot.
  const share = Math.min(1, (table.labels - first) / (labelWidth(fields.slice(0, first), ruler) - first));
  let at = line.from;
  let x = 0;
  let runsOn = false;
  fields.forEach((field, index) => {
    const length = lengths[index] as number;
    const isLabel = index < first;
    const isLast = index === fields.length - 1;
    const isHead = !isLabel && /^\p{Script=Han}/u.test(field);
    const after = isLast ? columnOf(index) + 1 : columnOf(index + 1);
    const isBefore = index + 1 < first;
    const others = isLabel ? fields.slice(index + 1, first) : [];
    const behind = others.length + share * (labelWidth(others, ruler) - others.length);
    const end = table.labels + (isLabel ? -behind : after * table.column);
    // A label or a head runs on over the empty cells behind it.
    if (field !== "") runsOn = isLabel ? isBefore : isHead;
    runsOn = runsOn && fields[index + 1] === "" && index + 1 !== first;
    if (isLast && isHead && after < table.columns) return;

    // What ends a row may go on to the edge.
    const room = (isLast ? Math.max(end, ruler.room) : end) - x - (isBefore ? 1 : narrowestTab);
    let width = ruler.width(field);
    if (inGrid && length > 0 && width > room && room >= narrowestColumn - narrowestTab) {
      builder.add(at, at + length, text(room, runsOn && isHead ? "cm-cellText cm-cellRunsOn" : "cm-cellText"));
      width = room;
    }
    at += length;
    if (isLast) return;
    const tab = isBefore || !inGrid ? 1 : Math.max(narrowestTab, end - x - width);
    builder.add(at, at + 1, text(tab, runsOn ? "cm-cellGap" : "cm-cellEnd"));
    at += 1;
    x += width + tab;
  });
}

function text(width: number, name: string): Decoration {
  return Decoration.mark({ class: name, attributes: { style: `width: ${width.toFixed(2)}em` } });
}

/** The width of some labels with a tab behind each. */
function labelWidth(labels: readonly string[], ruler: Ruler): number {
  return labels.reduce((width, label) => width + ruler.width(label) + 1, 0);
}

interface Ruler {
  font: string;
  /** The width of a text in ems. */
  width(text: string): number;
  /** How wide a row may be without being broken. */
  room: number;
}

function rulerOf(view: EditorView, before?: Ruler): Ruler {
  const { fontSize, fontFamily } = getComputedStyle(view.contentDOM);
  const size = parseFloat(fontSize);
  const font = `${fontSize} ${fontFamily}`;
  const room = view.scrollDOM.clientWidth / size - gutters;
  return { font, room, width: before && before.font === font ? before.width : measuring(font, size) };
}

function measuring(font: string, size: number): (text: string) => number {
  const widths = new Map<string, number>();
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = font;
  return (text) => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    const width = context ? context.measureText(text).width / size : text.length;
    if (widths.size < mostWidths) widths.set(text, width);
    return width;
  };
}
