// Small documents of the formats that the page opens, made of the example's own words.

import { zip } from "./zip.mjs";

export const title = "柳河镇2023年政府信息公开工作年度报告";

/** A table of the form whose cells span rows and columns, and the lines that it becomes. */
export const table = {
  html: `<table border="1">
<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>
<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>
<tr><td colspan="3">一、本年新收政府信息公开申请数量</td><td>5</td><td>1</td><td>0</td><td>0</td><td>1</td><td>0</td><td>7</td></tr>
<tr><td rowspan="2">三、本年度办理结果</td><td colspan="2">（一）予以公开</td><td>3</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>4</td></tr>
<tr><td>（三）不予公开</td><td>1. 属于国家秘密</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
</table>`,
  rows: [
    "一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t1\t0\t7",
    "三、本年度办理结果\t（一）予以公开\t3\t1\t0\t0\t0\t0\t4",
    "\t（三）不予公开\t1. 属于国家秘密\t0\t0\t0\t0\t0\t0\t0",
  ],
};

export const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>年报</title></head><body>
<h1>${title}</h1><p>一、总体情况</p>${table.html}<p>四、存在的主要问题</p></body></html>`;

const paragraph = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const row = (...cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`;

/** The body of a .docx, and the text that it becomes. */
export const body = {
  xml:
    paragraph(title) +
    `<w:tbl>${row("信息内容", "本年处理决定数量")}${row("行政许可", "37")}</w:tbl>` +
    paragraph("三、收到和处理政府信息公开申请情况"),
  text: `${title}\n信息内容\t本年处理决定数量\n行政许可\t37\n\n三、收到和处理政府信息公开申请情况\n`,
};

export const pictureXml = `<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape></w:pict></w:r></w:p>`;
export const insertedXml = `<w:p><w:ins w:id="1" w:author="甲"><w:r><w:t>加上的话</w:t></w:r></w:ins></w:p>`;

/** A .docx with this body. */
export function docx(xml = body.xml) {
  const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
  const openXml = "http://schemas.openxmlformats.org";
  const office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const relations = "application/vnd.openxmlformats-package.relationships+xml";
  return zip({
    "[Content_Types].xml": `${declaration}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="rels" ContentType="${relations}"/><Override PartName="/word/document.xml" ContentType="${office}"/></Types>`,
    "_rels/.rels": `${declaration}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${declaration}<w:document xmlns:w="${openXml}/wordprocessingml/2006/main"><w:body>${xml}</w:body></w:document>`,
  });
}
