// Draws relations over a table: an outline around the cells that each binds, and between them the signs of the sum.

import type { FormRelation } from "./core";
import { fill } from "./element";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const strokes = { "+": "M-3 0H3M0 -3V3", "=": "M-3 -1.7H3M-3 1.7H3", ">": "M-2.5 -4L2.5 -1.6L-2.5 .8M-2.5 3.4H2.5" };
const signRadius = 6.5;

/** Draws relations over a table, the first one firmly; `boxOf` finds the cells. */
export function drawRelations(
  lines: SVGSVGElement,
  sheet: HTMLElement,
  relations: readonly FormRelation[],
  boxOf: (id: string) => HTMLElement | undefined,
) {
  const origin = sheet.getBoundingClientRect();
  lines.setAttribute("width", String(sheet.offsetWidth));
  lines.setAttribute("height", String(sheet.offsetHeight));
  const place = (id: string): Box[] => {
    const box = boxOf(id)?.getBoundingClientRect();
    if (!box) return [];
    const [x, y] = [origin.left, origin.top];
    return [{ left: box.left - x, top: box.top - y, right: box.right - x, bottom: box.bottom - y }];
  };
  const outlined: SVGElement[] = [];
  const signed: SVGElement[] = [];
  relations.forEach((relation, index) => {
    const parts = relation.parts.reduce<Box[]>((boxes, id) => boxes.concat(place(id)), []);
    const wholes = relation.wholes.reduce<Box[]>((boxes, id) => boxes.concat(place(id)), []);
    const all = [...parts, ...wholes];
    outlined.push(shape("g", { class: index === 0 ? "first" : "other" }, ...outlines(all)));
    all.forEach((box, at) => {
      const before = all[at - 1];
      const whole = relation.at_least ? ">" : "=";
      if (before) signed.push(sign(before, box, at === parts.length ? whole : "+"));
    });
  });
  // The first relation lies above the others, and the signs of all above the outlines.
  fill(lines, [...outlined.reverse(), ...signed.reverse()]);
}

/** An outline around cells that touch, and lines between those that do not. */
function outlines(boxes: readonly Box[]): SVGElement[] {
  const runs: Box[] = [];
  for (const box of boxes) {
    const last = runs[runs.length - 1];
    if (last && touches(last, box)) {
      runs[runs.length - 1] = {
        left: Math.min(last.left, box.left),
        top: Math.min(last.top, box.top),
        right: Math.max(last.right, box.right),
        bottom: Math.max(last.bottom, box.bottom),
      };
    } else runs.push(box);
  }
  return runs.reduce<SVGElement[]>((shapes, { left, top, right, bottom }, index) => {
    const before = runs[index - 1];
    const [x, y, width, height] = [left, top, right - left, bottom - top].map(String) as [string, string, string, string];
    shapes.push(shape("rect", { x, y, width, height }));
    if (before) shapes.push(shape("path", { d: `M${before.left} ${before.bottom}L${left} ${top}` }));
    return shapes;
  }, []);
}

/** Whether a cell continues a row or a column of cells; neighbours share a border. */
function touches(run: Box, box: Box): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) < 3;
  const inRow = near(run.top, box.top) && (near(run.right, box.left) || near(run.left, box.right));
  const inColumn = near(run.left, box.left) && (near(run.bottom, box.top) || near(run.top, box.bottom));
  return inRow || inColumn;
}

/** The sign before a term: on the border towards the term before it, where no number stands. */
function sign(before: Box, box: Box, kind: keyof typeof strokes): SVGElement {
  const inRow = Math.abs(before.top - box.top) < 3;
  const x = inRow && before.left > box.left ? box.right : box.left;
  const y = inRow ? (box.top + box.bottom) / 2 : before.top > box.top ? box.bottom : box.top;
  const [circle, stroke] = [shape("circle", { r: String(signRadius) }), shape("path", { d: strokes[kind] })];
  return shape("g", { transform: `translate(${x} ${y})`, class: "sign" }, circle, stroke);
}

function shape(tag: string, attributes: Record<string, string>, ...children: SVGElement[]): SVGElement {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
