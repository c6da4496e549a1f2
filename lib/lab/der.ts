/** ASN.1 in its distinguished encoding (X.690): a tag, a length, the content. Only what a certificate needs. */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
} as const;

export function derValue(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), derLength(content.length), content]);
}

export function derSequence(...items: readonly Uint8Array[]): Uint8Array {
  return derValue(TAG.sequence, ...items);
}

export function derSet(...items: readonly Uint8Array[]): Uint8Array {
  return derValue(TAG.set, ...items);
}

/** `[n] EXPLICIT`, a wrapper of its own around the value. */
export function derExplicit(n: number, value: Uint8Array): Uint8Array {
  return derValue(0xa0 + n, value);
}

/** `[n] IMPLICIT` of a string type: the tag stands in place of the value's own. */
export function derImplicit(n: number, content: Uint8Array): Uint8Array {
  return derValue(0x80 + n, content);
}

export function derBoolean(value: boolean): Uint8Array {
  return derValue(TAG.boolean, Buffer.of(value ? 0xff : 0));
}

/** A number that is not negative, from its big-endian bytes. */
export function derInteger(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Buffer.of(0) : bytes.subarray(start);
  const isSigned = (digits[0] ?? 0) >= 0x80;
  return derValue(TAG.integer, isSigned ? Buffer.of(0) : Buffer.alloc(0), digits);
}

/** Bits in whole bytes but for the last `unusedBits`. */
export function derBitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return derValue(TAG.bitString, Buffer.of(unusedBits), bytes);
}

export function derOctetString(bytes: Uint8Array): Uint8Array {
  return derValue(TAG.octetString, bytes);
}

export function derText(text: string): Uint8Array {
  return derValue(TAG.utf8String, Buffer.from(text));
}

/** An object identifier such as `1.2.840.10045.4.3.2`. */
export function derOid(oid: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = oid.split(".").map(Number);
  return derValue(TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** `240102030405Z`, from Unix milliseconds; RFC 5280 wants two digits for the years up to 2049. */
export function derTime(time: number): Uint8Array {
  const text = new Date(time)
    .toISOString()
    .slice(2)
    .replace(/[-:T]|\.\d+/g, "");
  return derValue(TAG.utcTime, Buffer.from(text));
}

/** Up to 127 in one byte; else the number of bytes with the top bit set, then the bytes. */
function derLength(length: number): Uint8Array {
  if (length < 0x80) return Buffer.of(length);
  const bytes: number[] = [];
  for (let n = length; n > 0; n = Math.floor(n / 256)) bytes.unshift(n % 256);
  return Buffer.of(0x80 + bytes.length, ...bytes);
}

/** Seven bits a byte, the top bit set in all but the last. */
function base128(n: number): number[] {
  const bytes = [n % 128];
  for (let rest = Math.floor(n / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(0x80 + (rest % 128));
  }
  return bytes;
}
