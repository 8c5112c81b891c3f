// Ways to send from frames inside the page: their fresh realms, their navigation, and the page around.

import { group } from "./group.mjs";

const inner = (to, properties = {}) => to.add("iframe", properties);
/** The realm of an empty frame, in which nothing has been deleted. */
const realm = (to) => inner(to).contentWindow;
const imageOf = (to) => `<img src="${to.url}">`;
const scriptOf = (to) => `<script>new Image().src = ${JSON.stringify(to.url)}</${"script"}>`;

export const frames = group({ inner, realm, imageOf, scriptOf }, {
  "a fresh realm: fetch": (to) => realm(to).fetch(to.url),
  "a fresh realm: XMLHttpRequest": (to) => {
    const request = new (realm(to).XMLHttpRequest)();
    request.open("GET", to.url);
    request.send();
  },
  "a fresh realm: WebSocket": (to) => new (realm(to).WebSocket)(to.socket),
  "a fresh realm: Image": (to) => (new (realm(to).Image)().src = to.url),
  "a fresh realm: sendBeacon": (to) => realm(to).navigator.sendBeacon(to.url, to.text),
  "a fresh realm: document.write": (to) => {
    const { document } = realm(to);
    document.write(imageOf(to) + scriptOf(to));
    document.close();
  },
  "a fresh realm, by window[0]": (to) => {
    inner(to);
    return window[window.length - 1].fetch(to.url);
  },
  "a fresh realm of an object": (to) => to.add("object", { data: "about:blank" }).contentWindow.fetch(to.url),
  "a frame by a name": (to) => inner(to, { src: to.named }),
  "a frame that goes": (to) => (realm(to).location = to.url),
  "a frame that goes by its source later": (to) => {
    const frame = inner(to);
    setTimeout(() => (frame.src = to.url), 50);
  },
  "a frame that is the target of a link": (to) => {
    inner(to, { name: "leak-link" });
    to.add("a", { href: to.url, target: "leak-link" }).click();
  },
  "a frame that is the target of a form": (to) => {
    inner(to, { name: "leak-form" });
    to.add("form", { action: to.url, target: "leak-form", method: "post" }).submit();
  },
  "a frame that is the target of window.open": (to) => {
    inner(to, { name: "leak-open" });
    window.open(to.url, "leak-open");
  },
  "srcdoc with a picture": (to) => inner(to, { srcdoc: imageOf(to) }),
  "srcdoc with a script": (to) => inner(to, { srcdoc: scriptOf(to) }),
  "srcdoc with a refresh": (to) => inner(to, { srcdoc: `<meta http-equiv="refresh" content="0; url=${to.url}">` }),
  "srcdoc with a style": (to) => inner(to, { srcdoc: `<style>@import "${to.url}";</style>` }),
  "srcdoc with a frame": (to) => inner(to, { srcdoc: `<iframe src="${to.url}"></iframe>` }),
  "srcdoc with more rights": (to) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-top-navigation allow-popups allow-forms");
    frame.srcdoc = imageOf(to) + scriptOf(to);
    document.body.append(frame);
  },
  "srcdoc with a policy of its own": (to) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("csp", "default-src *");
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="default-src * 'unsafe-inline'">${imageOf(to)}`;
    document.body.append(frame);
  },
  "srcdoc whose policy reports": (to) => {
    const policy = (report) => `<meta http-equiv="Content-Security-Policy" content="img-src https:; ${report}">`;
    const endpoint = `<meta http-equiv="Reporting-Endpoints" content='leak="${to.url}"'>`;
    inner(to, { srcdoc: `${endpoint}${policy(`report-uri ${to.url}`)}${policy("report-to leak")}<img src="data:,">` });
  },
  "srcdoc with a preconnect": (to) => inner(to, { srcdoc: `<link rel="preconnect" href="${to.url}">` }),
  "a frame of a blob": (to) => inner(to, { src: to.blob(imageOf(to) + scriptOf(to), "text/html") }),
  "a frame of a data URL": (to) => inner(to, { src: `data:text/html,${encodeURIComponent(imageOf(to) + scriptOf(to))}` }),
  "a frame of a javascript URL": (to) => inner(to, { src: `javascript:fetch(${JSON.stringify(to.url)})` }),
  "a frame of the page's own server": (to) => inner(to, { src: to.own }),
  "a frame without credentials": (to) => inner(to, { credentialless: true, src: to.url }),
  "an object of a data URL": (to) => to.add("object", { data: `data:text/html,${encodeURIComponent(imageOf(to))}` }),
  "a text track of a frame": (to) => inner(to, { srcdoc: `<video src="${to.url}" poster="${to.url}"></video>` }),
  "the parent's fetch": (to) => parent.fetch(to.url),
  "the top's document": (to) => top.document.body.append(Object.assign(top.document.createElement("img"), { src: to.url })),
  "the parent, by another base": (to) => {
    parent.frames[0].fetch(to.url);
  },
  "a message to the parent": (to) => {
    const strange = [to.url, { url: to.url }, { type: "open", url: to.url }, { kind: "fetch", href: to.url }, [to.url]];
    const more = ["navigate", "location", "save", "store", "eval", "core", "ready", "download", "print"];
    for (const message of strange) parent.postMessage(message, "*");
    for (const name of more) {
      for (const key of ["type", "kind", "name", "action", "message"]) {
        parent.postMessage({ [key]: name, url: to.url, value: `<img src="${to.url}">`, html: imageOf(to) }, "*");
      }
      parent.postMessage({ [name]: imageOf(to) }, "*");
    }
  },
  "a port to the parent": (to) => {
    const { port1, port2 } = new MessageChannel();
    parent.postMessage({ type: "port", url: to.url }, "*", [port2]);
    port1.postMessage({ url: to.url });
  },
});
