// The core by itself, without the app around it: what compares with the modules of the others.

import init, { check } from "/nianbao/nianbao.js";

await init({ module_or_path: fetch("/nianbao/nianbao_bg.wasm") });

/** How many findings there are in a text. */
export const findings = (text) => check(text).findings.length;
