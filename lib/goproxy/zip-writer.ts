import { crc32, deflateRawSync } from "node:zlib";

export type ZipFile = { readonly name: string; readonly data: Uint8Array };

const UTF8_FLAG = 0x0800;
const VERSION = 20;
/** 1980-01-01, the earliest date of the format: equal files make equal zips whenever they are written. */
const DOS_DATE = 0x21;
const LIMIT_16 = 0xffff;
const LIMIT_32 = 0xffffffff;

/**
 * A zip of these files in this order, deflated where that is shorter, else stored. The same files give the same bytes
 * on the same build of zlib. Throws a RangeError for what needs the 64-bit extension.
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  if (files.length >= LIMIT_16)
    throw new RangeError(`${files.length} files do not fit a plain zip: at most ${LIMIT_16 - 1}`);
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const packed = pack(file);
    const local = localHeader(packed);
    directory.push(directoryEntry(packed, offset), packed.name);
    parts.push(local, packed.name, packed.data);
    offset += local.length + packed.name.length + packed.data.length;
  }
  if (offset >= LIMIT_32) throw new RangeError(`${offset} bytes do not fit a plain zip`);
  return Buffer.concat([...parts, ...directory, endRecord(files.length, byteCount(directory), offset)]);
}

type Packed = {
  readonly name: Uint8Array;
  readonly data: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly bytes: number;
};

function pack(file: ZipFile): Packed {
  const name = new TextEncoder().encode(file.name);
  if (name.length > LIMIT_16) throw new RangeError(`a file name of ${name.length} bytes does not fit a zip`);
  const deflated = deflateRawSync(file.data);
  const isShorter = deflated.length < file.data.length;
  const [method, data] = isShorter ? [8, deflated] : [0, file.data];
  return { name, data, method, crc: crc32(file.data), bytes: file.data.length };
}

function localHeader(packed: Packed): Uint8Array {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeDescription(header, 4, packed);
  return header;
}

function directoryEntry(packed: Packed, offset: number): Uint8Array {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  writeDescription(header, 6, packed);
  header.writeUInt32LE(offset, 42);
  return header;
}

/** The fields that a local header and a directory entry have in common, from "version needed" to "extra length". */
function writeDescription(header: Buffer, at: number, packed: Packed): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8_FLAG, at + 2);
  header.writeUInt16LE(packed.method, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(packed.crc, at + 10);
  header.writeUInt32LE(packed.data.length, at + 14);
  header.writeUInt32LE(packed.bytes, at + 18);
  header.writeUInt16LE(packed.name.length, at + 22);
}

function endRecord(count: number, bytes: number, start: number): Uint8Array {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(start, 16);
  return record;
}

function byteCount(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
