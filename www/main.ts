// Puts the page together: the draft's editor, the core, the list, the verdict, the tables and the corrected report.

// First: it asks for the core, which comes while the other modules are run.
import { beginsWithExample, starting as beginning, tell } from "./host";
import { redo, undo } from "@codemirror/commands";
import { StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { blankForm } from "./blank-form";
import { confirm, confirmedList, confirming, forgetConfirmed } from "./confirmed";
import { confirmedFindings } from "./confirmed-findings";
import { startCore, type Core, type Finding, type Fix, type Span } from "./core";
import { correctedReport } from "./corrected";
import { currentFinding } from "./current-finding";
import { checking, currentFindings, type Outcome } from "./diagnostics";
import { createEditor, refuseLongPaste, replaceDraft, replacesAll, wholeDrafts } from "./editor";
import { button, byId } from "./element";
import example from "./example.txt";
import { opening, saveText, titleOf } from "./files";
import { applyFix, applyReliableFixes, fixesAtOnce } from "./fixes";
import { keepingDrafts } from "./keeping";
import { draftKeys } from "./keys";
import { notices, unchanged } from "./notices";
import { countSpots } from "./open-spots";
import { forgetOriginal, keepOriginal, originalDraft, rememberingOriginal } from "./original";
import { pasting } from "./paste";
import { pastingOver } from "./paste-over";
import { besidePrior, changesChecked, forgetPrior, priorName, priorReport, priorText } from "./prior";
import { results } from "./results";
import { rulesHelp } from "./rules-help";
import { tables } from "./tables";
import { tabs } from "./tabs";
import { takingAlong } from "./take-along";

const starting = beginning.then(({ core }) => startCore(core));
const { notify, clear: clearNotices } = notices(byId("notices"), focusWork);
const welcome = byId("welcome");
const fixAll = byId<HTMLButtonElement>("fix-all");
let core: Core | undefined;
/** Whether the cursor of the draft was moved behind another tab, where nothing scrolls. */
let hasMovedUnseen = false;

const view = createEditor(byId("editor"), beginsWithExample ? example : "", [
  refuseLongPaste(notify),
  wholeDrafts(example),
  confirming,
  besidePrior,
  rememberingOriginal,
  pastingOver({ notify, replace: (text) => replace(text) }),
  currentFinding({ apply, confirm: confirmLine, notify, toList: () => list.toButtons() }),
  EditorView.updateListener.of((update) => {
    kept.update(update);
    welcome.hidden = update.state.doc.length > 0;
    if (update.selectionSet && !update.docChanged) list.follow();
    if (update.selectionSet && byId("panel-draft").hidden) hasMovedUnseen = true;
    // Typing may be the answer to a notice, which therefore stays until a larger step.
    const typed = update.transactions.every((transaction) => transaction.isUserEvent("input.type"));
    if (update.docChanged && !typed) clearNotices(replacesAll(update.changes) ? "all" : "passing");
    official.update(update);
    if (changesChecked(update)) showCorrected();
    if (update.docChanged && replacesAll(update.changes)) column.reset();
  }),
]);
const kept = keepingDrafts({
  view: () => view,
  status: byId("keeping-status"),
  control: byId("keeping"),
  forget: byId("forget-drafts"),
  offers: byId("offers"),
  showOffers: byId("show-offers"),
  example,
  beside: () => priorName(view.state),
  onRestore({ text, confirmed, beside }) {
    showTab(0);
    replace(text, [forgetConfirmed]);
    if (beside) notify({ tone: "attention", text: `这份草稿原来与上年报告“${beside}”对照过。上年报告没有暂存，请点“与上年报告对照…”重新选择。`, lasting: true });
    confirm(view, core ? core.confirmedList(confirmed).lines : confirmed.split("\n").filter(Boolean));
  },
});
const column = results({
  places: { verdict: byId("verdict"), outline: byId("outline"), filter: byId("filter"), findings: byId("findings") },
  view,
  apply,
  confirm: confirmLine,
  elsewhere,
  toTable: (id) => areTablesShown() && official.goToTable(id),
});
const { list } = column;
const confirmed = confirmedFindings({
  container: byId("confirmed"),
  view,
  core: () => core,
  reveal: ({ span }) => list.reveal(span),
});
const prior = priorReport({ container: byId("prior"), input: byId("prior-file"), view, starting, notify });
const isCorrectedShown = () => !byId("panel-corrected").hidden;
const areTablesShown = () => !byId("panel-tables").hidden;
const official = tables({
  container: byId("tables"),
  toText: byId("show-text"),
  view,
  core: () => core,
  isShown: areTablesShown,
  apply,
  confirm: confirmLine,
  reveal(span) {
    showTab(0);
    list.reveal(span);
  },
  notify,
});
const corrected = correctedReport({
  text: byId("corrected"),
  compare: { original: byId("compare-original"), draft: byId("compare") },
  changes: byId("changes"),
  adopt: byId("adopt"),
  toAdopt: byId("to-adopt"),
  toFillIn: byId("to-fill-in"),
  findings: () => currentFindings(view.state),
  apply,
  confirm: confirmLine,
  onAdopt(text) {
    showTab(0);
    if (replace(text, [keepOriginal])) notify({ tone: "done", text: `草稿已经换成改后报告。如果不合适，按 Ctrl+Z 恢复。${leftToFillIn()}` });
  },
  onMade: takingAlong({
    ways: {
      saveDocx: byId("save-docx"),
      copy: byId("copy"),
      print: byId("print"),
      review: byId("review"),
      record: byId("record"),
      printRecord: byId("print-record"),
      savePage: byId("save-page"),
      save: byId("save"),
    },
    isShown: isCorrectedShown,
    original: () => originalDraft(view.state),
    prior: () => priorText(view.state),
    notify,
  }),
  notify,
});
const showTab = tabs(
  [
    { tab: byId("tab-draft"), panel: byId("panel-draft"), onShow: showCursor },
    { tab: byId("tab-tables"), panel: byId("panel-tables"), onShow: () => official.open() },
    { tab: byId("tab-corrected"), panel: byId("panel-corrected"), onShow: showCorrected },
  ],
  () => {
    clearNotices("passing");
    official.leave();
  },
);

function show(outcome: Outcome) {
  column.show(outcome);
  byId("intro").hidden = outcome.state !== "empty";
  if (outcome.state === "pending" || outcome.state === "outdated") return;
  const result = outcome.state === "checked" ? outcome.result : undefined;
  for (const part of [prior, confirmed]) part.show(result);
  official.take(result);
  const reliable = fixesAtOnce(view.state, result?.findings ?? []).length;
  // A button that is disabled loses the focus.
  if (reliable === 0 && document.activeElement === fixAll) view.focus();
  fixAll.disabled = reliable === 0;
  fixAll.textContent = reliable === 0 ? "一键改好能确定的问题" : `一键改好能确定的 ${reliable} 处`;
}

/** Puts the focus into the draft, or on the tab that is in sight. */
function focusWork() {
  if (byId("panel-draft").hidden) document.querySelector<HTMLElement>("#tabs [aria-selected=true]")?.focus();
  else view.focus();
}

/** The draft as it was left, or where its cursor went since. */
function showCursor() {
  view.requestMeasure();
  if (hasMovedUnseen) view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main, { y: "center" }) });
  hasMovedUnseen = false;
}

