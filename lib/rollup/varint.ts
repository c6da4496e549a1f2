/** Where a reader stands in some bytes; reading moves `at` on. */
export type Cursor = { readonly bytes: Uint8Array; at: number };

/** Why bytes are not what they should be. `code` says what a caller may tell a reader. */
export class CodecError extends Error {
  readonly code: "unknown-version" | "truncated" | "trailing" | "not-canonical" | "overflow" | "disorder";

  constructor(code: CodecError["code"], message: string) {
    super(message);
    this.name = "CodecError";
    this.code = code;
  }
}

/**
 * Appends an unsigned LEB128 number: seven bits a byte, lowest first, the top bit set on all but the last.
 * Throws a RangeError for anything but a safe integer of at least 0.
 */
export function writeVarint(bytes: number[], value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a count`);
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** The next number. Throws a CodecError when it is cut short, longer than need be, or beyond 2^53 - 1. */
export function readVarint(cursor: Cursor): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = readByte(cursor);
    value += (byte % 128) * factor;
    if (!Number.isSafeInteger(value)) throw new CodecError("overflow", "a number is beyond 2^53 - 1");
    if (byte >= 128) continue;
    if (byte === 0 && factor > 1) throw new CodecError("not-canonical", "a number is longer than need be");
    return value;
  }
}

/** The next byte. Throws a CodecError at the end. */
export function readByte(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined) throw new CodecError("truncated", `the bytes end at ${cursor.at}`);
  cursor.at += 1;
  return byte;
}

/** Throws a CodecError unless everything was read. */
export function checkEnd(cursor: Cursor): void {
  const left = cursor.bytes.length - cursor.at;
  if (left > 0) throw new CodecError("trailing", `${left} bytes are left over`);
}
