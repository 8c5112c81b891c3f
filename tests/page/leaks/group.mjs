// Ways to send, as text that can be run in the page.

/**
 * @typedef {object} Way
 * @property {string} name
 * @property {string} source a function of the {@link tools} for this way
 */

/**
 * The ways of one kind. A function goes to the page as its text, so the helpers that it calls must go with it.
 * @param {Record<string, Function>} helpers
 * @param {Record<string, Function | string>} ways
 * @returns {Way[]}
 */
export function group(helpers, ways) {
  const declarations = Object.entries(helpers).map(([name, helper]) => `const ${name} = ${helper};`);
  return Object.entries(ways).map(([name, way]) => ({
    name,
    source: `(to) => { ${declarations.join("\n")} return (${way})(to); }`,
  }));
}

/** The name of a way as it may stand in an address. */
export function tokenOf({ name }) {
  return `leak-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}`;
}

/**
 * What a way is given, made inside the page: where it shall be heard, and how to put something into the document.
 * @param {{token: string, host: string, own: string}} address
 */
export function tools({ token, host, own }) {
  const put = (parent, node) => parent.appendChild(node);
  const made = (tag, properties) => Object.assign(document.createElement(tag), properties);
  return {
    token,
    host,
    /** The text that must not leave. */
    text: `${token} 柳河镇`,
    url: `http://${host}/${token}`,
    socket: `ws://${host}/${token}`,
    secure: `https://${host}/${token}`,
    secureOrigin: `https://${host}`,
    /** Under a name that says something itself: whoever opens a secure connection says it in clear text. */
    named: `https://${token}.localhost:${host.split(":")[1]}/`,
    /** On the server that the page came from. */
    own,
    add: (tag, properties) => put(document.body, made(tag, properties)),
    html: (markup) => put(document.body, made("div", { innerHTML: markup })),
    head(markup) {
      for (const node of made("div", { innerHTML: markup }).children) put(document.head, node);
    },
    css: (text) => put(document.head, made("style", { textContent: text })),
    link(rel, properties = {}) {
      // The address comes last: it is what starts the request.
      const { href = `http://${host}/${token}`, ...others } = properties;
      return Object.assign(put(document.head, made("link", { rel, ...others })), { href });
    },
    blob: (content, type) => URL.createObjectURL(new Blob([content], { type })),
  };
}
