// Last year's report of the same body, beside which the draft is checked: chosen from a file, for this session only.
// It goes when a blank report takes the draft's place, and comes back with the draft.

import { invertedEffects } from "@codemirror/commands";
import { StateEffect, StateField, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import type { EditorView, ViewUpdate } from "@codemirror/view";
import { changesConfirmed } from "./confirmed";
import type { CheckResult, Core } from "./core";
import { button, element } from "./element";
import { readFile } from "./files";
import type { Task } from "./long-work";
import type { Notify } from "./notices";

interface Prior {
  /** The name of its file. */
  name: string;
  text: string;
}

const setPrior = StateEffect.define<Prior | undefined>();

const prior = StateField.define<Prior | undefined>({
  create: () => undefined,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setPrior)) return effect.value;
    return value;
  },
});

export const besidePrior: Extension = [
  prior,
  // By itself it is no step of the draft that undo would take back.
  invertedEffects.of((transaction) =>
    transaction.docChanged && changesPrior(transaction) ? [setPrior.of(transaction.startState.field(prior))] : [],
  ),
];

/** Puts it away, as a part of another step. */
export const forgetPrior = setPrior.of(undefined);

export function changesPrior({ effects }: Transaction): boolean {
  return effects.some((effect) => effect.is(setPrior));
}

/** Whether an update changes what is checked: the draft, what is confirmed in it, or what it is checked beside. */
export function changesChecked({ docChanged, transactions }: ViewUpdate): boolean {
  return docChanged || transactions.some((transaction) => changesConfirmed(transaction) || changesPrior(transaction));
}

/** The text of last year's report, or nothing. */
export function priorText(state: EditorState): string | undefined {
  return state.field(prior, false)?.text;
}

/** The name of its file, or nothing. */
export function priorName(state: EditorState): string | undefined {
  return state.field(prior, false)?.name;
}

export interface PriorReport {
  /** Says beside what the draft was checked, or why it could not be. */
  show(result: CheckResult | undefined): void;
}

export interface PriorReportOptions {
  container: HTMLElement;
  input: HTMLInputElement;
  view: EditorView;
  starting: Promise<Core>;
  notify: Notify;
}

/** The line from which last year's report is opened, replaced and put away. */
export function priorReport({ container, input, view, starting, notify }: PriorReportOptions): PriorReport {
  const words = element("span");
  const choose = button("与上年报告对照…", "plain", () => input.click());
  const drop = button("不再对照", "plain", () => {
    set(undefined);
    choose.focus();
  });
  choose.title =
    "打开本单位上一年度的报告，核对上年结转、现行有效件数，看有没有照抄、有没有相差很多倍的数字。不暂存，关闭网页就没有了";
  container.append(words, choose, drop);
  let latest = 0;
  let reading: Task<unknown> | undefined;
  show(undefined);

  function set(value: Prior | undefined) {
    view.dispatch({ effects: setPrior.of(value) });
  }

  async function open(file: File) {
    const turn = ++latest;
    const isWanted = () => turn === latest;
    const read = await readFile(file, { starting, notify }, (task) => {
      if (isWanted()) [reading?.cancel(), (reading = task)];
      return isWanted();
    });
    if (!isWanted() || read === "outdated") return;
    const refuse = (text: string, cause?: string) => notify({ tone: "refused", text: `没有读入上年报告“${file.name}”。${text}`, cause });
    if (read === "cancelled") refuse("已经取消。");
    else if ("why" in read) refuse(read.why, read.cause);
    else if (read.result.refusal !== null) refuse(read.result.refusal);
    else set({ name: file.name, text: read.result.text });
  }

  input.addEventListener("change", () => {
    const [file] = Array.from(input.files ?? []);
    if (file) open(file);
    // Choosing the same file again must count as a change.
    input.value = "";
  });

  function show(result: CheckResult | undefined) {
    const beside = view.state.field(prior);
    // The same causes for all rules that compare, of which one needs nothing else.
    const trouble = beside && result?.unchecked.find(({ rule }) => rule === "scope-jump")?.why;
    container.hidden = !result || result.notice !== null;
    container.classList.toggle("trouble", trouble !== undefined);
    drop.hidden = !beside;
    choose.textContent = beside ? "换一份…" : "与上年报告对照…";
    words.textContent = !beside ? "" : trouble ? `${trouble}（${beside.name}）` : `已与上年报告“${beside.name}”对照`;
  }

  return { show };
}
