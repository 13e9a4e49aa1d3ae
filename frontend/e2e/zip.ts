import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;

/** The files of a small ZIP by their paths, read by its table of contents (APPNOTE 4.3). */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error('no ZIP file');
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === ENTRY) {
    const [packed, nameLength, extra, comment] = [20, 28, 30, 32].map((offset, n) =>
      n ? bytes.readUInt16LE(at + offset) : bytes.readUInt32LE(at + offset),
    );
    const head = bytes.readUInt32LE(at + 42);
    const start = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const body = bytes.subarray(start, start + packed);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, bytes.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(body) : body);
    at += 46 + nameLength + extra + comment;
  }
  return files;
}
