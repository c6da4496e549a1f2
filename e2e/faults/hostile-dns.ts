import { type Question, RESPONSE_CODE, writeAnswer } from "@/lib/lab/dns-message";
import type { DnsAnswer, Pair } from "./hostile-pair";

const REFUSED = 5;
const TRUNCATED = 0x02;

/** Hostile where names are resolved. Behind each answer that leads anywhere stands a mirror in order. */
export const DNS_PAIRS: readonly Pair[] = [
  named("no such name", "dns-not-found dns", (q) => [error(q, RESPONSE_CODE["no-such-name"])]),
  named("server failure", "dns-failed dns", (q) => [error(q, RESPONSE_CODE["server-failure"])]),
  named("refused", "dns-failed dns", (q) => [error(q, REFUSED)]),
  named("no addresses", "dns-not-found dns", (q) => [addresses(q, [])]),
  named("two names that point at each other", "dns-not-found dns", (q) => [loop(q)]),
  unanswered("silence", () => []),
  unanswered("another question's number", (q) => [withId(addresses(q, ["127.0.0.1"]), q.id ^ 1)]),
  unanswered("another question", (q) => [aboutOther(addresses(q, ["127.0.0.1"]))]),
  named("bytes without sense", "dns-failed dns", (q) => [withId(Buffer.alloc(64, 0xff), q.id)]),
  named("cut short, and no TCP", "dns-failed dns", (q) => [truncated(addresses(q, []))]),
  named("500 addresses", "ok transfer", (q) => [addresses(q, many(500))]),
  named("3,000 times the same answer", "ok transfer", (q) => Array(3000).fill(addresses(q, ["127.0.0.1"]))),
  {
    ...named("one of two addresses dead", "refused tcp", (q) => [addresses(q, ["127.0.0.1", "127.9.9.9"])]),
    door: half(1),
  },
  {
    ...named("one of two addresses alive", "ok transfer", (q) => [addresses(q, ["127.0.0.1", "127.9.9.9"])]),
    door: half(0),
  },
];

function named(fault: string, verdict: string, answer: DnsAnswer): Pair {
  return { fault, place: "dns answer", verdict, ends: "answer", door: { by: "name", answer } };
}

function unanswered(fault: string, answer: DnsAnswer): Pair {
  return { ...named(fault, "dns-timeout dns", answer), ends: "deadline" };
}

function half(rotation: number): Pair["door"] {
  return { by: "name", rotation, answer: (q) => [addresses(q, ["127.0.0.1", "127.9.9.9"])] };
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `127.0.${n >> 8}.${n % 256 || 1}`);
}

function addresses(question: Question, list: readonly string[]): Buffer {
  const isA = question.type === 1;
  return Buffer.from(writeAnswer(question, RESPONSE_CODE.ok, isA ? list : []));
}

function error(question: Question, code: number): Buffer {
  return Buffer.from(writeAnswer(question, code, []));
}

function withId(message: Buffer, id: number): Buffer {
  message.writeUInt16BE(id, 0);
  return message;
}

/** The first letter of the name that was asked for is another. */
function aboutOther(message: Buffer): Buffer {
  message[13] = (message[13] ?? 0) ^ 1;
  return message;
}

function truncated(message: Buffer): Buffer {
  message[2] = (message[2] ?? 0) | TRUNCATED;
  return message;
}

/** NAME CNAME x.NAME, x.NAME CNAME NAME, and no address. */
function loop(question: Question): Buffer {
  const head = Buffer.from(writeAnswer(question, RESPONSE_CODE.ok, []));
  head.writeUInt16BE(2, 6);
  const own = Buffer.of(0xc0, 0x0c);
  const other = Buffer.from("\x01x\xc0\x0c", "latin1");
  return Buffer.concat([head, cname(own, other), cname(other, own)]);
}

function cname(owner: Uint8Array, target: Uint8Array): Buffer {
  const fixed = Buffer.from([0, 5, 0, 1, 0, 0, 0, 0, 0, target.length]);
  return Buffer.concat([owner, fixed, target]);
}
