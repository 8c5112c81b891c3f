// Makes pasted tables legible: a band behind each row, a rule at the end of each cell, and numbers in columns.
//
// Tab stops alone cannot do the last, because rows differ in how many label cells they have. The tab before a
// row's first number is made as wide as brings all numbers of a table to one column, and the tabs between numbers
// fill up to one width. The text stays what it is.

import { RangeSetBuilder, type Extension, type Line, type Text } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

/** Widths in ems: of a column of numbers, of the narrowest tab, and of the widest labels that may set a column. */
const numberColumn = 2.8;
const narrowestTab = 0.6;
const widestLabels = 30;

/** The width of what stands beside the text in the editor, in ems. */
const gutters = 4.5;

/** The most columns of numbers that a table has beside its labels. */
const mostColumns = 7;

/** How far a table is followed beyond what the editor shows; the longest of the form has some forty rows. */
const farthest = 60;

const row = Decoration.line({ class: "cm-tableRow" });

export function tableRows(): Extension {
  return ViewPlugin.fromClass(TableRows, { decorations: (plugin) => plugin.rows });
}

class TableRows {
  rows: DecorationSet;
  private stale = false;

  constructor(view: EditorView) {
    this.rows = visibleRows(view);
  }

  update(update: ViewUpdate) {
    if (update.view.composing) {
      // A new decoration beside the text of an input method garbles it.
      this.rows = this.rows.map(update.changes);
      this.stale = true;
    } else if (this.stale || update.docChanged || update.viewportChanged || update.geometryChanged) {
      this.rows = visibleRows(update.view);
      this.stale = false;
    }
  }
}

function visibleRows(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  const ruler = rulerOf(view);
  let column = 0;
  let columnEnd = 0;
  for (const { from, to } of view.visibleRanges) {
    for (let pos = from; pos <= to; ) {
      const line = doc.lineAt(pos);
      if (line.text.includes("\t")) {
        // Only a part of a very long line is visible, and such a line is no row of a table.
        const whole = pos === line.from && line.to <= to;
        if (line.number > columnEnd) [column, columnEnd] = columnOfNumbers(doc, line, ruler);
        if (whole) decorateRow(builder, line, column, ruler);
      }
      pos = line.to + 1;
    }
  }
  return builder.finish();
}

function decorateRow(builder: RangeSetBuilder<Decoration>, line: Line, column: number, ruler: Ruler) {
  builder.add(line.from, line.from, row);
  const fields = line.text.split("\t");
  const firstNumber = firstNumberOf(fields);
  let at = line.from;
  fields.slice(0, -1).forEach((field, index) => {
    at += field.length;
    const wanted =
      index >= firstNumber ? numberColumn - ruler.width(field) : index === firstNumber - 1 ? column - labelWidth(fields, ruler) : 1;
    const width = Math.max(narrowestTab, wanted);
    builder.add(at, at + 1, Decoration.mark({ class: "cm-cellEnd", attributes: { style: `width: ${width.toFixed(2)}em` } }));
    at += 1;
  });
}

/** Where the numbers of the table around `line` begin, in ems, and the last line for which that holds. */
function columnOfNumbers(doc: Text, line: Line, ruler: Ruler): [column: number, end: number] {
  const isRow = (number: number) => number >= 1 && number <= doc.lines && doc.line(number).text.includes("\t");
  let start = line.number;
  let end = line.number;
  while (start > line.number - farthest && isRow(start - 1)) start--;
  while (end < line.number + farthest && isRow(end + 1)) end++;
  let column = 0;
  for (let number = start; number <= end; number++) {
    const fields = doc.line(number).text.split("\t");
    const width = labelWidth(fields, ruler) + narrowestTab;
    if (firstNumberOf(fields) < fields.length && width <= ruler.widestLabels) column = Math.max(column, width);
  }
  return [column, end];
}

/** The index of the first field after the last label; blanks count as numbers. */
function firstNumberOf(fields: readonly string[]): number {
  let first = fields.length;
  while (first > 0 && /^[\d\s.,．，/—–-]*$/.test(fields[first - 1] ?? "")) first--;
  return first;
}

/** The width of the labels before the first number, with the tabs between them. */
function labelWidth(fields: readonly string[], ruler: Ruler): number {
  const labels = fields.slice(0, firstNumberOf(fields));
  return labels.reduce((width, label) => width + ruler.width(label), Math.max(0, labels.length - 1));
}

interface Ruler {
  /** The width of a text in ems. */
  width(text: string): number;
  /** The widest labels that leave the numbers enough room on one line. */
  widestLabels: number;
}

function rulerOf(view: EditorView): Ruler {
  const { fontSize, fontFamily } = getComputedStyle(view.contentDOM);
  const size = parseFloat(fontSize);
  const room = view.scrollDOM.clientWidth / size - gutters - mostColumns * numberColumn;
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = `${fontSize} ${fontFamily}`;
  return {
    width: (text) => (context ? context.measureText(text).width / size : text.length),
    widestLabels: Math.min(widestLabels, room),
  };
}
