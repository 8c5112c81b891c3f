// The finding that the person went to: its fixes one Tab away, in the list beside the draft, or under the text where
// the window is so narrow that the list stands far below.

import { Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import { keymap, showPanel, type EditorView } from "@codemirror/view";
import { changesConfirmed } from "./confirmed";
import type { Finding, Fix } from "./core";
import { bringsResult, findingAtCursor, severityWords } from "./diagnostics";
import { button, confirmButtons, element } from "./element";
import type { Notify } from "./notices";
import { otherPlaces } from "./other-places";

export const firstFixKeys = "Alt+Enter";

/** Shows a finding under the text until the draft or the selection changes. */
export const setCurrentFinding = StateEffect.define<Finding>();

export interface CurrentFindingOptions {
  apply: (fix: Fix) => void;
  confirm: (line: string) => void;
  notify: Notify;
  /** Puts the focus on the buttons of the finding in the list; says whether there are any. */
  toList: () => boolean;
}

export function currentFinding({ apply, confirm, notify, toList }: CurrentFindingOptions): Extension {
  const current = StateField.define<Finding | null>({
    create: () => null,
    update(value, transaction) {
      for (const effect of transaction.effects) if (effect.is(setCurrentFinding)) return effect.value;
      // A panel that goes moves the text, which must not happen under an input method; the next result ends it.
      if (transaction.isUserEvent("input.type.compose")) return value;
      const isOver = transaction.docChanged || transaction.selection || changesConfirmed(transaction) || bringsResult(transaction);
      return isOver ? null : value;
    },
    provide: (field) =>
      showPanel.from(field, (finding) => finding && ((view) => ({ dom: panel(finding, view, { apply, confirm }) }))),
  });

  function applyFirst(view: EditorView): boolean {
    const finding = view.state.field(current) ?? findingAtCursor(view.state);
    const fix = finding?.fixes[0];
    if (fix) apply(fix);
    else if (finding) notify("这一处没有现成的改法，请直接在草稿里修改。");
    else notify("光标不在问题处。请先按 F8 到下一个问题。");
    return true;
  }

  /** Who went to a finding does not mean to write over its words by Enter. */
  function toFixes(view: EditorView): boolean {
    if (view.state.field(current) === null) return false;
    const below = view.dom.querySelector<HTMLElement>(".current button");
    if (!listIsBeside.matches && below) below.focus();
    else if (!toList()) notify("这一处没有现成的改法，请直接在草稿里修改。");
    return true;
  }

  const keys = keymap.of([
    { key: "Enter", run: toFixes },
    { key: "Alt-Enter", run: applyFirst },
    { key: "Tab", run: ({ state }) => listIsBeside.matches && state.field(current) !== null && toList() },
  ]);
  return [current, otherPlaces(current), Prec.high(keys)];
}

/** As in styles.css, where what stands under the text is then only heard. */
const listIsBeside = matchMedia("(min-width: 861px)");

type Options = Pick<CurrentFindingOptions, "apply" | "confirm">;

function panel(finding: Finding, view: EditorView, { apply, confirm }: Options): HTMLElement {
  const message = element("p", {}, element("span", { class: "severity" }, severityWords[finding.severity]), finding.message);
  const fixes = fixButtons(finding, (fix) => {
    apply(fix);
    // The button is gone.
    view.focus();
  });
  const confirmed = (line: string) => {
    confirm(line);
    view.focus();
  };
  fixes.push(...confirmButtons(finding, confirmed));
  return element("div", { class: `current ${finding.severity}`, role: "status" }, message, ...fixes);
}

/** A button for each fix; the first one says by which keys it can be had. */
export function fixButtons({ fixes }: Finding, apply: (fix: Fix) => void): HTMLButtonElement[] {
  return fixes.map((fix, index) => {
    const control = button(fix.title, `fix ${fix.applicability}`, () => apply(fix));
    if (index === 0) control.append(element("kbd", {}, firstFixKeys));
    return control;
  });
}
