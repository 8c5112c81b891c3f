// Prints a document of the core instead of the page around it. The document stands in a shadow root, out of reach of
// the page's styles; styles.css shows on paper nothing else while it is there.

import { element } from "./element";

export interface Printing {
  /** Prints a web page of the core. */
  print(html: string): void;
  /** What was asked for is not to be printed any more. */
  forget(): void;
}

export interface PrintingOptions {
  /** Whether the page shows what there is a document of; else the browser prints the page as it is. */
  isShown: () => boolean;
  /** The web page that the browser's own command prints, if there is one. */
  page: () => string | undefined;
}

export function printing({ isShown, page }: PrintingOptions): Printing {
  const title = document.title;
  let asked: string | undefined;
  let laid: Element[] = [];

  function lay(html: string) {
    // Scripts of a parsed document never run.
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const sheet = element("div", { id: "sheet" });
    sheet.attachShadow({ mode: "open" }).append(...Array.from(parsed.body.childNodes));
    document.body.prepend(sheet);
    // Its style sheet says how large the page is and where its number stands, which a shadow root cannot.
    const styles = Array.from(parsed.head.querySelectorAll("style"));
    document.head.append(...styles);
    laid = [sheet, ...styles];
    // Browsers print the title in the margin and propose it as the name of a PDF file.
    document.title = parsed.title || title;
  }

  function takeAway() {
    laid.forEach((part) => part.remove());
    laid = [];
    document.title = title;
  }

  function forget() {
    asked = undefined;
    takeAway();
  }

  window.addEventListener("beforeprint", () => {
    takeAway();
    const html = isShown() ? (asked ?? page()) : undefined;
    if (html !== undefined) lay(html);
  });
  window.addEventListener("afterprint", forget);
  // The browser's own command would print the page around the frame, which shows only what fits the window.
  window.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    window.print();
  });

  return {
    print(html) {
      asked = html;
      window.print();
    },
    forget,
  };
}
