// The tabs of the page, by mouse and by arrow keys.

export interface Tab {
  tab: HTMLElement;
  panel: HTMLElement;
  onShow: () => void;
}

/** Wires the tabs and returns a function that shows one of them; `onLeave` is told before another is shown. */
export function tabs(all: Tab[], onLeave: () => void): (index: number) => void {
  /** Panels may share an area with others, and what stands beside them there. */
  const areaOf = (panel: HTMLElement | undefined) => panel?.closest<HTMLElement>(".panel");

  function show(index: number) {
    if (all[index]?.panel.hidden) onLeave();
    all.forEach(({ panel }) => {
      const area = areaOf(panel);
      if (area) area.hidden = area !== areaOf(all[index]?.panel);
    });
    all.forEach(({ tab, panel }, other) => {
      tab.setAttribute("aria-selected", String(other === index));
      tab.tabIndex = other === index ? 0 : -1;
      panel.hidden = other !== index;
    });
    all[index]?.onShow();
  }
  all.forEach(({ tab }, index) => {
    tab.addEventListener("click", () => show(index));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      const next = (index + step + all.length) % all.length;
      show(next);
      all[next]?.tab.focus();
    });
  });
  return show;
}
