// The tab with the corrected report: the text with its open spots, and what was changed.

import { Text } from "@codemirror/state";
import { longText, soon, type CheckResult, type Core, type Finding, type Fix, type FixResult, type Span, type Spot } from "./core";
import { severityWords } from "./diagnostics";
import { button, confirmButtons, element, fill } from "./element";
import { titleOf } from "./files";
import { Cancelled, type Task } from "./long-work";
import type { Notify } from "./notices";
import { openGroups } from "./open-spots";
import { nameOfPlace } from "./parts";
import { portionedList } from "./portions";
import { reader, type Beside } from "./reader";
import type { Corrected } from "./take-along";
import { verdictOn } from "./verdict";
import { waiting } from "./waiting";

/** What the report is made of, and is shown beside. */
export interface Asked {
  draft: string;
  /** The draft as it first arrived; nothing where it was typed. */
  original: string | undefined;
  confirmed: string | undefined;
  /** Last year's report, where the draft is checked beside it. */
  prior: string | undefined;
  core: Core | undefined;
}

export interface CorrectedReport {
  /** Corrects the draft as it stands now and shows the result, beside the draft as it first arrived. */
  show(asked: Asked): void;
  /** Goes to the next place that differs, or to the one before. */
  step(direction: 1 | -1): void;
}

export interface CorrectedReportOptions {
  text: HTMLElement;
  /** The buttons that mark what differs from the draft, or no longer. */
  compare: Record<Beside, HTMLButtonElement>;
  changes: HTMLElement;
  adopt: HTMLButtonElement;
  /** What leads to the button, with it: nothing to be done where nothing is to be changed. */
  toAdopt: HTMLElement;
  toFillIn: HTMLElement;
  /** What is found in the draft as it stands. */
  findings: () => readonly Finding[];
  /** Applies a fix to the draft. */
  apply: (fix: Fix) => void;
  confirm: (line: string) => void;
  onAdopt: (text: string) => void;
  /** Takes what can be saved, copied and printed, or nothing yet. */
  onMade: (corrected: Corrected | undefined) => void;
  notify: Notify;
}

const parts = ["draft", "original", "confirmed", "prior", "core"] as const;

/** Of a longer passage, the list shows only the beginning. */
const longestEntry = 200;

