// The outer page. It unpacks the app and shows it in a frame that may open no connection, go to no other address and
// touch no storage; what the app needs of those it asks for here, by the messages of messages.ts. This script is all
// that runs outside of that frame, and stands in the page as it is written.

import init, { initSync, unpack } from "#unpack";
import { compile } from "./compile";
import { drafts, looksShared } from "./drafts";
import type { FromApp, FromShell } from "./messages";

const opening = document.getElementById("opening") as HTMLElement;
const frame = document.getElementById("app") as HTMLIFrameElement;
const page = document.documentElement;
let isUnsaved = false;

declare global {
  interface Uint8ArrayConstructor {
    fromBase64?(text: string): Uint8Array<ArrayBuffer>;
  }
}

/** The bytes of the base64 text in the element with this id, which is not needed any more. */
function bytesIn(id: string): Uint8Array<ArrayBuffer> {
  const holder = document.getElementById(id) as HTMLElement;
  const text = holder.textContent ?? "";
  holder.remove();
  // Newer than the oldest engines; in a script that has just been loaded, ten times as fast as the loop.
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function unpacked(id: string): Uint8Array<ArrayBuffer> {
  const bytes = unpack(bytesIn(id));
  if (!bytes) throw new Error(`${id} is damaged`);
  return bytes as Uint8Array<ArrayBuffer>;
}

/** Storage may be missing or forbidden. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

async function start() {
  await compile({ initSync, init }, bytesIn("unpack"));
  const kept = drafts(storage(), looksShared(location));

  function answer(message: FromApp) {
    switch (message.kind) {
      case "present":
        // What is pasted at once belongs into the draft.
        frame.focus();
        core.then(begin);
        break;
      case "started":
        opening.hidden = true;
        page.dataset.core = message.ok ? "ready" : "failed";
        (document.getElementById("trouble") as HTMLElement).hidden = true;
        break;
      case "unsaved":
        isUnsaved = message.unsaved;
        break;
      case "keep":
        send({ kind: "kept", kept: kept.keep(message), keeping: kept.keeping() });
        break;
      case "setAside":
        kept.setAside();
        break;
      case "takeBack":
        kept.takeBack();
        break;
      case "keeping":
        kept.turn(message.keeping);
        break;
      case "take":
        send({ kind: "taken", draft: kept.take(message.id) });
        break;
      case "forget":
        kept.forget(message.id, message.at);
        break;
      case "forgetAll":
        kept.forgetAll();
    }
  }

  function begin(core: ArrayBuffer) {
    const keeping = kept.keeping();
    const drafts = keeping === "on" ? kept.earlier() : [];
    send({ kind: "start", core, build: page.dataset.build ?? "", keeping, drafts });
  }

  // The frame has an origin that no name describes, so that its window is what identifies it.
  window.addEventListener("message", (event: MessageEvent<FromApp>) => {
    if (event.source === frame.contentWindow) answer(event.data);
  });
  window.addEventListener("storage", ({ key }) => {
    if (kept.concerns(key)) send({ kind: "forgotten", keeping: kept.keeping() });
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isUnsaved) return;
    event.preventDefault();
    event.returnValue = "";
  });

  const app = new TextDecoder().decode(unpacked("page"));
  // An address that ends in #example opens with the example, for showing the page to somebody.
  frame.srcdoc = location.hash === "#example" ? app.replace("<html", '<html data-begin="example"') : app;
  frame.hidden = false;
  // Not before: the browser finds the fonts for it, which are those of the app, while it makes a process for the frame.
  opening.hidden = false;
  // The app starts meanwhile, in many engines in a process of its own, which is asked for when this task ends.
  const core = new Promise<ArrayBuffer>((resolve) => setTimeout(() => resolve(unpacked("core").buffer)));

  function send(message: FromShell) {
    frame.contentWindow?.postMessage(message, "*");
  }
}

if (page.dataset.core !== "unsupported") start();
