// Ways to send by other kinds of documents: XML and its style sheets.

import { group } from "./group.mjs";

const style = (body) =>
  `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">${body}</xsl:stylesheet>`;
const xml = (text) => new DOMParser().parseFromString(text, "text/xml");
const transform = (sheet) => {
  const processor = new XSLTProcessor();
  processor.importStylesheet(xml(sheet));
  return processor.transformToFragment(xml("<a/>"), document);
};

export const documents = group({ style, xml, transform }, {
  "XSLT document()": (to) => transform(style(`<xsl:template match="/"><xsl:copy-of select="document('${to.url}')"/></xsl:template>`)),
  "XSLT include": (to) => transform(style(`<xsl:include href="${to.url}"/><xsl:template match="/">x</xsl:template>`)),
  "XSLT that makes a picture": (to) =>
    document.body.append(transform(style(`<xsl:template match="/"><img src="${to.url}"/></xsl:template>`))),
  "XML external entity": (to) => xml(`<!DOCTYPE a [<!ENTITY leak SYSTEM "${to.url}">]><a>&leak;</a>`),
  "XML external DTD": (to) => xml(`<!DOCTYPE a SYSTEM "${to.url}"><a/>`),
  "XML with a style sheet, in a frame": (to) =>
    to.add("iframe", { src: to.blob(`<?xml-stylesheet type="text/xsl" href="${to.url}"?><a/>`, "text/xml") }),
  XInclude: (to) => {
    const included = xml(`<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${to.url}"/></a>`);
    document.body.append(document.importNode(included.documentElement, true));
  },
});
