// Harper's linter in the page's own thread; in a worker it starts a quarter of a second later. The slim module, for the
// other one fetches and starts the slim one as well.

import { LocalLinter } from "/harper/index.js";
import { slimBinary } from "/harper/slimBinary.js";

const linter = new LocalLinter({ binary: slimBinary });
await linter.setup();

/** How many findings there are in a text. */
export const findings = async (text) => (await linter.lint(text, { language: "plaintext" })).length;
