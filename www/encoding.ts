// The text of a file's bytes, in one of the encodings that Chinese offices use.

export interface Decoded {
  text: string;
  /** How many characters could not be read and stand as �, or are control characters that no text has. */
  damaged: number;
}

/** Of a hundred characters beyond ASCII, so many may be damaged in a file that still counts as text. */
const mostDamaged = 20;

/** What a text is made of: ASCII, general and Chinese punctuation, Han, full-width forms. */
const plausible = /[\t\n\r -~\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g;

const unreadable = /[\ufffd\u0000-\u0008\u000e-\u001f]/g;

/** The text, or nothing where the bytes are no text. */
export function decode(bytes: Uint8Array): Decoded | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, "utf-16be");
  if (isOfficeFile(bytes)) return undefined;
  const utf16 = bytes.includes(0) ? utf16WithoutMark(bytes) : undefined;
  if (utf16) return utf16;
  for (const encoding of ["utf-8", "gb18030"]) {
    const result = decoded(bytes, encoding);
    const beyondAscii = result.text.replace(/[\u0000-\u007f]/g, "").length;
    if (result.damaged * 100 <= beyondAscii * mostDamaged) return result;
  }
  return undefined;
}

function decoded(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, damaged: count(text, unreadable) };
}

/** UTF-16 that does not say so: read the other way round, Chinese text becomes signs of all the world's scripts. */
function utf16WithoutMark(bytes: Uint8Array): Decoded | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  return ["utf-16le", "utf-16be"]
    .map((encoding) => decoded(bytes, encoding))
    .find(({ text }) => count(text, plausible) > 0.9 * text.length);
}

/** Word, WPS, PDF, RTF and HTML files, whatever their names; some of them would pass for text. */
function isOfficeFile(bytes: Uint8Array): boolean {
  const beginning = String.fromCharCode(...bytes.subarray(0, 512));
  return /^(PK\x03\x04|%PDF|\{\\rtf|\xd0\xcf\x11\xe0)|<!doctype html|<html[\s>]/i.test(beginning);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
