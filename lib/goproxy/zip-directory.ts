/**
 * The central directory of a zip, read from the end of the file, with the 64-bit extension.
 *
 *   [file data …][central directory][zip64 end, locator][end record, comment]
 *
 * What the go command accepts is accepted: bytes before the first file, and an end record whose 16-bit count has wrapped.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

export type ZipErrorCode =
  | "not-a-zip"
  | "tail-too-short"
  | "too-many-entries"
  | "bad-entry"
  | "prefix-differs"
  | "unsafe-name"
  | "bad-data"
  | "too-large";

/** What is wrong with a zip. */
export class ZipError extends Error {
  constructor(
    readonly code: ZipErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "ZipError";
  }
}

export type ZipEntry = {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** Bytes in the zip and bytes once inflated. */
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Where the entry's local header stands, from the start of the file as its writer counted. */
  readonly headerOffset: number;
  readonly hasDescriptor: boolean;
};

/** Where a directory lies in the tail, and what was cut from the front of the file's own count of offsets. */
export type ZipDirectory = {
  readonly entries: readonly ZipEntry[];
  /** Bytes that stand before the zip proper: to be added to each `headerOffset`. */
  readonly baseOffset: number;
};

type EndRecord = {
  readonly offset: number;
  readonly count: number;
  readonly countBits: 16 | 64;
  readonly bytes: number;
  readonly start: number;
};

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END_64_SIGNATURE = 0x06064b50;
const END_64_BYTES = 56;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const ZIP64_EXTRA = 0x0001;
/** The go command looks for the end record no further back than this. */
const MAX_END_BYTES = 65 * 1024;
/** Ten times the files of the largest modules known. */
export const MAX_ENTRIES = 500_000;

/** The entries of a zip of `zipBytes` whose last bytes are `tail`. Throws a ZipError. */
export function readZipDirectory(tail: Uint8Array, zipBytes: number): ZipEntry[] {
  return [...readZipDirectoryAt(tail, zipBytes).entries];
}

/** As `readZipDirectory`, with what is needed to find the entries' data. Throws a ZipError. */
export function readZipDirectoryAt(tail: Uint8Array, zipBytes: number): ZipDirectory {
  const view = viewOf(tail);
  const front = zipBytes - tail.length;
  if (front < 0) throw new ZipError("not-a-zip", `${tail.length} bytes cannot end a zip of ${zipBytes}`);
  const end = readEnd(view, front);
  const start = directoryStart(view, front, end);
  const entries = readEntries(view, start - front, end);
  return { entries, baseOffset: start - end.start };
}

/** The name of the first file in a zip, from its first bytes. Throws a ZipError when they do not start a zip. */
export function readFirstName(head: Uint8Array): string {
  const view = viewOf(head);
  if (signatureAt(view, 0) !== LOCAL_SIGNATURE || head.length < LOCAL_BYTES) {
    throw new ZipError("not-a-zip", "the first bytes are no file header of a zip");
  }
  const nameEnd = LOCAL_BYTES + view.getUint16(26, true);
  if (nameEnd > head.length) throw new ZipError("tail-too-short", "the first file's name is cut off");
  return decodeName(head.subarray(LOCAL_BYTES, nameEnd));
}

/** Where an entry's data starts in a whole zip. Throws a ZipError when no file header stands where it should. */
export function dataOffset(zip: Uint8Array, headerOffset: number): number {
  const view = viewOf(zip);
  if (headerOffset + LOCAL_BYTES > zip.length || signatureAt(view, headerOffset) !== LOCAL_SIGNATURE) {
    throw new ZipError("bad-entry", `no file header at byte ${headerOffset}`);
  }
  return (
    headerOffset +
    LOCAL_BYTES +
    view.getUint16(headerOffset + 26, true) +
    view.getUint16(headerOffset + 28, true)
  );
}

/**
 * Throws a ZipError unless every name is a clean path below `module@version/`, as the go command demands of a module's
 * zip (golang.org/x/mod/zip), and there is at least one.
 */
export function checkZipNames(entries: readonly ZipEntry[], module: string, version: string): void {
  if (entries.length === 0) throw new ZipError("not-a-zip", "the zip holds no file");
  for (const { name } of entries) checkZipName(name, module, version);
}

/** As `checkZipNames`, for one name. */
export function checkZipName(name: string, module: string, version: string): void {
  const prefix = `${module}@${version}/`;
  if (!name.startsWith(prefix)) throw new ZipError("prefix-differs", `${shown(name)} is not below ${prefix}`);
  const rest = name.slice(prefix.length).replace(/\/$/, "");
  const elements = rest === "" ? [] : rest.split("/");
  const isClean = elements.every((element) => element !== "" && element !== "." && element !== "..");
  if (!isClean || /[\\\p{Cc}]/u.test(rest))
    throw new ZipError("unsafe-name", `${shown(name)} is not a clean path`);
}

function readEnd(view: DataView, front: number): EndRecord {
  const at = findEnd(view);
  const record: EndRecord = {
    offset: front + at,
    count: view.getUint16(at + 10, true),
    countBits: 16,
    bytes: view.getUint32(at + 12, true),
    start: view.getUint32(at + 16, true),
  };
  const isWide =
    record.count === 0xffff ||
    record.bytes === 0xffff ||
    record.bytes === 0xffffffff ||
    record.start === 0xffffffff;
  return (isWide ? readEnd64(view, front, at) : null) ?? record;
}

