// The entries of heard.json: the engines in which a way is heard, one after the other, each with the version from which on
// where an older one has no such way: "chromium firefox>=153 webkit".

/**
 * An engine as it runs.
 * @typedef {{name: string, version: number}} Running
 */

/** The engines of an entry, each with the version from which on. */
function enginesOf(entry) {
  return (entry?.split(" ") ?? []).map((text) => {
    const [name, since = "0"] = text.split(">=");
    return { text, name, since: Number(since) };
  });
}

/**
 * Whether a way should be heard in an engine.
 * @param {Running} engine
 * @param {string | undefined} entry
 */
export function isHeardBy({ name, version }, entry) {
  return enginesOf(entry).some((engine) => engine.name === name && engine.since <= version);
}

/** The number of a major version in what a browser says of itself. */
export function majorOf(version) {
  const major = Number(/\/(\d+)/.exec(version)?.[1]);
  if (Number.isNaN(major)) throw new Error(`${version} does not say a version`);
  return major;
}

/**
 * The entries after a measurement: what is known only of newer versions than the measured ones is kept.
 * @param {Record<string, string>} entries by way
 * @param {string[]} ways in the order of the result
 * @param {{engine: Running, names: string[]}[]} measured the ways that were heard in each engine
 */
export function remeasured(entries, ways, measured) {
  const ofWay = (way) => {
    const before = enginesOf(entries[way]);
    const known = ({ name, version }, isHeard) => {
      const entry = before.find((entry) => entry.name === name);
      if (entry && entry.since > version) return isHeard ? name : entry.text;
      return isHeard ? (entry?.text ?? name) : undefined;
    };
    return measured.map(({ engine, names }) => known(engine, names.includes(way))).filter(Boolean).sort().join(" ");
  };
  return Object.fromEntries(ways.map((way) => [way, ofWay(way)]).filter(([, engines]) => engines !== ""));
}
