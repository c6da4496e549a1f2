import { createSocket, type Socket } from "node:dgram";
import { isIPv4 } from "node:net";
import { parseQuestion, type Question, RESPONSE_CODE, TYPE, writeAnswer } from "./dns-message";

/** What the server does when asked for a name. */
export type DnsBehaviour = {
  /** IPv4 and IPv6 addresses: an A question gets the former, an AAAA question the latter. */
  readonly addresses?: readonly string[];
  /** The name is an alias (CNAME) of this one, whose addresses follow. */
  readonly alias?: string;
  /** From the second question of a type on, in place of all else. */
  readonly later?: DnsBehaviour;
  readonly delayMs?: number;
  /** In place of addresses: an error, or no answer at all. */
  readonly fault?: "no-such-name" | "server-failure" | "silence";
};

/** A DNS server over UDP, for tests of resolvers. */
export type LabDns = {
  /** As `Resolver.setServers` takes it: `127.0.0.1:PORT`. */
  readonly server: string;
  /** Names without final dot; null removes one. A name that nobody set does not exist. */
  readonly setName: (name: string, behaviour: DnsBehaviour | null) => void;
  /** What was asked, oldest first: `A a.test`, `AAAA a.test`. */
  readonly questions: () => string[];
  readonly close: () => Promise<void>;
};

const HOST = "127.0.0.1";

/** Starts it at a port, 0 for any free one. */
export async function startLabDns(
  names: Readonly<Record<string, DnsBehaviour>> = {},
  port = 0,
): Promise<LabDns> {
  const behaviours = new Map(Object.entries(names));
  const asked: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const socket = createSocket("udp4");
  socket.on("message", (message, from) => {
    const question = parseQuestion(message);
    if (question === null) return;
    const words = `${typeName(question.type)} ${question.name}`;
    const first = behaviours.get(question.name) ?? { fault: "no-such-name" };
    const behaviour = asked.includes(words) ? (first.later ?? first) : first;
    asked.push(words);
    if (behaviour.fault === "silence") return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      socket.send(answerTo(question, behaviour), from.port, from.address);
    }, behaviour.delayMs ?? 0);
    timers.add(timer);
  });
  await bind(socket, port);
  return {
    server: `${HOST}:${socket.address().port}`,
    setName: (name, behaviour) => {
      if (behaviour === null) behaviours.delete(name);
      else behaviours.set(name, behaviour);
    },
    questions: () => [...asked],
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
}

function answerTo(question: Question, { addresses = [], alias, fault }: DnsBehaviour): Uint8Array {
  if (fault === "no-such-name" || fault === "server-failure")
    return writeAnswer(question, RESPONSE_CODE[fault], []);
  const isWanted = (address: string) => question.type === (isIPv4(address) ? TYPE.a : TYPE.aaaa);
  return writeAnswer(question, RESPONSE_CODE.ok, addresses.filter(isWanted), alias);
}

function bind(socket: Socket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, HOST, resolve);
  });
}

function typeName(type: number): string {
  if (type === TYPE.a) return "A";
  return type === TYPE.aaaa ? "AAAA" : `TYPE${type}`;
}