export function correctedReport(options: CorrectedReportOptions): CorrectedReport {
  const refuse = () =>
    options.notify(`改后报告不能直接修改。要填写或者修改，请${isDone ? "" : "先点“用改后报告替换草稿”，再"}在草稿里改。`);
  const { show: read, reveal, changedAt, step } = reader({ container: options.text, compare: options.compare, onType: refuse });
  /** What the tab shows or is about to show. */
  let shown: Asked | undefined;
  let text = "";
  /** Whether nothing is to be changed or filled in. */
  let isDone = false;
  /** How far the list was scrolled when one of its fixes was pressed, and which one. */
  let pressed: { top: number; index: number } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let task: Task<unknown> | undefined;
  const wait = waiting("正在生成改后报告");

  options.adopt.addEventListener("click", () => options.onAdopt(text));

  function show(asked: Asked) {
    if (shown && parts.every((part) => shown?.[part] === asked[part])) return;
    const { draft } = asked;
    shown = asked;
    clearTimeout(timer);
    task?.cancel();
    take(undefined);
    options.toFillIn.hidden = true;
    fill(options.changes, [element("p", { role: "status" }, "正在生成…")]);
    if (draft.length >= longText) {
      wait.show({ cancel: () => task?.cancel() });
      options.changes.append(wait.node);
    }
    // The browser shows these words before the page stands still.
    requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(() => generate(asked));
    });
  }

  async function generate(asked: Asked) {
    const { draft, original = draft, confirmed, core } = asked;
    const outcome = await made(asked);
    if (shown !== asked) return;
    // Who was not content to wait asks again by coming back.
    if (!outcome) shown = undefined;
    const { result, checked, first = [], before = [] } = outcome ?? { result: nothing("已经取消，没有生成改后报告。再打开一次“改后报告”，会重新生成。") };
    text = result.text;
    const isReport = checked?.notice === null;
    const isChanged = read({ original, draft }, result, isReport);
    take(core && text !== "" ? { draft, confirmed, core, text, title: titleOf(text), isReport } : undefined);
    options.toFillIn.hidden = result.open.length === 0;
    options.toFillIn.textContent = `还有 ${result.open.length} 处〔请填写〕。`;
    const spots = openGroups(result.open, Text.of(text.split("\n")), (place) => (checked ? nameOfPlace(checked, place) : ""));
    const places = placesOfFixes(before);
    const applied = result.applied.map(({ title }) => {
      const place = places.get(title)?.pop();
      return { text: title, span: place && changedAt(place, "draft") };
    });
    const earlier = gone(first, before)
      .map(({ message, span, fixes }) => ({ text: message, span: changedAt(fixes[0]?.edits[0]?.span ?? span, "original") }))
      // What is to be filled in is not done.
      .filter(({ span }) => !span || !isOpen(result, span));
    const left = remaining(result, checked);
    const nodes = explanations(result, spots, left, [...earlier, ...applied], reveal, (finding) => ways(finding, checked));
    const isIdle = !result.notice && [result.open, left, result.kept, applied].every(({ length }) => length === 0);
    isDone = isIdle && !isChanged;
    options.toAdopt.hidden = isDone || Boolean(checked?.notice);
    const words = isDone ? "没有需要改动的地方。" : "文字没有需要改动的地方，只按格式整理了表格和段落。";
    fill(options.changes, [...(checked ? [verdictOn(checked)] : []), ...(isIdle ? [element("p", {}, words)] : []), ...nodes]);
    goBack();
  }

  /** After a fix the list stays where it was, and the next fix takes the place of the one that is gone. */
  function goBack() {
    const buttons = fixesShown();
    options.changes.scrollTop = pressed?.top ?? 0;
    const next = pressed && buttons[Math.min(pressed.index, buttons.length - 1)];
    next?.focus({ preventScroll: true });
    // In a narrow window it is the page that scrolls, once the text above has its height.
    if (next) requestAnimationFrame(() => next.scrollIntoView({ block: "nearest" }));
    pressed = undefined;
  }

  function fixesShown(): HTMLElement[] {
    return Array.from(options.changes.querySelectorAll<HTMLElement>(".fixes button"));
  }

  /** The fixes of a finding as buttons, where the draft has the same finding: it is the draft that they change. */
  function ways(finding: Finding, checked: CheckResult | undefined): HTMLElement[] {
    const inDraft = () => {
      const same = (all: readonly Finding[]) => all.filter(({ rule, message }) => rule === finding.rule && message === finding.message);
      const [here, there] = [same(checked?.findings ?? []), same(options.findings())];
      return here.length === there.length ? there[here.indexOf(finding)] : undefined;
    };
    const found = inDraft();
    if (!found) return [];
    const buttons = found.fixes.map((fix) =>
      // A later check of the same draft has made it anew.
      button(fix.title, `fix ${fix.applicability}`, () => options.apply(inDraft()?.fixes.find(({ title }) => title === fix.title) ?? fix)),
    );
    buttons.push(...confirmButtons(found, options.confirm));
    if (buttons.length === 0) return [];
    const node = element("div", { class: "fixes" }, ...buttons);
    node.addEventListener("click", ({ target }) => {
      pressed = { top: options.changes.scrollTop, index: fixesShown().indexOf(target as HTMLElement) };
    }, true);
    return [node];
  }

  /** The report, what is found in it and was in the draft, now and first; nothing where the person has called it off. */
  async function made(asked: Asked): Promise<Made | undefined> {
    const { draft, original = draft, confirmed, prior, core } = asked;
    if (draft.trim() === "") return { result: nothing("还没有草稿。请先在“草稿”里粘贴草稿。") };
    if (!core) return { result: nothing("核对程序还没有启动，暂时不能生成改后报告。") };
    let result: FixResult | undefined;
    try {
      const correcting = (task = soon(core, "correct", [draft, confirmed], draft.length));
      result = await correcting.result;
      if (shown !== asked) return undefined;
      const checking = (task = soon(core, "check", [result.text, confirmed, prior], draft.length));
      const checked = await checking.result;
      const found = async (text: string) => {
        if (shown !== asked) return [];
        const looking = (task = soon(core, "check", [text, confirmed], text.length));
        return (await looking.result).findings;
      };
      if (result.applied.length === 0 && original === draft) return { result, checked };
      const before = await found(draft);
      return { result, checked, before, first: original === draft ? before : await found(original) };
    } catch (error) {
      if (error instanceof Cancelled) return undefined;
      // The draft's own tab reports a core that fails to check.
      return { result: result ?? nothing("核对程序出错，没能生成改后报告。草稿没有改动。") };
    }
  }

  function take(corrected: Corrected | undefined) {
    options.adopt.disabled = !corrected;
    options.onMade(corrected);
  }

  return { show, step };
}

