import { ipBytes } from "./ip-bytes";

/** What is asked: a name in lower case without its final dot, and a type number (1 A, 28 AAAA). */
export type Question = {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  /** The question section's bytes, which an answer repeats. */
  readonly section: Uint8Array;
};

export const TYPE = { a: 1, cname: 5, aaaa: 28 } as const;
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

/** An answer with these addresses, which must be of the question's type: the name's own, or those of its alias. */
export function writeAnswer(
  question: Question,
  code: number,
  addresses: readonly string[],
  alias?: string,
): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(question.id, 0);
  header.writeUInt16BE(RESPONSE_FLAGS + code, 2);
  header.writeUInt16BE(1, 4);
  const owner = alias === undefined ? questionName() : writeName(alias);
  const aliases = alias === undefined ? [] : [record(questionName(), TYPE.cname, owner)];
  const records = [...aliases, ...addresses.map((address) => record(owner, question.type, ipBytes(address)))];
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question.section, ...records]);
}

function questionName(): Uint8Array {
  const pointer = Buffer.alloc(2);
  pointer.writeUInt16BE(NAME_POINTER, 0);
  return pointer;
}

/** Each label with its length before it, and an empty one at the end. */
function writeName(name: string): Uint8Array {
  const labels = name.split(".").map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`));
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function record(owner: Uint8Array, type: number, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(CLASS_IN, 2);
  // A lifetime of 0 seconds: nobody keeps it.
  head.writeUInt32BE(0, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, head, data]);
}
