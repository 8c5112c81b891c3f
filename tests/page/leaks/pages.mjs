// The page as it is built, and copies of it with less protection, which show that the tests can fail.

import { createHash } from "node:crypto";

/** Keeps the app's first script, its seal, from running: takes it out of what the shell puts into the frame. */
const unsealing = `
  const srcdoc = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "srcdoc");
  Object.defineProperty(HTMLIFrameElement.prototype, "srcdoc", {
    ...srcdoc,
    set(html) {
      srcdoc.set.call(this, html.replace(/<script>.*?<\\/script>/s, ""));
    },
  });`;

/** The page without sandbox and seal, so that only its policy protects it. */
export function withPolicyOnly(html) {
  const hash = createHash("sha256").update(unsealing).digest("base64");
  const unsealed = replaced(html, "<script>", `<script>${unsealing}</script><script>`);
  return replaced(replaced(unsealed, / sandbox="[^"]*"/, ""), "script-src ", `script-src 'sha256-${hash}' `);
}

/** The page without any protection. */
export function withoutProtection(html) {
  return replaced(withPolicyOnly(html), /<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
}

function replaced(html, what, by) {
  const result = html.replace(what, () => by);
  if (result === html) throw new Error(`the page has no ${what}`);
  return result;
}
