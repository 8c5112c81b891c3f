// A cell of the drawn tables: what the draft holds there, and what the person types over it.

import { element } from "./element";
import type { CellState } from "./tables-state";

export class TableCell {
  readonly box: HTMLTableCellElement;
  readonly field: HTMLInputElement;
  /** Why what the person has typed was not taken. */
  refusal: string | undefined;
  private shown: CellState = { text: "", look: "", sign: "", words: "", isAbsent: false };

  constructor(
    readonly id: string,
    readonly name: string,
    readonly row: number,
    readonly column: number,
  ) {
    this.field = element("input", { type: "text", inputmode: "numeric", autocomplete: "off", "aria-label": name });
    this.box = element("td", { class: "cell" }, this.field);
  }

  get isAbsent(): boolean {
    return this.shown.isAbsent;
  }

  /** Whether the field holds something else than the draft. */
  get isTyped(): boolean {
    return this.field.value !== this.shown.text;
  }

  /** Shows what is known of the cell; what the person is typing stays. */
  show(state: CellState, message: string | undefined) {
    const { box, field } = this;
    if (state.text !== this.shown.text) {
      if (!this.isTyped || this.refusal !== undefined) field.value = state.text;
      this.refusal = undefined;
    }
    const { look, sign, words, isAbsent } = state;
    this.shown = state;
    const name = `${refused(this)}cell ${look}`;
    if (box.className !== name) box.className = name;
    if (box.dataset.sign !== sign) box.dataset.sign = sign;
    if (field.disabled !== isAbsent) field.disabled = isAbsent;
    if (isAbsent) this.restore();
    const label = words ? `${this.name}，${words}` : this.name;
    if (field.getAttribute("aria-label") !== label) field.setAttribute("aria-label", label);
    const title = message ? `${words}：${message}` : words;
    if (box.title !== title) box.title = title;
  }

  /** Takes back what was typed. */
  restore() {
    this.field.value = this.shown.text;
    this.refuse(undefined);
  }

  /** Says that `text` stands in the draft now. */
  wrote(text: string) {
    this.shown = { ...this.shown, text };
    this.restore();
  }

  refuse(why: string | undefined) {
    this.refusal = why;
    this.box.classList.toggle("refused", why !== undefined);
    if (why === undefined) this.field.removeAttribute("aria-invalid");
    else this.field.setAttribute("aria-invalid", "true");
  }
}

function refused({ refusal }: TableCell): string {
  return refusal === undefined ? "" : "refused ";
}

/** The cell that an arrow key leads to: `down` rows or `right` columns on, the nearest that the draft has. */
export function neighbour(cells: readonly TableCell[], from: TableCell, right: number, down: number): TableCell | undefined {
  let best: TableCell | undefined;
  let nearest = Infinity;
  for (const cell of cells) {
    if (cell.isAbsent) continue;
    const [across, along] = [cell.column - from.column, cell.row - from.row];
    const isAhead = right !== 0 ? along === 0 && across * right > 0 : along * down > 0;
    // A row counts for more than all columns.
    const distance = Math.abs(along) * 100 + Math.abs(across);
    if (isAhead && distance < nearest) [best, nearest] = [cell, distance];
  }
  return best;
}