interface Made {
  result: FixResult;
  checked?: CheckResult;
  /** What is found in the draft, and in the draft as it first arrived. */
  before?: readonly Finding[];
  first?: readonly Finding[];
}

function nothing(notice: string): FixResult {
  return { text: "", notice, applied: [], open: [], kept: [] };
}

/** What must still be put right or looked at in the corrected report, apart from what is to be filled in. */
function remaining(result: FixResult, checked: CheckResult | undefined): Finding[] {
  return checked?.findings.filter(({ span }) => !isOpen(result, span)) ?? [];
}

function isOpen({ open }: FixResult, [from, to]: Span): boolean {
  return open.some(({ span }) => span[0] < to && from < span[1]);
}

/**
 * Those of the `first` findings that are there no more. Where something else is found by the same rule, it may be the same
 * fault in other words.
 */
function gone(first: readonly Finding[], now: readonly Finding[]): Finding[] {
  const wordsOf = ({ rule, message }: Finding) => `${rule} ${message}`;
  const left = new Map<string, number>();
  for (const finding of now) left.set(wordsOf(finding), (left.get(wordsOf(finding)) ?? 0) + 1);
  const missing = first.filter((finding) => {
    const count = left.get(wordsOf(finding)) ?? 0;
    left.set(wordsOf(finding), count - 1);
    return count <= 0;
  });
  const others = new Set(now.filter((finding) => (left.get(wordsOf(finding)) ?? 0) > 0).map(({ rule }) => rule));
  return missing.filter(({ rule }) => !others.has(rule));
}

/** Where a draft is changed by its fixes, the first place last, by the words in which the core reports a fix as made. */
function placesOfFixes(findings: readonly Finding[]): Map<string, Span[]> {
  const places = new Map<string, Span[]>();
  for (const { message, fixes } of [...findings].reverse()) {
    for (const { title, edits } of fixes) {
      const words = `${message}→ ${title}`;
      const known = places.get(words) ?? [];
      if (edits[0]) known.push(edits[0].span);
      places.set(words, known);
    }
  }
  return places;
}

/** What was done, and where, if that is known. */
type Done = Pick<Spot, "text"> & { span: Span | undefined };

function explanations(
  result: FixResult,
  spots: readonly Spot[],
  remaining: Finding[],
  done: readonly Done[],
  reveal: (span: Span) => void,
  ways: (finding: Finding) => HTMLElement[],
): Node[] {
  const jump = ({ text, span }: Pick<Spot, "text" | "span">) => {
    const words = text.length > longestEntry ? `${text.slice(0, longestEntry)}…` : text;
    return button(words, "note", () => reveal(span));
  };
  const problems = remaining.filter(({ severity }) => severity !== "hint");
  const hints = remaining.filter(({ severity }) => severity === "hint");
  const nodes: Node[] = [];
  if (result.notice) nodes.push(element("p", { class: "remark" }, result.notice));
  nodes.push(
    ...part("需要您填写", result.open.length, "这些内容只有您知道，文中用〔请填写〕标出。", spots, (spot) => [jump(spot)]),
    ...part(
      "还要您处理的问题",
      problems.length,
      "这些问题要由您判断，没有代您改动。点一个改法，草稿里也照着改。",
      problems,
      (finding) => [jump({ text: `${severityWords[finding.severity]}：${finding.message}`, span: finding.span }), ...ways(finding)],
    ),
    ...part(
      "请您确认",
      hints.length,
      "这些地方不一定有错。看过没有问题的，点“确认无误”。",
      hints,
      (finding) => [jump({ text: finding.message, span: finding.span }), ...ways(finding)],
    ),
    ...part(
      "没有归入任何部分的内容",
      result.kept.length,
      "草稿里的这些文字没有丢，保留在改后报告里，请决定放在哪里或者删去。",
      result.kept,
      (kept) => [jump(kept)],
    ),
    ...part("已经改好", done.length, "", done, ({ text, span }) => [
      span ? button(text, "note applied", () => reveal(span)) : element("p", { class: "applied" }, text),
    ]),
  );
  return nodes;
}

function part<T>(heading: string, count: number, remark: string, items: readonly T[], entry: (item: T) => HTMLElement[]): Node[] {
  if (items.length === 0) return [];
  const nodes: Node[] = [element("h2", {}, heading, element("span", { class: "count" }, String(count)))];
  if (remark) nodes.push(element("p", { class: "basis" }, remark));
  nodes.push(...portionedList(items, (item) => element("li", {}, ...entry(item))).nodes);
  return nodes;
}
