// Checks the draft whenever it changes and shows the findings in the text: underlines, gutter marks, tooltips.

import { lintGutter, linter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { ChangeSet, StateEffect, StateField, type ChangeDesc, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";
import { confirmedList } from "./confirmed";
import type { CheckResult, Core, Finding, Fix, Severity, Span } from "./core";
import { element } from "./element";
import { Cancelled, type Task } from "./long-work";
import { changesChecked, priorText } from "./prior";
import { announcedAfter, type LongState } from "./waiting";

/** What is known about the draft that the editor shows. */
export type Outcome =
  | { state: "empty" }
  | { state: "pending"; long?: LongState }
  | { state: "outdated"; check: () => void }
  | { state: "checked"; result: CheckResult }
  | { state: "failed"; cause: string }
  /** The core has not started and never will. */
  | { state: "absent"; cause: string };

export const severities: readonly Severity[] = ["error", "warning", "hint"];

export const severityWords: Record<Severity, string> = { error: "必须改", warning: "建议核", hint: "请确认" };

/** The signs beside the lines of the draft: severities are told apart by word and shape, and only then by colour. */
export const severitySigns: Record<Severity, string> = { error: "●", warning: "▲", hint: "○" };

/** More underlines than this help nobody and make typing slow; the list still holds every finding. */
const mostUnderlines = 5_000;

/** A draft of so many UTF-16 code units is checked beside the page even before it is known how long that takes. */
const longDraft = 100_000;

/** A check of so many milliseconds is made on the page, before the next frame; a longer one beside it. */
const quickCheck = 12;

/** With a draft of so few code units, which a check beside the page would serve later, it may take that much longer. */
const shortDraft = 20_000;
const bearableCheck = 50;

/** After so many milliseconds the person is told how far a check is. */
const detailedAfter = 1_000;

/** What the first check takes longer, in milliseconds, because the engine compiles the core meanwhile. */
const coldStart = 100;

interface Checked {
  result: CheckResult;
  /** What was typed since: the way from the result's spans to today's text. */
  since: ChangeDesc;
}

const setChecked = StateEffect.define<CheckResult | null>();

const checked = StateField.define<Checked | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setChecked)) {
        return effect.value && { result: effect.value, since: ChangeSet.empty(transaction.newDoc.length).desc };
      }
    }
    if (!value || !transaction.docChanged) return value;
    return { result: value.result, since: value.since.composeDesc(transaction.changes.desc) };
  },
});

/** Whether a check has ended with this transaction. */
export function bringsResult({ effects }: Transaction): boolean {
  return effects.some((effect) => effect.is(setChecked));
}

/** The findings of the last check, or none. */
export function currentFindings(state: EditorState): readonly Finding[] {
  return state.field(checked, false)?.result.findings ?? [];
}

/** Where a span of the last check stands now. */
export function currentRange(state: EditorState, [start, end]: Span): { from: number; to: number } {
  const since = state.field(checked, false)?.since;
  if (!since) return { from: 0, to: 0 };
  const from = since.mapPos(start, 1);
  return { from, to: Math.max(from, since.mapPos(end, -1)) };
}

/** Whether the text of a span is still the one that was checked. */
export function isUntouched(state: EditorState, [start, end]: Span): boolean {
  return state.field(checked, false)?.since.touchesRange(start, end) === false;
}

/** The finding under the cursor: the preferred one if it is there too, else the first, perhaps only among some. */
export function findingAtCursor(state: EditorState, preferred?: Finding, among = currentFindings(state)): Finding | undefined {
  const { head } = state.selection.main;
  const contains = (finding: Finding) => {
    const { from, to } = currentRange(state, finding.span);
    return from <= head && head <= to;
  };
  return preferred && contains(preferred) ? preferred : among.find(contains);
}

export interface Checking {
  core: Core;
  apply: (fix: Fix) => void;
  report: (outcome: Outcome) => void;
}

export function checking(options: Checking): Extension {
  return [
    checked,
    linter(null),
    lintGutter(),
    ViewPlugin.define((view) => new Checker(view, options), {
      eventHandlers: {
        // While an input method composes, a change of decorations garbles its text; the check waits for the end.
        compositionend() {
          this.schedule();
        },
      },
    }),
  ];
}

class Checker {
  private timers: ReturnType<typeof setTimeout>[] = [];
  /** Whether a check follows in this very task. */
  private isDue = false;
  /** How long a check of this draft takes, in milliseconds: the faster of the last two, for a machine is busy at times. */
  private took = 0;
  /** How long the last one took, and the length of its text. */
  private lastTook = Infinity;
  private lastLength = 0;
  /** The check that is made beside the page. */
  private beside: Task<CheckResult> | undefined;
  private lengthBeside = 0;
  /** Whether the time of the first result is on record, for `npm run bench`. */
  private measured = false;

  constructor(
    private readonly view: EditorView,
    private readonly options: Checking,
  ) {
    // A draft may be there before the core.
    this.schedule();
  }

