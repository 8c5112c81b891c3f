// Ways to send by style sheets.

import { group } from "./group.mjs";

/** An element that is drawn, with this style. */
const drawn = (to, style, tag = "div") => {
  const node = to.add(tag, { textContent: "x" });
  node.setAttribute("style", `display: block; width: 9px; height: 9px; ${style}`);
  return node;
};

export const styles = group({ drawn }, {
  "background in an attribute": (to) => drawn(to, `background-image: url(${to.url})`),
  "background by script": (to) => (drawn(to, "").style.background = `url(${to.url})`),
  "background in a sheet": (to) => to.css(`body { background-image: url(${to.url}) }`),
  "background by a custom property": (to) => drawn(to, `--leak: url(${to.url}); background: var(--leak)`),
  "list-style-image": (to) => drawn(to, `display: list-item; list-style-image: url(${to.url})`),
  cursor: (to) => drawn(to, `cursor: url(${to.url}), auto`),
  "border-image": (to) => drawn(to, `border: 9px solid; border-image-source: url(${to.url})`),
  "mask-image": (to) => drawn(to, `-webkit-mask-image: url(${to.url}); mask-image: url(${to.url})`),
  "clip-path": (to) => drawn(to, `clip-path: url(${to.url}#a)`),
  filter: (to) => drawn(to, `filter: url(${to.url}#a)`),
  "shape-outside": (to) => drawn(to, `float: left; shape-outside: url(${to.url})`),
  content: (to) => drawn(to, `content: url(${to.url})`, "span"),
  "content of ::before": (to) => {
    to.css(`.leak-before::before { content: url(${to.url}) }`);
    drawn(to, "").className = "leak-before";
  },
  "image-set": (to) => drawn(to, `background-image: -webkit-image-set(url(${to.url}) 1x); background-image: image-set("${to.url}" 1x)`),
  "cross-fade": (to) => drawn(to, `background-image: -webkit-cross-fade(url(${to.url}), url(${to.url}), 50%)`),
  "sheet @import": (to) => to.css(`@import "${to.url}";`),
  "sheet @import in a data sheet": (to) => to.link("stylesheet", { href: `data:text/css,@import "${to.url}";` }),
  "sheet @import by insertRule": (to) => to.css("").sheet.insertRule(`@import "${to.url}";`, 0),
  "@font-face": (to) => {
    to.css(`@font-face { font-family: leak; src: url(${to.url}) }`);
    drawn(to, "font-family: leak");
  },
  "@property with a URL": (to) => {
    to.css(`@property --leak-url { syntax: "<url>"; inherits: true; initial-value: url(${to.url}) }`);
    drawn(to, "background: var(--leak-url)");
  },
  "adopted style sheet": (to) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html { background-image: url(${to.url}) }`);
    document.adoptedStyleSheets = [sheet];
  },
  "adopted style sheet that imports": (to) => new CSSStyleSheet().replace(`@import "${to.url}";`),
  "selector on what is typed": (to) => {
    to.css(`input.leak[value^="a"] { background: url(${to.url}) }`);
    to.html(`<input class="leak" value="a">`);
  },
});
