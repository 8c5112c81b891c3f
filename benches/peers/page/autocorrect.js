// AutoCorrect's linter. The package leaves to a bundler what its module's first lines say; this is what one makes of them.

import * as glue from "/autocorrect/autocorrect_bg.js";

const { instance } = await WebAssembly.instantiateStreaming(fetch("/autocorrect/autocorrect_bg.wasm"), {
  "./autocorrect_bg.js": glue,
});
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

/** How many findings there are in a text. What it could not read it leaves without findings and says so in `error`. */
export function findings(text) {
  const { lines, error } = glue.lintFor(text, "draft.txt");
  if (error) throw new Error(error);
  return lines.length;
}