/** The last end record whose comment does not reach past the file. */
function findEnd(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - MAX_END_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= earliest; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) <= view.byteLength) return at;
    break;
  }
  throw new ZipError("not-a-zip", "the last bytes hold no end record of a zip");
}

/** The 64-bit end record that the locator before `end` points to; null without a locator. */
function readEnd64(view: DataView, front: number, end: number): EndRecord | null {
  const locator = end - LOCATOR_BYTES;
  if (signatureAt(view, locator) !== LOCATOR_SIGNATURE) return null;
  const at = safeNumber(view, locator + 8) - front;
  if (at < 0) throw new ZipError("tail-too-short", "the 64-bit end record stands before the bytes at hand");
  if (at + END_64_BYTES > locator || signatureAt(view, at) !== END_64_SIGNATURE) {
    throw new ZipError("not-a-zip", "the locator points to no 64-bit end record");
  }
  return {
    offset: front + at,
    count: safeNumber(view, at + 32),
    countBits: 64,
    bytes: safeNumber(view, at + 40),
    start: safeNumber(view, at + 48),
  };
}

/**
 * Where the directory starts in the file: where the end record says, or, when bytes were put before the zip and no
 * entry stands there, as far before the end record as the directory is long.
 */
function directoryStart(view: DataView, front: number, end: EndRecord): number {
  const fromEnd = end.offset - end.bytes;
  if (fromEnd < 0 || end.start > end.offset)
    throw new ZipError("not-a-zip", "the directory reaches past the file");
  if (end.bytes === 0) return end.start;
  const start = signatureAt(view, end.start - front) === ENTRY_SIGNATURE ? end.start : fromEnd;
  if (start < front) {
    throw new ZipError(
      "tail-too-short",
      `the directory starts ${end.offset - start} bytes before the end record`,
    );
  }
  return start;
}

function readEntries(view: DataView, start: number, end: EndRecord): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = start;
  for (const stop = start + end.bytes; at < stop; ) {
    if (entries.length === MAX_ENTRIES)
      throw new ZipError("too-many-entries", `more than ${MAX_ENTRIES} files`);
    const { entry, bytes } = readEntry(view, at);
    entries.push(entry);
    at += bytes;
  }
  const isCounted =
    end.countBits === 64 ? entries.length === end.count : entries.length % 0x10000 === end.count;
  if (!isCounted)
    throw new ZipError("not-a-zip", `${entries.length} files, but the end record counts ${end.count}`);
  return entries;
}

function readEntry(view: DataView, at: number): { entry: ZipEntry; bytes: number } {
  if (at + ENTRY_BYTES > view.byteLength || signatureAt(view, at) !== ENTRY_SIGNATURE) {
    throw new ZipError("not-a-zip", "the directory holds something that is no entry");
  }
  const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const entryEnd = extraEnd + view.getUint16(at + 32, true);
  if (entryEnd > view.byteLength) throw new ZipError("not-a-zip", "the directory's last entry is cut off");
  const entry = {
    name: decodeName(bytesOf(view, at + ENTRY_BYTES, nameEnd)),
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    hasDescriptor: view.getUint16(at + 8, true) % 16 >= 8,
    ...readSizes(view, at, nameEnd, extraEnd),
  };
  return { entry, bytes: entryEnd - at };
}

/** Sizes and offset, each taken from the 64-bit extra field where the entry itself says 0xffffffff. */
function readSizes(view: DataView, at: number, extra: number, extraEnd: number) {
  const wide = readZip64Extra(view, extra, extraEnd);
  const pick = (offset: number): number => {
    const narrow = view.getUint32(at + offset, true);
    if (narrow !== 0xffffffff) return narrow;
    const value = wide.shift();
    if (value === undefined) throw new ZipError("bad-entry", "an entry lacks its 64-bit size or offset");
    return value;
  };
  const bytes = pick(24);
  const compressedBytes = pick(20);
  return { bytes, compressedBytes, headerOffset: pick(42) };
}

function readZip64Extra(view: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end; ) {
    const dataEnd = at + 4 + view.getUint16(at + 2, true);
    if (dataEnd > end) break;
    if (view.getUint16(at, true) === ZIP64_EXTRA) return readNumbers(view, at + 4, dataEnd);
    at = dataEnd;
  }
  return [];
}

function readNumbers(view: DataView, start: number, end: number): number[] {
  const numbers: number[] = [];
  for (let at = start; at + 8 <= end && numbers.length < 3; at += 8) numbers.push(safeNumber(view, at));
  return numbers;
}

function safeNumber(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new ZipError("not-a-zip", `a size of ${value} bytes is impossible`);
  return Number(value);
}

function signatureAt(view: DataView, at: number): number | null {
  return at >= 0 && at + 4 <= view.byteLength ? view.getUint32(at, true) : null;
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ZipError("unsafe-name", "a file name is not UTF-8");
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bytesOf(view: DataView, start: number, end: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start, end - start);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 200));
}
