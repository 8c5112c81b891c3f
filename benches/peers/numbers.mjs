// Numbers as the tables have them.

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Milliseconds with three significant digits. */
export function ms(value) {
  return `${value >= 100 ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(3))} ms`;
}

export const medianAndLeast = (values) => `${ms(median(values))} (${ms(Math.min(...values))})`;
export const times = (value) => `${Number(value.toPrecision(3))} ×`;
export const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString("en")} KB`;
export const megabytes = (bytes) => `${(bytes / (1 << 20)).toFixed(1)} MiB`;
export const row = (...cells) => `| ${cells.join(" | ")} |`;

/** The first lines of a table whose columns but the first are numbers. */
export function head(...names) {
  return [row(...names), row("---", ...names.slice(1).map(() => "---:"))];
}
