// What is said around the tables: why there are none, what a table lacks, what the signs mean.

import type { CheckResult } from "./core";
import { element } from "./element";
import type { DrawnTable } from "./tables-form";
import { legend, type TableReading } from "./tables-state";

/** Why there is no table to show. */
export function whyNone(result: CheckResult | undefined, isDraft: boolean): string {
  if (!result && isDraft) return "这份草稿还没有核对过；核对以后，这里按正式格式列出三张表。";
  if (!result) return "还没有草稿。打开或者粘贴草稿以后，这里按正式格式列出三张表。";
  if (result.notice) return "没有识别到表格，因为这段文字没有核对：原因见核对结论。";
  return "没有识别到表格。“改后报告”里会补上三张空表：在那里点“用改后报告替换草稿”，再到这里填写。";
}

/** What is to be said of a table that the draft has not, or not all of. */
export function remarkOn({ form, cells }: DrawnTable, reading: TableReading): string {
  const absent = cells.filter(({ id }) => !reading.cells.has(id)).length;
  if (absent === 0) return "";
  if (absent === cells.length) return `草稿里没有${form.name}。“改后报告”里会补上空表：在那里点“用改后报告替换草稿”，再到这里填写。`;
  return `草稿的${form.name}有 ${absent} 格没有读到（画斜线的），在这里不能填。请到草稿里补上，或者用改后报告替换草稿。`;
}

/** The signs in the cells with their meaning. */
export function legendLine(): HTMLElement {
  const entries = legend.map(({ look, sign, words }) =>
    element("li", {}, element("span", { class: `cell ${look}`, "data-sign": sign, "aria-hidden": "true" }), words),
  );
  return element("ul", { class: "tableLegend", "aria-label": "图例" }, ...entries);
}