  update(update: ViewUpdate) {
    if (changesChecked(update)) this.schedule();
  }

  destroy() {
    this.beside?.cancel();
    this.rest();
  }

  schedule() {
    // What is checked beside the page is not the draft any more; the end of that check begins the next. It is not
    // waited for where hardly anything is left of the draft.
    if (this.beside && 2 * this.view.state.doc.length < this.lengthBeside) this.beside.cancel();
    if (this.beside || this.isDue) return;
    this.rest();
    if (this.took > quickCheck) return this.after(0, () => this.run());
    // Before the next frame, which shows the key and what it changes.
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      this.run();
    });
  }

  private after(pause: number, action: () => void) {
    this.timers.push(setTimeout(action, pause));
  }

  private rest() {
    this.timers.splice(0).forEach(clearTimeout);
  }

  /** Whether a check of this draft would make the page stand still for longer than a key may take. */
  private takesLong(): boolean {
    const { length } = this.view.state.doc;
    // A much shorter text says nothing about the last check's time.
    if (2 * length < this.lastLength) [this.took, this.lastTook] = [0, Infinity];
    return this.took > (length < shortDraft ? bearableCheck : quickCheck) || length >= longDraft;
  }

  private run() {
    if (this.view.composing || this.view.compositionStarted) return;
    const text = this.view.state.doc.toString();
    if (text.trim() === "") this.end({ state: "empty" });
    else if (this.takesLong()) this.runBeside(text);
    else this.runHere(text);
  }

  private runHere(text: string) {
    const start = performance.now();
    let outcome: Outcome;
    try {
      const { state } = this.view;
      outcome = { state: "checked", result: this.options.core.check(text, confirmedList(state), priorText(state)) };
    } catch (error) {
      outcome = { state: "failed", cause: String(error) };
    }
    this.end(outcome);
    this.remember(performance.now() - start - (this.measured ? 0 : coldStart), text.length);
    if (outcome.state === "checked" && !this.measured) {
      performance.mark("nianbao-checked");
      this.measured = true;
    }
  }

  private runBeside(text: string) {
    const start = performance.now();
    const { view } = this;
    const confirmed = confirmedList(view.state);
    const prior = priorText(view.state);
    const progress = { done: 0, of: 1, cancel: () => task.cancel() };
    let isDetailed = false;
    const show = () => this.options.report({ state: "pending", ...(isDetailed ? { long: progress } : {}) });
    const task = this.options.core.later("check", [text, confirmed, prior], (done, of) => {
      Object.assign(progress, { done, of });
      if (isDetailed) show();
    });
    [this.beside, this.lengthBeside] = [task, text.length];
    this.after(announcedAfter, show);
    this.after(detailedAfter, () => {
      isDetailed = true;
      show();
    });
    const end = (outcome: Outcome) => {
      this.beside = undefined;
      this.rest();
      this.remember(performance.now() - start, text.length);
      const isCurrent = view.state.doc.length === text.length && view.state.doc.toString() === text;
      if (!isCurrent || confirmedList(view.state) !== confirmed || priorText(view.state) !== prior) this.run();
      else if (outcome.state === "outdated") this.options.report(outcome);
      // An input method that composes ends with a check of its own.
      else if (!view.composing && !view.compositionStarted) this.end(outcome);
    };
    task.result.then(
      (result) => end({ state: "checked", result }),
      (error) => {
        if (!(error instanceof Cancelled)) end({ state: "failed", cause: String(error) });
        else end({ state: "outdated", check: () => this.schedule() });
      },
    );
  }

  private remember(took: number, length: number) {
    this.took = length > 2 * this.lastLength ? Math.max(0, took) : Math.min(Math.max(0, took), this.lastTook);
    [this.lastTook, this.lastLength] = [Math.max(0, took), length];
  }

  /** Shows what came out of a check of the draft as it stands. */
  private end(outcome: Outcome) {
    const result = outcome.state === "checked" ? outcome.result : null;
    const diagnostics = setDiagnostics(this.view.state, result ? this.diagnostics(result.findings) : []);
    this.view.dispatch(diagnostics, { effects: setChecked.of(result) });
    this.options.report(outcome);
  }

  private diagnostics(findings: readonly Finding[]): Diagnostic[] {
    return findings.slice(0, mostUnderlines).map((finding) => ({
      from: finding.span[0],
      to: finding.span[1],
      severity: finding.severity,
      message: finding.message,
      renderMessage: () => explanation(finding),
      actions: finding.fixes.map((fix) => ({ name: fix.title, apply: () => this.options.apply(fix) })),
    }));
  }
}

/** Why a finding matters, and who says so. */
export function grounds({ reason, basis }: Finding): Node {
  return element("div", { class: "basis" }, element("p", {}, `为什么：${reason}`), element("p", {}, `依据：${basis}`));
}

function explanation(finding: Finding): Node {
  const text = element("div", {}, element("b", {}, severityWords[finding.severity]), ` ${finding.message}`);
  text.append(grounds(finding));
  return text;
}
