// Ways to send by what stands in the document: the browser fetches what elements name.

import { group } from "./group.mjs";

const svg = (to, content) =>
  to.html(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${content}</svg>`);

const speculate = (to, action, extra = {}) => {
  const rules = { [action]: [{ source: "list", urls: [to.url], eagerness: "immediate", ...extra }] };
  to.add("script", { type: "speculationrules", textContent: JSON.stringify(rules) });
};

export const markup = group({ svg, speculate }, {
  "img src": (to) => to.add("img", { src: to.url }),
  "img srcset": (to) => to.add("img", { srcset: `${to.url} 2x, ${to.url} 1x` }),
  "img lazy": (to) => to.add("img", { loading: "lazy", src: to.url }),
  "img by innerHTML": (to) => to.html(`<img src="${to.url}">`),
  "img in a document of DOMParser": (to) => {
    const parsed = new DOMParser().parseFromString(`<img src="${to.url}">`, "text/html");
    document.body.append(document.adoptNode(parsed.body.firstChild));
  },
  "img in a fragment": (to) => document.body.append(document.createRange().createContextualFragment(`<img src="${to.url}">`)),
  "img in a template": (to) => {
    const template = document.createElement("template");
    template.innerHTML = `<img src="${to.url}">`;
    document.body.append(document.importNode(template.content, true));
  },
  "img in a shadow tree": (to) => (to.add("div").attachShadow({ mode: "open" }).innerHTML = `<img src="${to.url}">`),
  "img that failed": (to) => to.html(`<img src="data:," onerror="this.src='${to.url}'">`),
  "img attributionsrc": (to) => to.html(`<img attributionsrc="${to.url}" src="data:,">`),
  "execCommand insertImage": (to) => {
    const box = to.add("div", { contentEditable: "true", textContent: "x" });
    box.focus();
    document.execCommand("insertImage", false, to.url);
  },
  "execCommand insertHTML": (to) => {
    const box = to.add("div", { contentEditable: "true", textContent: "x" });
    box.focus();
    document.execCommand("insertHTML", false, `<img src="${to.url}">`);
  },
  picture: (to) => to.html(`<picture><source srcset="${to.url}"><img></picture>`),
  "input image": (to) => to.add("input", { type: "image", src: to.url }),
  "body background": (to) => document.body.setAttribute("background", to.url),
  "table background": (to) => to.html(`<table background="${to.url}"><tr><td>1</table>`),
  "video src": (to) => to.add("video", { src: to.url, preload: "auto" }).load(),
  "video poster": (to) => to.add("video", { poster: to.url }),
  "audio src": (to) => to.add("audio", { src: to.url, preload: "auto" }).load(),
  "video source": (to) => to.html(`<video preload="auto" autoplay muted><source src="${to.url}"></video>`),
  "video track": (to) => {
    const video = to.html(`<video preload="auto" src="data:video/mp4,"><track default kind="subtitles" src="${to.url}"></video>`);
    video.firstChild.textTracks[0].mode = "showing";
  },
  embed: (to) => to.add("embed", { src: to.url }),
  "embed of a picture": (to) => to.add("embed", { src: to.url, type: "image/png" }),
  object: (to) => to.add("object", { data: to.url }),
  "object of a picture": (to) => to.add("object", { data: to.url, type: "image/png" }),
  applet: (to) => to.html(`<applet code="a.class" codebase="${to.url}/" archive="${to.url}"></applet>`),
  bgsound: (to) => to.html(`<bgsound src="${to.url}">`),
  iframe: (to) => to.add("iframe", { src: to.url }),
  frame: (to) => to.html(`<frameset><frame src="${to.url}"></frameset>`) && to.add("frame", { src: to.url }),
  portal: (to) => to.add("portal", { src: to.url }),
  fencedframe: (to) => to.add("fencedframe", { config: new window.FencedFrameConfig(to.url) }),
  "svg image": (to) => svg(to, `<image href="${to.url}" width="9" height="9"/>`),
  "svg image, xlink": (to) => svg(to, `<image xlink:href="${to.url}" width="9" height="9"/>`),
  "svg use": (to) => svg(to, `<use href="${to.url}#a"/>`),
  "svg feImage": (to) => svg(to, `<filter id="leak"><feImage href="${to.url}"/></filter><rect filter="url(#leak)" width="9" height="9"/>`),
  "svg foreignObject": (to) => svg(to, `<foreignObject width="9" height="9"><img src="${to.url}"/></foreignObject>`),
  "svg style": (to) => svg(to, `<style>@import "${to.url}";</style>`),
  "svg fill": (to) => svg(to, `<rect width="9" height="9" fill="url(${to.url}#a)" mask="url(${to.url}#b)" filter="url(${to.url}#c)"/>`),
  "svg script": (to) => {
    const script = document.createElementNS("http://www.w3.org/2000/svg", "script");
    script.setAttribute("href", to.url);
    svg(to, "").firstChild.append(script);
  },
  "svg picture as a document": (to) => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg"><image href="${to.url}" width="9" height="9"/></svg>`;
    to.add("img", { src: to.blob(picture, "image/svg+xml") });
  },
  script: (to) => to.add("script", { src: to.url }),
  "script module": (to) => to.add("script", { type: "module", src: to.url }),
  "script module, inline import": (to) => to.add("script", { type: "module", textContent: `import "${to.url}"` }),
  "script inline": (to) => to.add("script", { textContent: `new Image().src = "${to.url}"` }),
  "import map": (to) => {
    to.add("script", { type: "importmap", textContent: JSON.stringify({ imports: { leak: to.url } }) });
    to.add("script", { type: "module", textContent: `import "leak"` });
  },
  "event handler": (to) => to.html(`<img src="data:," onerror="fetch('${to.url}')">`),
  "document.write in a document of its own": (to) => {
    const other = document.implementation.createHTMLDocument("");
    other.write(`<img src="${to.url}">`);
    document.body.append(document.importNode(other.body, true));
  },
  "link stylesheet": (to) => to.link("stylesheet"),
  "link stylesheet, alternate": (to) => to.link("alternate stylesheet", { title: "leak" }),
  "link icon": (to) => to.link("icon"),
  "link apple-touch-icon": (to) => to.link("apple-touch-icon"),
  "link prefetch": (to) => to.link("prefetch"),
  "link preload script": (to) => to.link("preload", { as: "script" }),
  "link preload image": (to) => to.link("preload", { as: "image" }),
  "link preload imagesrcset": (to) => to.html(`<link rel="preload" as="image" imagesrcset="${to.url} 1x">`),
  "link preload font": (to) => to.link("preload", { as: "font", crossOrigin: "anonymous" }),
  "link preload fetch": (to) => to.link("preload", { as: "fetch", crossOrigin: "anonymous" }),
  "link modulepreload": (to) => to.link("modulepreload"),
  "link prerender": (to) => to.link("prerender"),
  "link manifest": (to) => to.link("manifest"),
  "link search": (to) => to.link("search", { type: "application/opensearchdescription+xml", title: "leak" }),
  "link import": (to) => to.link("import"),
  "link next": (to) => to.link("next"),
  "link dictionary": (to) => to.link("compression-dictionary"),
  "link preconnect": (to) => to.link("preconnect"),
  "link preconnect, anonymous": (to) => to.link("preconnect", { crossOrigin: "anonymous" }),
  "link preconnect by a name": (to) => to.link("preconnect", { href: to.named }),
  "link dns-prefetch": (to) => to.link("dns-prefetch"),
  "speculation rules, prefetch": (to) => speculate(to, "prefetch"),
  "speculation rules, prefetch by proxy": (to) =>
    speculate(to, "prefetch", { requires: ["anonymous-client-ip-when-cross-origin"] }),
  "speculation rules, prerender": (to) => speculate(to, "prerender"),
  "base and a relative picture": (to) => {
    const base = to.add("base", { href: to.url });
    to.add("img", { src: "relative" });
    base.remove();
  },
});
