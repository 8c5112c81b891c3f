// Ways to send by script alone.

import { group } from "./group.mjs";

const silently = (promise) => promise.catch(() => {});

export const requests = group({ silently }, {
  fetch: (to) => fetch(to.url),
  "fetch POST without CORS": (to) => fetch(to.url, { method: "POST", mode: "no-cors", body: to.text }),
  "fetch keepalive": (to) => fetch(to.url, { keepalive: true }),
  "fetch from the page's own server": (to) => fetch(to.own),
  fetchLater: (to) => window.fetchLater(to.url, { activateAfter: 0 }),
  XMLHttpRequest: (to) => {
    const request = new XMLHttpRequest();
    request.open("POST", to.url);
    request.send(to.text);
  },
  "XMLHttpRequest, synchronous": (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to.url, false);
    request.send();
  },
  "XMLHttpRequest for a document": (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to.url);
    request.responseType = "document";
    request.send();
  },
  WebSocket: (to) => new WebSocket(to.socket),
  "WebSocket with a protocol": (to) => new WebSocket(to.socket, to.token),
  WebSocketStream: (to) => silently(new window.WebSocketStream(to.socket).opened),
  EventSource: (to) => new EventSource(to.url),
  sendBeacon: (to) => navigator.sendBeacon(to.url, to.text),
  "sendBeacon of a blob": (to) => navigator.sendBeacon(to.url, new Blob([to.text], { type: "text/plain" })),
  WebTransport: (to) => silently(new window.WebTransport(to.secure).ready),
  "cache.add": async (to) => (await caches.open("leak")).add(new Request(to.url, { mode: "no-cors" })),
  "import()": (to) => import(to.url),
  "import() of a data module that imports": (to) => import(`data:text/javascript,import${JSON.stringify(to.url)}`),
  "import() of a blob module that imports": (to) => import(to.blob(`import ${JSON.stringify(to.url)}`, "text/javascript")),
  Image: (to) => (new Image().src = to.url),
  "Image.decode": (to) => Object.assign(new Image(), { src: to.url }).decode(),
  Audio: (to) => new Audio(to.url).load(),
  FontFace: (to) => new FontFace("leak", `url(${to.url})`).load(),
  "canvas with an image": (to) => {
    const image = new Image();
    image.crossOrigin = "anonymous";
    image.src = to.url;
    document.createElement("canvas").getContext("2d").drawImage(image, 0, 0);
  },
  "WebAssembly.compileStreaming": (to) => WebAssembly.compileStreaming(fetch(to.url)),
  "Notification icon": (to) => new Notification("leak", { icon: to.url, image: to.url, badge: to.url }),
  "MediaSession artwork": async (to) => {
    navigator.mediaSession.metadata = new MediaMetadata({ title: "leak", artwork: [{ src: to.url, sizes: "96x96" }] });
    navigator.mediaSession.playbackState = "playing";
  },
  PaymentRequest: (to) => {
    const total = { label: "leak", amount: { currency: "CNY", value: "1.00" } };
    return new window.PaymentRequest([{ supportedMethods: to.url }], { total }).canMakePayment();
  },
  "navigator.share": (to) => navigator.share({ url: to.url }),
  registerProtocolHandler: (to) => navigator.registerProtocolHandler("web+leak", `${to.url}?%s`, "leak"),
  "federated credentials": (to) =>
    navigator.credentials.get({ identity: { providers: [{ configURL: to.url, clientId: "leak", nonce: to.token }] } }),
  "federated credentials, disconnected": (to) =>
    window.IdentityCredential.disconnect({ configURL: to.url, clientId: "leak", accountHint: to.token }),
  "shared storage worklet": (to) => window.sharedStorage.worklet.addModule(to.url),
  "interest group": (to) =>
    navigator.joinAdInterestGroup({ owner: to.secureOrigin, name: to.token, biddingLogicURL: to.secure, lifetimeMs: 1e6 }),
  "ad auction": (to) => navigator.runAdAuction({ seller: to.secureOrigin, decisionLogicURL: to.secure }),
  "navigator.install": (to) => navigator.install(to.url),
  cookie: (to) => {
    document.cookie = `leak=${to.token}; domain=127.0.0.1`;
    return fetch(to.url, { credentials: "include", mode: "no-cors" });
  },
});
