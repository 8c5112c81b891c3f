// Finds the grid of a table in tab-separated lines: which field of which row stands in which column of numbers.
//
// Rows differ in how many label fields they have, heads stand above several columns, and copying leaves empty fields
// for merged cells or leaves them out. The columns of numbers are counted from the end of the rows that have numbers.

/** What the page knows about a row's place in its table. */
export interface GridRow {
  /** The index of the first field that stands in a column of numbers; the number of fields where none does. */
  first: number;
  /** The column of every field from `first` on. */
  columns: number[];
}

const blank = /^[\s—–-]*$/;
/** What stands where a number belongs: one, nothing, or what somebody wrote instead, such as a letter or “无”. */
const number = /^([\d０-９\s.,．，/—–-]*[件条项个]?|[^\p{Script=Han}]{1,4}|无|零|没有|〔请填写[^〕]*〕)$/u;

/** The most columns of numbers in the official form. */
const mostColumns = 15;

/** The grid of a table's rows, each given by its fields. */
export function gridOf(rows: readonly string[][]): { rows: GridRow[]; columns: number } {
  const numbers = rows.map(numbersOf);
  const columns = Math.min(mostColumns, Math.max(0, ...numbers));
  // Without numbers there is nothing to stand in line with; most often it is a text with an indent.
  if (columns === 0) return { columns, rows: rows.map((fields) => inOrder(fields, fields.length)) };
  const labelled = rows.some((fields, index) => numbers[index] && firstNumber(fields, columns) > 0);
  const heads = rows.slice(0, numbers.findIndex((count) => count > 0));
  // The heads above the first column of numbers say how many fields the labels below them have.
  const labels = Math.min(...heads.map((fields) => fields.findIndex((field) => field !== "")).filter((index) => index > 0));
  return {
    columns,
    rows: rows.map((fields, index) => {
      if (numbers[index]) return inOrder(fields, firstNumber(fields, columns));
      const before = !labelled ? 0 : index < heads.length && isFinite(labels) ? labels : Math.max(1, fields.length - columns);
      return headRow(fields, rows[index + 1] ?? [], columns, before);
    }),
  };
}

/** How many fields from a row's first number to its last. */
function numbersOf(fields: readonly string[]): number {
  let first = tail(fields);
  let end = fields.length;
  while (first < end && blank.test(fields[first] ?? "")) first++;
  while (first < end && blank.test(fields[end - 1] ?? "")) end--;
  return end - first;
}

/** The index of the field that stands in the first column; what is empty before it belongs to the labels. */
function firstNumber(fields: readonly string[], columns: number): number {
  let first = tail(fields);
  while (fields.length - first > columns && blank.test(fields[first] ?? "")) first++;
  return first;
}

/** The index of the first field after the last label. */
function tail(fields: readonly string[]): number {
  let first = fields.length;
  while (first > 0 && number.test(fields[first - 1] ?? "")) first--;
  return first;
}

/** A row of heads behind `labels` labels, as far as the number of its fields says where they belong. */
function headRow(fields: readonly string[], next: readonly string[], columns: number, labels: number): GridRow {
  if (fields[0] === "" || fields.length >= columns) return inOrder(fields, labels);
  // Heads over several columns each, below which the next row leaves out the columns of the single heads.
  const single = next.findIndex((field) => field !== "");
  const spanning = fields.length - single;
  const span = (columns - single) / spanning;
  if (labels > 0 || single <= 0 || spanning <= 0 || !Number.isInteger(span)) return inOrder(fields, fields.length);
  return { first: 0, columns: fields.map((_, index) => (index < single ? index : single + (index - single) * span)) };
}

function inOrder(fields: readonly string[], first: number): GridRow {
  return { first, columns: fields.slice(first).map((_, index) => index) };
}
