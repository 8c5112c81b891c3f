// Ways to send from a worker or a worklet.

import { group } from "./group.mjs";

const quoted = (text) => JSON.stringify(text);

/** What a worker may try, by name. */
const tried = {
  fetch: (to) => `fetch(${quoted(to.url)})`,
  XMLHttpRequest: (to) => `const r = new XMLHttpRequest(); r.open("GET", ${quoted(to.url)}); r.send()`,
  WebSocket: (to) => `new WebSocket(${quoted(to.socket)})`,
  EventSource: (to) => `new EventSource(${quoted(to.url)})`,
  importScripts: (to) => `importScripts(${quoted(to.url)})`,
  "import()": (to) => `import(${quoted(to.url)})`,
  WebTransport: (to) => `new WebTransport(${quoted(to.secure)})`,
  "a worker of its own": (to) => {
    const inner = `fetch(${quoted(to.url)})`;
    return `new Worker(URL.createObjectURL(new Blob([${quoted(inner)}], { type: "text/javascript" })))`;
  },
};

const kinds = {
  "blob worker": (to, code) => new Worker(to.blob(code, "text/javascript")),
  "data worker": (to, code) => new Worker(`data:text/javascript,${encodeURIComponent(code)}`),
  // What the page's own script has for its long work, and without the protection a worker as any page has it.
  "sealed worker": (to, code) =>
    window.sealedWorker ? window.sealedWorker(code) : new Worker(to.blob(code, "text/javascript")),
  "constructor of a sealed worker": (to, code) => {
    const first = window.sealedWorker ? window.sealedWorker("") : new Worker(to.blob("", "text/javascript"));
    return new first.constructor(to.blob(code, "text/javascript"));
  },
  "shared blob worker": (to, code) => new SharedWorker(to.blob(code, "text/javascript")),
};

/** Every kind of worker with everything that it may try. */
function combined() {
  const ways = {};
  for (const [kind, make] of Object.entries(kinds)) {
    for (const [attempt, code] of Object.entries(tried)) ways[`${kind}: ${attempt}`] = `(to) => (${make})(to, (${code})(to))`;
  }
  return ways;
}

export const workers = group({ quoted }, {
  ...combined(),
  "worker of the server": (to) => new Worker(to.url),
  "worker of the page's own server": (to) => new Worker(to.own),
  "shared worker of the page's own server": (to) => new SharedWorker(to.own),
  "module worker that imports": (to) =>
    new Worker(to.blob(`import ${JSON.stringify(to.url)}`, "text/javascript"), { type: "module" }),
  "service worker": (to) => navigator.serviceWorker.register(to.own),
  "audio worklet": (to) => new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(to.url),
  "audio worklet that imports": (to) =>
    new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(to.blob(`import ${JSON.stringify(to.url)}`, "text/javascript")),
  "paint worklet": (to) => CSS.paintWorklet.addModule(to.url),
});
