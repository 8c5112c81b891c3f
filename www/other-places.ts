// The other places of the finding that the person went to, marked in the text while it is shown: the terms of a sum, all
// blank cells of a table.

import { StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import type { Finding } from "./core";
import { currentRange } from "./diagnostics";
import { element } from "./element";

/** Where nothing stands and something should. */
class Gap extends WidgetType {
  toDOM(): HTMLElement {
    return element("span", { class: "cm-gap", "aria-hidden": "true" });
  }

  override eq(): boolean {
    return true;
  }
}

const mark = Decoration.mark({ class: "cm-otherPlace" });
const gap = Decoration.widget({ widget: new Gap(), side: 1 });

export function otherPlaces(current: StateField<Finding | null>): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(places, { state, startState, changes }) {
      const finding = state.field(current);
      return finding === startState.field(current) ? places.map(changes) : placesOf(finding, state);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

function placesOf(finding: Finding | null, state: EditorState): DecorationSet {
  const places = (finding?.notes ?? []).map(({ span }) => currentRange(state, span));
  return Decoration.set(
    places.map(({ from, to }) => (from < to ? mark.range(from, to) : gap.range(from))),
    true,
  );
}
