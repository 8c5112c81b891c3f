// npm start: builds the page and serves it to this machine.

import { build } from "./build.mjs";
import { serve } from "./serve.mjs";

const file = await build();
const { address } = await serve(file, Number(process.env.PORT) || 8080);
console.log(`
The page:       ${address}
The same file:  ${file}
                Double-click it, copy it to a share or a USB stick, or put it on any web server.
Ctrl+C ends the server.`);
