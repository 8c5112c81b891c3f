// What can be heard in spite of the protection, and why.

/**
 * Chromium connects to where its frame shall go before it asks the policy, which then refuses: no request is made, but
 * the machine behind the name learns that somebody asked for the name. `location` can be neither taken away nor watched
 * in a frame like this one, and Chromium has no setting for it that a page could make.
 */
const ownNavigation = [
  "location",
  "location by a name",
  "location.href",
  "location.assign",
  "location.replace",
  "location of the page's own server",
  "document.location",
  "navigation.navigate",
  "fragment and window.name",
  "window.open, _self",
];

/** The first bytes of a secure connection, in which the name of the host stands in clear text. */
const hello = "\x16\x03";

/** Whether this may be heard of a way: a connection without a request. */
export function allowed(way, engine, { datagrams, text }) {
  const isConnection = datagrams === 0 && (text === "" || (text.startsWith(hello) && !text.includes("HTTP/")));
  return engine === "chromium" && ownNavigation.includes(way) && isConnection;
}
