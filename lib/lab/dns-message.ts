import { ipBytes } from "./ip-bytes";

/** What is asked: a name in lower case without its final dot, and a type number (1 A, 28 AAAA). */
export type Question = {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  /** The question section's bytes, which an answer repeats. */
  readonly section: Uint8Array;
};

export const TYPE = { a: 1, aaaa: 28 } as const;
export const RESPONSE_CODE = { ok: 0, "server-failure": 2, "no-such-name": 3 } as const;

const HEADER_BYTES = 12;
const CLASS_IN = 1;
/** QR, AA and RA: an answer, by who knows, who would also ask others. */
const RESPONSE_FLAGS = 0x8480;
/** In place of a name: the one that stands right behind the header. */
const NAME_POINTER = 0xc000 + HEADER_BYTES;

/** The one question of a query (RFC 1035 section 4.1); null for what is not a query of one question. */
export function parseQuestion(message: Buffer): Question | null {
  if (message.length < HEADER_BYTES + 5 || message.readUInt16BE(4) !== 1) return null;
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  if (end > message.length) return null;
  return {
    id: message.readUInt16BE(0),
    name: labels.join(".").toLowerCase(),
    type: message.readUInt16BE(at + 1),
    section: message.subarray(HEADER_BYTES, end),
  };
}

/** An answer with these addresses, which must be of the question's type. */
export function writeAnswer(question: Question, code: number, addresses: readonly string[]): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(question.id, 0);
  header.writeUInt16BE(RESPONSE_FLAGS + code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([
    header,
    question.section,
    ...addresses.map((address) => record(question.type, address)),
  ]);
}

function record(type: number, address: string): Uint8Array {
  const data = ipBytes(address);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(NAME_POINTER, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(CLASS_IN, 4);
  // A lifetime of 0 seconds: nobody keeps it.
  head.writeUInt32BE(0, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