/** The corrected report of the draft as it stands, where it is in sight. */
function showCorrected() {
  if (!isCorrectedShown()) return;
  const { state } = view;
  corrected.show({ draft: state.doc.toString(), original: originalDraft(state), confirmed: confirmedList(state), prior: priorText(state), core });
}

function apply(fix: Fix) {
  const applied = applyFix(view, fix);
  if (!applied) notify("这一处的文字刚刚改动过，没有修改。请按新的核对结果处理。");
  if (applied === "toFillIn" && !byId("panel-draft").hidden) view.focus();
  const open = applied === "toFillIn" ? `留出了〔请填写〕。${leftToFillIn()}` : "";
  if (applied && isCorrectedShown()) sayChanged(`草稿里也照着改了。${open}`);
  else if (open) notify({ tone: "done", text: open });
}

/** What waits for the person is no fault of what was done, and must not look like one. */
function leftToFillIn(): string {
  const spots = countSpots(view.state.doc.toString());
  return spots > 0 ? `文中共有 ${spots} 处〔请填写〕待填写。` : "";
}

/** Where the draft is out of sight, its keys do nothing: a button undoes what was just done to it. */
function sayChanged(text: string) {
  const back = button("撤销", "plain", () => {
    undo(view);
    close();
    focusWork();
  });
  const close = notify({ tone: "done", text, node: back });
  focusWork();
}

/** In the tables, what has a cell shows there; everything else shows in the text. */
function elsewhere(span: Span, finding?: Finding): boolean {
  if (!areTablesShown()) return false;
  if (official.goTo(span, finding)) return true;
  showTab(0);
  return false;
}

function confirmLine(line: string) {
  confirm(view, [line]);
  if (isCorrectedShown()) sayChanged("已经确认，不再提示。");
}

