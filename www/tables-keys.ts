// Walking through the cells of the tables by keys and by mouse.

import type { TableCell } from "./tables-cell";

export interface TableKeys {
  scroller: HTMLElement;
  cellOf: (target: EventTarget | null) => TableCell | undefined;
  focused: (cell: TableCell) => void;
  /** The mouse is over a cell, or over none any more. */
  pointed: (cell: TableCell | undefined) => void;
  /** Takes what was typed; false where it is no number. */
  commit: (cell: TableCell) => boolean;
  move: (cell: TableCell, right: number, down: number) => void;
  restore: (cell: TableCell) => void;
  fix: () => void;
  showText: (cell: TableCell) => void;
}

export function tableKeys(keys: TableKeys) {
  const { scroller, cellOf } = keys;
  /** The cell that the mouse is pressed on, where nothing is being typed. */
  let pressed: TableCell | undefined;
  let pointed: TableCell | undefined;

  scroller.addEventListener("focusin", ({ target }) => {
    const cell = cellOf(target);
    if (!cell) return;
    // What is typed next replaces the number, as in every table.
    cell.field.select();
    keys.focused(cell);
  });
  scroller.addEventListener("focusout", ({ target }) => {
    const cell = cellOf(target);
    if (cell) keys.commit(cell);
  });
  scroller.addEventListener("mousedown", (event) => {
    const cell = cellOf(event.target);
    pressed = cell && !cell.isTyped ? cell : undefined;
    // In a high row, the cell is larger than its field.
    if (cell && event.target !== cell.field) {
      event.preventDefault();
      cell.field.focus();
    }
  });
  scroller.addEventListener("mouseup", (event) => {
    const cell = cellOf(event.target);
    // Letting go would put the cursor between the digits.
    if (cell && cell === pressed) {
      event.preventDefault();
      cell.field.select();
    }
    pressed = undefined;
  });
  scroller.addEventListener("dblclick", ({ target }) => {
    const cell = cellOf(target);
    if (cell) keys.showText(cell);
  });
  scroller.addEventListener("mouseover", ({ target }) => point(cellOf(target)));
  scroller.addEventListener("mouseleave", () => point(undefined));
  scroller.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (cell && !event.isComposing && answer(cell, event)) event.preventDefault();
  });

  function point(cell: TableCell | undefined) {
    if (cell === pointed) return;
    pointed = cell;
    keys.pointed(cell);
  }

  /** Whether a key means something here. */
  function answer(cell: TableCell, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (key === "Enter" && (ctrlKey || metaKey)) keys.showText(cell);
    else if (key === "Enter" && altKey) keys.fix();
    else if (ctrlKey || metaKey || altKey) return false;
    else if (key === "Escape") keys.restore(cell);
    else if (key === "Enter" || key === "ArrowDown") step(cell, 0, 1);
    else if (key === "ArrowUp") step(cell, 0, -1);
    else if (key === "ArrowLeft" && !cell.isTyped) step(cell, -1, 0);
    else if (key === "ArrowRight" && !cell.isTyped) step(cell, 1, 0);
    // The next finding is the page's to find, once this number is taken.
    else return key === "F8" && !keys.commit(cell);
    return true;
  }

  function step(cell: TableCell, right: number, down: number) {
    if (keys.commit(cell)) keys.move(cell, right, down);
  }
}
