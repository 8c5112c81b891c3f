// The blank report of a year for an organisation, to begin a draft with.

import type { Core } from "./core";

export interface BlankFormOptions {
  dialog: HTMLDialogElement;
  fields: HTMLElement;
  fill: HTMLButtonElement;
  year: HTMLInputElement;
  organisation: HTMLInputElement;
  refusal: HTMLElement;
  opener: HTMLElement;
  closer: HTMLElement;
  core: () => Core | undefined;
  onFill: (text: string) => void;
}

export function blankForm({ dialog, fields, fill, year, organisation, refusal, opener, closer, core, onFill }: BlankFormOptions) {
  let filled: string | undefined;

  opener.addEventListener("click", () => {
    filled = undefined;
    refusal.textContent = "";
    // A report is written in January for the year before.
    if (year.value === "") year.value = String(new Date().getFullYear() - 1);
    dialog.showModal();
    organisation.focus();
  });
  closer.addEventListener("click", () => dialog.close());
  // No form: its frame may send none, and would not even say that one is to be sent.
  fill.addEventListener("click", fillIn);
  fields.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    // The button that has the focus once the dialog is closed is not meant.
    event.preventDefault();
    fillIn();
  });
  dialog.addEventListener("close", () => {
    opener.focus();
    if (filled !== undefined) onFill(filled);
  });

  function fillIn() {
    const name = organisation.value.replace(/\s+/g, " ").trim();
    if (name === "") return refuse("请填写机关全称。", organisation);
    const text = blank(Number(year.value), name);
    if (text === undefined) return refuse("请核对年度：要填四位数字，从 2019 年起才有统一的格式。", year);
    filled = text;
    dialog.close();
  }

  function blank(year: number, name: string): string | undefined {
    // The core counts years in sixteen bits.
    return Number.isInteger(year) && year > 0 && year < 10_000 ? core()?.blankForm(year, name) : undefined;
  }

  function refuse(why: string, field: HTMLInputElement) {
    refusal.textContent = why;
    field.focus();
  }
}