/** Says whether the draft took it. */
function replace(text: string, effects: StateEffect<unknown>[] = []): boolean {
  const refusal = replaceDraft(view, text, effects);
  if (refusal) notify({ tone: "refused", text: refusal + unchanged });
  byId("findings").scrollTop = 0;
  view.focus();
  return !refusal;
}

/** Puts another draft in place of the person's own, which stays within reach. */
function beginAnew(text: string, effects: StateEffect<unknown>[] = []) {
  const wasOwn = kept.setAside();
  replace(text, effects);
  if (wasOwn) notify("原来的草稿已经换下。如果不合适，按 Ctrl+Z 恢复。");
}

for (const id of ["load-example", "show-example"]) byId(id).addEventListener("click", () => beginAnew(example));
byId("clear").addEventListener("click", () => {
  const wasEmpty = view.state.doc.length === 0;
  replace("", [forgetConfirmed]);
  if (!wasEmpty) notify("草稿已清空。如果不合适，按 Ctrl+Z 恢复。");
});
byId("save-draft").addEventListener("click", () => {
  const { doc } = view.state;
  if (doc.length === 0) {
    notify("草稿是空的，没有保存。");
    return;
  }
  saveText(`${titleOf(doc.toString())}（草稿）.txt`, doc.toString());
  kept.saved();
  notify({ tone: "done", text: "草稿已保存为文本文件，下次可以用“打开文件”接着改。" });
});
for (const id of ["undo", "undo-cell"]) byId(id).addEventListener("click", () => undo(view) || notify("没有可以撤销的改动。"));
for (const id of ["redo", "redo-cell"]) byId(id).addEventListener("click", () => redo(view) || notify("没有可以重做的改动。"));
fixAll.addEventListener("click", () => {
  const applied = applyReliableFixes(view);
  notify({ tone: "done", text: `改好了 ${applied} 处。如果不合适，按 Ctrl+Z 一次全部撤销。${leftToFillIn()}` });
});
const openFiles = opening({
  openButtons: [byId("open"), byId("open-first")],
  input: byId("file"),
  view,
  starting,
  notify,
  replace(text) {
    kept.setAside();
    return replaceDraft(view, text);
  },
  onOpen() {
    showTab(0);
    kept.saved();
  },
  onConfirmed: (lines) => confirm(view, lines),
});
pasting({ view, core: () => core, notify, openFiles });

const rules = byId<HTMLDialogElement>("rules");
rulesHelp({ dialog: rules, list: byId("rules-list"), opener: byId("show-rules"), closer: byId("close-rules"), starting });
const blank = byId<HTMLDialogElement>("blank");
blankForm({
  dialog: blank,
  fields: byId("blank-fields"),
  fill: byId("blank-fill"),
  year: byId("blank-year"),
  organisation: byId("blank-organisation"),
  refusal: byId("blank-refusal"),
  opener: byId("show-blank"),
  closer: byId("close-blank"),
  core: () => core,
  // What is filled in later was not wrong before.
  onFill: (text) => beginAnew(text, [forgetOriginal, forgetPrior]),
});
draftKeys({
  view,
  isCovered: () => rules.open || blank.open,
  isShown: () => !isCorrectedShown(),
  showsDraft: (field) => official.showsDraft(field),
  step: (direction) => (isCorrectedShown() ? corrected : column).step(direction),
});

column.show({ state: "empty" });
welcome.hidden = view.state.doc.length > 0;

async function start() {
  const { dataset } = document.documentElement;
  const { build, keeping, drafts } = await beginning;
  try {
    core = await starting;
    dataset.core = "ready";
    byId("build-short").textContent = `版本 ${core.version()}　文件编号 ${build.slice(0, 8)}`;
    byId("build-number").textContent = build;
    byId("build").hidden = false;
    // What is pasted or typed at once belongs into the draft; the frame itself has the focus only now.
    if (document.activeElement === document.body) view.focus();
    tell({ kind: "started", ok: true });
    view.dispatch({ effects: StateEffect.appendConfig.of(checking({ core, apply, report: show })) });
  } catch (error) {
    dataset.core = "failed";
    tell({ kind: "started", ok: false });
    column.show({ state: "absent", cause: String(error) });
    const trouble = byId("trouble");
    trouble.textContent = "核对程序没有启动成功，不能核对。草稿可以编辑、保存；请刷新本页，或者换一个较新的浏览器打开。";
    trouble.hidden = false;
  }
  kept.start(keeping, drafts);
}

start();
