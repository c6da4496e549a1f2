import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Answer } from "./answer";
import type { FaultName } from "./fault";
import type { Switchboard } from "./switchboard";

/** Where an answer goes: the response, and the TCP connection below it, whatever lies between. */
export type Exit = { readonly response: ServerResponse; readonly socket: Socket; readonly hasBody: boolean };

type Delivery = (exit: Exit, answer: Answer, amount: number) => unknown;

/** Faults that act on the head of an answer, with or without a body. The first one that is on acts. */
const HEAD_FAULTS: readonly (readonly [FaultName, Delivery])[] = [
  ["stall-headers", stayMute],
  ["reset-headers", ({ socket }) => socket.resetAndDestroy()],
  ["endless-headers", sendEndlessHeaders],
  ["wrong-length", sendHalfLength],
];

/** Faults that need a body, which an answer to HEAD has not. The first one that is on acts. */
const BODY_FAULTS: readonly (readonly [FaultName, Delivery])[] = [
  ["endless-body", sendEndlessBody],
  ["reset", (exit, answer, bytes) => sendPart(exit, answer, bytes, () => exit.socket.resetAndDestroy())],
  ["truncate", (exit, answer, bytes) => sendPart(exit, answer, bytes, () => closeSocket(exit.response))],
  ["stall-body", (exit, answer, bytes) => sendPart(exit, answer, bytes, stayMute)],
  ["drip", sendDrops],
  ["slow-body", sendLateBody],
];

const FILLING = "x".repeat(16_000);
/** Between two pieces of what never ends: fast enough to pass any cap at once, without taking the whole machine. */
const PIECE_MS = 2;
/** Lets the bytes before a reset be read: some stacks drop what was not, and both at once look like an end. */
const SETTLE_MS = 150;

/** Sends an answer, through the faults of delivery that are on for this path. */
export function deliver(exit: Exit, answer: Answer, path: string, faults: Switchboard): void {
  const slow = faults.find("slow-headers", path);
  const run = findDelivery(path, exit.hasBody, faults);
  if (slow === null) run(exit, answer);
  else later(exit, slow.amount, () => run(exit, answer));
}

function findDelivery(
  path: string,
  hasBody: boolean,
  faults: Switchboard,
): (exit: Exit, answer: Answer) => void {
  if (faults.isQuiet()) return send;
  if (isLookup(path) && faults.find("lookup-hang", path) !== null) return stayMute;
  for (const [name, delivery] of hasBody ? [...HEAD_FAULTS, ...BODY_FAULTS] : HEAD_FAULTS) {
    const fault = faults.find(name, path);
    if (fault !== null) return (exit, answer) => delivery(exit, answer, fault.amount);
  }
  return send;
}

function stayMute(): void {}

function send({ response }: Exit, answer: Answer): void {
  writeHead(response, answer, answer.body.length);
  response.end(answer.body);
}

function sendHalfLength({ response }: Exit, answer: Answer): void {
  writeHead(response, answer, Math.floor(answer.body.length / 2));
  response.end(answer.body);
}

/** Promises at least one byte more than it sends, so that even an empty body is cut. */
function sendPart({ response }: Exit, answer: Answer, bytes: number, then: () => unknown): void {
  writeHead(response, answer, Math.max(answer.body.length, bytes + 1));
  response.flushHeaders();
  response.write(answer.body.subarray(0, bytes), () => setTimeout(then, SETTLE_MS));
}

function sendDrops(exit: Exit, answer: Answer, pauseMs: number): void {
  writeHead(exit.response, answer, answer.body.length);
  exit.response.flushHeaders();
  let sent = 0;
  repeat(exit, Math.max(1, pauseMs), () => {
    if (sent === answer.body.length) exit.response.end();
    else exit.response.write(answer.body.subarray(sent, ++sent));
  });
}

function sendLateBody(exit: Exit, answer: Answer, delayMs: number): void {
  writeHead(exit.response, answer, answer.body.length);
  exit.response.flushHeaders();
  later(exit, delayMs, () => exit.response.end(answer.body));
}

function sendEndlessHeaders(exit: Exit): void {
  exit.response.socket?.write("HTTP/1.1 200 OK\r\n");
  let count = 0;
  repeat(exit, PIECE_MS, () => {
    exit.response.socket?.write(`X-Endless-${++count}: ${FILLING}\r\n`);
  });
}

function sendEndlessBody(exit: Exit, answer: Answer): void {
  exit.response.writeHead(answer.status, answer.headers);
  repeat(exit, PIECE_MS, () => {
    exit.response.write(FILLING);
  });
}

function writeHead(response: ServerResponse, { status, headers }: Answer, length: number): void {
  response.writeHead(status, { ...headers, "content-length": length });
}

function closeSocket({ socket }: ServerResponse): void {
  socket?.end(() => socket.destroy());
}

function later({ response }: Exit, ms: number, run: () => void): void {
  const timer = setTimeout(run, ms);
  response.once("close", () => clearTimeout(timer));
}

/** Until the response ends or the client leaves; passes a turn while the client does not read. */
function repeat({ response, socket }: Exit, ms: number, run: () => void): void {
  const timer = setInterval(() => {
    if (socket.writableLength < 1_000_000) run();
  }, ms);
  response.once("close", () => clearInterval(timer));
}

function isLookup(path: string): boolean {
  return /^sumdb\/[^/]+\/lookup\//.test(path);
}
