// A display for browsers that cannot do without.

import { start, until } from "./program.mjs";

/** A display without a screen; Xvfb chooses its number, so that several tests can run at once. */
export async function openDisplay() {
  const server = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], { stdio: ["pipe"] });
  let number = "";
  server.child.stdio[3].setEncoding("utf8").on("data", (text) => (number += text));
  await until(() => number.endsWith("\n"), "Xvfb to start");
  // Killed outright it would leave its lock behind.
  return { name: `:${number.trim()}`, end: () => server.end("SIGTERM") };
}
