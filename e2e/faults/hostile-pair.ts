import type { Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import type { Question } from "@/lib/lab/dns-message";

/** What a hostile server may know of its surroundings. */
export type Scene = {
  /** Where nobody listens, and where each kind of certificate is shown: origins on loopback. */
  readonly closed: string;
  readonly expired: string;
  readonly secure: string;
  /** An origin whose name does not exist. */
  readonly nameless: string;
};

export type OnRequest = (socket: Socket, head: string, scene: Scene) => void;

/** What a name server sends back for a question, in order; nothing is silence. */
export type DnsAnswer = (question: Question, message: Buffer) => readonly Buffer[];

export type CertificateName =
  | "good"
  | "expired"
  | "future"
  | "wrongName"
  | "untrusted"
  | "selfSigned"
  | "huge";

/** How a hostile server is reached and what it does. */
export type Door =
  | { readonly by: "request"; readonly onRequest: OnRequest }
  | {
      readonly by: "socket";
      readonly scheme: "http" | "https";
      readonly onSocket: (socket: Socket, scene: Scene) => void;
    }
  | {
      readonly by: "tls";
      readonly certificate: CertificateName;
      readonly options?: TlsOptions;
      readonly onRequest: OnRequest;
    }
  | { readonly by: "name"; readonly answer: DnsAnswer; readonly rotation?: number; readonly tcp?: "mute" }
  /** Nobody listens, or nobody accepts and the queue is full. */
  | { readonly by: "port"; readonly port: "closed" | "full" };

/** One way to be hostile, where in the exchange it happens, and what a probe makes of it. */
export type Pair = {
  readonly fault: string;
  readonly place: string;
  readonly door: Door;
  /** `OUTCOME PHASE`, and ` would-hang`; two with `|` between them where it depends on who is first. */
  readonly verdict: string;
  /** What ends the probe: the answer, or its deadline. */
  readonly ends: "answer" | "deadline";
};

export function nameOf({ fault, place }: Pair): string {
  return `${fault} @ ${place}`;
}

/** The list that a mirror in order answers with. */
export const GOOD_BODY = "v1.0.0\nv1.1.0\n";
export const GOOD_ANSWER = answer([`content-length: ${GOOD_BODY.length}`], GOOD_BODY);

/** An answer of status 200 with these header lines, each byte as it stands. */
export function answer(headers: readonly string[], body = ""): string {
  return `HTTP/1.1 200 OK\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n${body}`;
}

/** A pair of plain HTTP that ends by what is answered. */
export function answered(fault: string, place: string, verdict: string, onRequest: OnRequest): Pair {
  return { fault, place, verdict, ends: "answer", door: { by: "request", onRequest } };
}

/** A pair of plain HTTP that only the deadline ends. */
export function endless(fault: string, place: string, verdict: string, onRequest: OnRequest): Pair {
  return { fault, place, verdict, ends: "deadline", door: { by: "request", onRequest } };
}

/** Says the text and keeps the connection. */
export function say(text: string): OnRequest {
  return (socket) => void socket.write(text, "latin1");
}

/** Says the text and closes. */
export function sayAndClose(text: string): OnRequest {
  return (socket) => void socket.end(text, "latin1");
}

/** Lets the bytes before a reset arrive: some stacks drop what was not read. */
const SETTLE_MS = 60;

/** Says the text and resets the connection a little later. */
export function sayAndReset(text: string): OnRequest {
  return (socket) => {
    socket.write(text, "latin1");
    const timer = setTimeout(() => socket.resetAndDestroy(), SETTLE_MS);
    socket.on("close", () => clearTimeout(timer));
  };
}

const DRIP_MS = 400;

/** Says the text at once, then one byte of `rest` each 400 ms, over and over. */
export function drip(text: string, rest: string): OnRequest {
  return (socket) => {
    socket.write(text, "latin1");
    let sent = 0;
    const timer = setInterval(() => socket.write(rest.charAt(sent++ % rest.length), "latin1"), DRIP_MS);
    socket.on("close", () => clearInterval(timer));
  };
}

const PIECE_BYTES = 65_536;

/** Says the text, then `piece` over and over, as fast as the other side reads, until it leaves. */
export function flood(text: string, piece: string): OnRequest {
  const bytes = Buffer.from(piece.repeat(Math.ceil(PIECE_BYTES / piece.length)), "latin1");
  return (socket) => {
    const pour = (): void => {
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on("drain", pour);
    socket.write(text, "latin1", pour);
  };
}
