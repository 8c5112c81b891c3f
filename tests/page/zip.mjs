// Zip files, as much of them as a .docx needs: written with their entries stored, and read.

import { inflateRawSync } from "node:zlib";

/** The bytes of a zip file with these entries: name to text. */
export function zip(entries) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const path = Buffer.from(name);
    const content = Buffer.from(text);
    // What both headers say: version, flags (names are UTF-8), method 0, 1 January 1980, checksum, sizes, name length.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(Buffer.from("PK\x03\x04"), facts, path, content);
    directory.push(Buffer.from("PK\x01\x02\x14\0"), facts, place, path);
    offset += 4 + facts.length + path.length + content.length;
  }
  const entriesOf = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(files.length / 4, 8);
  end.writeUInt16LE(files.length / 4, 10);
  end.writeUInt32LE(entriesOf.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, entriesOf, end]);
}

/** The entries of a zip file: name to text. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) throw new Error("no zip file");
  const entries = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const content = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    entries[bytes.toString("utf8", at + 46, at + 46 + nameLength)] = content.toString("utf8");
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
