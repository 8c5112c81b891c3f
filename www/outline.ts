// The outline: the parts and tables of the form with their state, each a button that leads to its place in the draft.

import type { Severity } from "./core";
import { severities, severitySigns, severityWords } from "./diagnostics";
import { element, fill } from "./element";
import { countIn, type Part, type PartId } from "./parts";

export interface Outline {
  /** Shows the state of all parts; without parts there is no outline. */
  show(parts: readonly Part[]): void;
  /** Marks a part as the chosen one. */
  mark(part: PartId | undefined): void;
}

interface Entry {
  node: HTMLButtonElement;
  state: HTMLElement;
  /** What the signs of the state mean. */
  spoken: HTMLElement;
  /** What it shows now, so that it is changed only when that changes. */
  words: string;
}

export function outline(container: HTMLElement, onChoose: (part: PartId) => void): Outline {
  const entries = new Map<PartId, Entry>();
  const list = element("ol", { role: "list" });
  container.append(list);

  function show(parts: readonly Part[]) {
    container.hidden = parts.length === 0;
    for (const part of parts) {
      const entry = entries.get(part.id) ?? add(part);
      const words = stateInWords(part);
      if (entry.words === words) continue;
      entry.words = words;
      entry.spoken.textContent = `：${words}`;
      entry.node.title = `${part.name}：${words}`;
      fill(entry.state, stateInSigns(part));
    }
  }

  /** A table stands in the line of its section. */
  function add({ id, short, within }: Part): Entry {
    const state = element("span", { class: "state", "aria-hidden": "true" });
    const spoken = element("span", { class: "spoken" });
    const name = element("span", { class: "name" }, short);
    const node = element("button", { type: "button", "data-part": id }, name, state, spoken);
    node.addEventListener("click", () => onChoose(id));
    const line = within && entries.get(within)?.node.parentElement;
    if (line) line.append(node);
    else list.append(element("li", {}, node));
    const entry = { node, state, spoken, words: "" };
    entries.set(id, entry);
    return entry;
  }

  function mark(chosen: PartId | undefined) {
    entries.forEach(({ node }, id) => {
      if (id === chosen) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    });
  }

  return { show, mark };
}

function stateInWords({ missing, findings, unchecked }: Part): string {
  const counts = severities
    .map((severity) => ({ severity, count: countIn(findings, severity) }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${severityWords[severity]} ${count} 处`);
  const words = [...(missing ? ["缺"] : []), ...counts, ...unchecked.map((why) => `未能核对：${why}`)];
  return words.length > 0 ? words.join("，") : "没有发现问题";
}

function stateInSigns({ missing, findings, unchecked }: Part): Node[] {
  if (missing) return [sign("缺", "error missing")];
  const signs = severities
    .map((severity) => countSign(severity, countIn(findings, severity)))
    .filter((node): node is HTMLElement => node !== undefined);
  if (unchecked.length > 0) signs.push(sign("–", "unchecked"));
  return signs.length > 0 ? signs : [sign("✓", "passed")];
}

function countSign(severity: Severity, count: number): HTMLElement | undefined {
  return count > 0 ? sign(`${severitySigns[severity]}${count}`, `severity ${severity}`) : undefined;
}

function sign(text: string, kind: string): HTMLElement {
  return element("span", { class: kind }, text);
}
