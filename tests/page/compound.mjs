// A compound file with empty streams, as much of one as tells an encrypted document or an old workbook.

const sector = 512;
const none = 0xffffffff;
const endOfChain = 0xfffffffe;

/** The bytes of a compound file with up to three streams of these names. */
export function compound(...names) {
  const header = Buffer.alloc(sector);
  header.write("d0cf11e0a1b11ae1", "hex");
  // Versions, byte order, sizes of sectors as powers of two; one sector of the table, then the directory.
  [0x3e, 3, 0xfffe, 9, 6].forEach((value, index) => header.writeUInt16LE(value, 24 + 2 * index));
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  for (const at of [60, 68]) header.writeUInt32LE(endOfChain, at);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);

  const table = Buffer.alloc(sector, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(endOfChain, 4);

  const root = entry("Root Entry", 5, { child: 1 });
  const streams = names.map((name, index) => entry(name, 2, { right: index + 2 <= names.length ? index + 2 : none }));
  const directory = Buffer.concat([root, ...streams, Buffer.alloc(sector)]).subarray(0, sector);
  return Buffer.concat([header, table, directory]);
}

function entry(name, kind, { right = none, child = none }) {
  const bytes = Buffer.alloc(128);
  bytes.write(name, "utf16le");
  bytes.writeUInt16LE(2 * name.length + 2, 64);
  bytes[66] = kind;
  [none, right, child].forEach((value, index) => bytes.writeUInt32LE(value, 68 + 4 * index));
  bytes.writeUInt32LE(endOfChain, 116);
  return bytes;
}
