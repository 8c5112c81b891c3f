// Checks the draft whenever it changes and shows the findings in the text: underlines, gutter marks, tooltips.

import { lintGutter, linter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { ChangeSet, StateEffect, StateField, type ChangeDesc, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";
import { changesConfirmed, confirmedList } from "./confirmed";
import type { CheckResult, Core, Finding, Fix, Severity, Span } from "./core";
import { element } from "./element";

/** What is known about the draft that the editor shows. */
export type Outcome =
  | { state: "empty" }
  | { state: "pending" }
  | { state: "outdated"; check: () => void }
  | { state: "checked"; result: CheckResult }
  | { state: "failed"; cause: string };

export const severities: readonly Severity[] = ["error", "warning", "hint"];

export const severityWords: Record<Severity, string> = { error: "必须改", warning: "建议核", hint: "请确认" };

/** The signs beside the lines of the draft: severities are told apart by word and shape, and only then by colour. */
export const severitySigns: Record<Severity, string> = { error: "●", warning: "▲", hint: "○" };

/** More underlines than this help nobody and make typing slow; the list still holds every finding. */
const mostUnderlines = 5_000;

/** A draft of so many UTF-16 code units is checked when typing pauses even before it is known how long that takes. */
const longDraft = 300_000;

/** A check of so many milliseconds is made after every key, before the next frame; a longer one when typing pauses. */
const quickCheck = 12;

/** How long typing pauses, in milliseconds, when it is more than the time between two quick keys. */
const leastPause = 30;

/** A check of so many milliseconds fits between two keys; a longer one waits longer, so as to fall between words. */
const shortCheck = 40;

/** Longer pauses than this, in milliseconds, are announced as such. */
const shortPause = 300;

/** A check of so many milliseconds is made when the person asks for it, because the page stands still meanwhile. */
const slowCheck = 2_000;

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
  private cancel = () => {};
  /** How long a check of this draft takes, in milliseconds: the faster of the last two, for a machine is busy at times. */
  private took = 0;
  /** How long the last one took, and the length of its text. */
  private lastTook = Infinity;
  private lastLength = 0;
  /** Whether the time of the first result is on record, for `npm run bench`. */
  private measured = false;

  constructor(
    private readonly view: EditorView,
    private readonly options: Checking,
  ) {
    // A draft that is there before the core is checked without waiting for a frame.
    if (view.state.doc.length < longDraft) queueMicrotask(() => this.run());
    else this.schedule();
  }

  update({ docChanged, transactions }: ViewUpdate) {
    if (docChanged || transactions.some(changesConfirmed)) this.schedule();
  }

  destroy() {
    this.cancel();
  }

  schedule() {
    this.cancel();
    const pause = this.pause();
    if (pause === "on request") {
      this.options.report({ state: "outdated", check: () => this.announce(0) });
    } else if (pause === 0 || (pause <= shortPause && this.took > 0)) {
      this.wait(pause);
    } else {
      this.announce(pause);
    }
  }

  /** How many milliseconds after the last key the draft is checked. */
  private pause(): number | "on request" {
    const { length } = this.view.state.doc;
    // A much shorter text says nothing about the last check's time.
    if (2 * length < this.lastLength) [this.took, this.lastTook] = [0, Infinity];
    if (this.took > slowCheck) return "on request";
    if (this.took > quickCheck) return Math.max(leastPause, 1.5 * (this.took - shortCheck));
    return length < longDraft ? 0 : shortPause;
  }

  private wait(pause: number) {
    const timer = setTimeout(() => this.run(), pause);
    this.cancel = () => clearTimeout(timer);
  }

  /** Says that a check is coming, and lets the browser show it before the page stands still. */
  private announce(pause: number) {
    this.cancel();
    this.options.report({ state: "pending" });
    this.wait(Math.max(pause, 50));
  }

  private run() {
    if (this.view.composing || this.view.compositionStarted) return;
    const start = performance.now();
    const outcome = this.check();
    const took = Math.max(0, performance.now() - start - (this.measured ? 0 : coldStart));
    const { length } = this.view.state.doc;
    this.took = length > 2 * this.lastLength ? took : Math.min(took, this.lastTook);
    [this.lastTook, this.lastLength] = [took, length];
    this.options.report(outcome);
    if (outcome.state === "checked" && !this.measured) {
      performance.mark("nianbao-checked");
      this.measured = true;
    }
  }

  private check(): Outcome {
    const { view } = this;
    const text = view.state.doc.toString();
    if (text.trim() === "") {
      this.show(null, []);
      return { state: "empty" };
    }
    try {
      const result = this.options.core.check(text, confirmedList(view.state));
      this.show(result, this.diagnostics(result.findings));
      return { state: "checked", result };
    } catch (error) {
      this.show(null, []);
      return { state: "failed", cause: String(error) };
    }
  }

  private show(result: CheckResult | null, diagnostics: Diagnostic[]) {
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics), { effects: setChecked.of(result) });
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
