import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { newIdentities } from "@/lib/lab/identities";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { type RawServer, serveSockets } from "./raw-server";

const { good, ca } = newIdentities(Date.now());
const exchanger = testExchanger();
const keep = keepServers();

const BODY = '{"Version":"v1.0.0"}';
const [DATA, HEADERS, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, CONTINUATION, UNKNOWN] = [
  0, 1, 3, 4, 5, 6, 7, 9, 99,
];
const [END_STREAM, END_HEADERS] = [1, 4];
const PREFACE_BYTES = 24;

/** RFC 9113, 4.1: length (24) · type (8) · flags (8) · stream (32) · payload */
function frame(type: number, flags: number, stream: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

function uint32(...values: number[]): Buffer {
  return Buffer.concat(values.map((value) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])));
}

/** A field that no table holds (RFC 7541, 6.2.2); names and values of less than 16,511 bytes. */
function field(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([0]), text(name), text(value)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const rest = bytes.length - 127;
  const length = rest < 0 ? [bytes.length] : rest < 128 ? [127, rest] : [127, (rest & 127) | 128, rest >> 7];
  return Buffer.concat([Buffer.from(length), bytes]);
}

/** `:status: 200` is the eighth entry of the static table. */
const STATUS_200 = Buffer.from([0x88]);
const OPENING = Buffer.concat([frame(SETTINGS, 0, 0), frame(SETTINGS, 1, 0)]);
const HEAD = frame(HEADERS, END_HEADERS, 1, STATUS_200);
const ANSWER = Buffer.concat([OPENING, HEAD, frame(DATA, END_STREAM, 1, Buffer.from(BODY))]);

/** A server of HTTP/2 that says this once the request has come. */
function serveH2(say: (socket: Socket) => void): Promise<RawServer> {
  return serveSockets(
    (socket) => {
      let received = 0;
      let said = false;
      socket.on("data", (chunk) => {
        received += chunk.length;
        if (said || received <= PREFACE_BYTES) return;
        said = true;
        say(socket);
      });
    },
    good,
    ["h2"],
  );
}

function sayAgain(socket: Socket, piece: Buffer): void {
  const timer = setInterval(() => {
    if (socket.writableLength < 1_000_000) socket.write(piece);
  }, 1);
  socket.on("close", () => clearInterval(timer));
}

async function ask(server: RawServer, timeoutMs = 1_000) {
  const host = testHost(server.origin, { ca, timeoutMs });
  return exchanger.exchange(host, testAsk({}, { protocol: "h2" }), null);
}

function times(count: number, piece: Buffer): Buffer {
  return Buffer.concat(Array.from({ length: count }, () => piece));
}

test("a mirror that speaks HTTP/2 is asked over it, within the same phases, and leaves no connection", async () => {
  const server = await keep(serveH2((socket) => socket.write(ANSWER)));
  const exchange = await ask(server);
  expect(exchange.failure).toBeNull();
  expect(exchange).toMatchObject({ status: 200, alpn: "h2", bytes: BODY.length, connection: "fresh" });
  expect(exchange.request).toMatchObject({ protocol: "h2" });
  expect(Buffer.from(exchange.body).toString()).toBe(BODY);
  expect(exchange.certificate?.names).toContain("localhost");
  for (const phase of ["tcp", "tls", "ttfb", "transfer"] as const)
    expect(exchange.phasesUs[phase]).toBeGreaterThan(0);
  await expect.poll(server.open).toBe(0);
});

test("a handshake that agrees on something else, or on nothing, is told as a fault of the handshake", async () => {
  const old = await keep(serveSockets(() => {}, good, ["http/1.1"]));
  const dumb = await keep(serveSockets(() => {}, good, []));
  for (const server of [old, dumb]) {
    const { failure, status } = await ask(server);
    expect(failure).toMatchObject({ outcome: "tls-protocol", phase: "tls", wouldHang: false });
    expect(status).toBeNull();
    await expect.poll(server.open).toBe(0);
  }
});

type Row = readonly [name: string, say: (socket: Socket) => void, verdict: RegExp];

const AFTER_HEAD = Buffer.concat([OPENING, HEAD]);
const LONG = field("x-long", "v".repeat(15_000));

const ROWS: readonly Row[] = [
  ["never says anything", () => {}, /^header-timeout ttfb hang$/],
  ["says nothing but its settings", (socket) => socket.write(OPENING), /^header-timeout ttfb hang$/],
  ["is silent after the head", (socket) => socket.write(AFTER_HEAD), /^stalled transfer hang$/],
  [
    "sends the body a byte at a time",
    (socket) => {
      socket.write(AFTER_HEAD);
      const timer = setInterval(() => socket.write(frame(DATA, 0, 1, Buffer.from("x"))), 50);
      socket.on("close", () => clearInterval(timer));
    },
    /^too-slow transfer$/,
  ],
  [
    "refuses the stream",
    (socket) => socket.write(Buffer.concat([OPENING, frame(RST_STREAM, 0, 1, uint32(7))])),
    /^reset ttfb$/,
  ],
  [
    "gives the stream up within the body",
    (socket) =>
      socket.write(
        Buffer.concat([AFTER_HEAD, frame(DATA, 0, 1, Buffer.from("{")), frame(RST_STREAM, 0, 1, uint32(2))]),
      ),
    /^truncated transfer$/,
  ],
  [
    "goes away with an error before it answers",
    (socket) => socket.write(Buffer.concat([OPENING, frame(GOAWAY, 0, 0, uint32(0, 2))])),
    /^reset ttfb$/,
  ],
  [
    "goes away in peace and never asked for the stream",
    (socket) => socket.write(Buffer.concat([OPENING, frame(GOAWAY, 0, 0, uint32(0, 0))])),
    /^reset ttfb$/,
  ],
  ["closes before it answers", (socket) => socket.end(OPENING), /^reset ttfb$/],
  ["drops the connection before it answers", (socket) => socket.destroy(), /^reset ttfb$/],
  ["closes within the body", (socket) => socket.end(AFTER_HEAD), /^truncated transfer$/],
  [
    "declares more than is allowed",
    (socket) =>
      socket.write(
        Buffer.concat([
          OPENING,
          frame(HEADERS, END_HEADERS, 1, Buffer.concat([STATUS_200, field("content-length", "999999")])),
        ]),
      ),
    /^too-large transfer$/,
  ],
  [
    "declares more than it sends",
    (socket) =>
      socket.write(
        Buffer.concat([
          OPENING,
          frame(HEADERS, END_HEADERS, 1, Buffer.concat([STATUS_200, field("content-length", "9")])),
          frame(DATA, END_STREAM, 1, Buffer.from("{}")),
        ]),
      ),
    /^(?:malformed|truncated) transfer$/,
  ],
  [
    "sends data without end",
    (socket) => {
      socket.write(AFTER_HEAD);
      sayAgain(socket, frame(DATA, 0, 1, Buffer.alloc(16_000)));
    },
    /^too-large transfer$/,
  ],
  [
    "sends empty data without end",
    (socket) => {
      socket.write(AFTER_HEAD);
      sayAgain(socket, times(1_000, frame(DATA, 0, 1)));
    },
    /^(?:malformed|too-large|too-slow) transfer$/,
  ],
  [
    "sends a head without end",
    (socket) => {
      socket.write(Buffer.concat([OPENING, frame(HEADERS, 0, 1, STATUS_200)]));
      sayAgain(socket, frame(CONTINUATION, 0, 1, field("x", "y".repeat(10_000))));
    },
    /^(?:malformed|too-large|reset) ttfb$/,
  ],
  [
    "sends a head that is too long",
    (socket) =>
      socket.write(
        Buffer.concat([
          OPENING,
          frame(HEADERS, 0, 1, Buffer.concat([STATUS_200, LONG])),
          frame(CONTINUATION, 0, 1, LONG),
          frame(CONTINUATION, END_HEADERS, 1, LONG),
        ]),
      ),
    /^(?:too-large|reset) ttfb$/,
  ],
  [
    "sends settings without end",
    (socket) => sayAgain(socket, times(1_000, frame(SETTINGS, 0, 0))),
    /^(?:malformed|too-large|reset) ttfb$/,
  ],
  [
    "pings without end",
    (socket) => {
      socket.write(OPENING);
      sayAgain(socket, times(1_000, frame(PING, 0, 0, Buffer.alloc(8))));
    },
    /^(?:malformed|too-large|reset) ttfb$/,
  ],
  [
    "sends frames of no known type without end",
    (socket) => {
      socket.write(OPENING);
      sayAgain(socket, times(100, frame(UNKNOWN, 0, 0, Buffer.alloc(1_000))));
    },
    /^(?:malformed|too-large) ttfb$/,
  ],
  [
    "pushes what nobody asked for",
    (socket) =>
      socket.write(
        Buffer.concat([OPENING, frame(PUSH_PROMISE, END_HEADERS, 1, Buffer.concat([uint32(2), STATUS_200]))]),
      ),
    /^malformed ttfb$/,
  ],
  ["speaks HTTP/1.1 after all", (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n"), /^malformed ttfb$/],
  ["says noise", (socket) => socket.write(Buffer.alloc(20_000, 0xa7)), /^malformed ttfb$/],
];

test.each(ROWS)("a server that %s", async (_, say, verdict) => {
  const server = await keep(serveH2(say));
  const before = performance.now();
  const { failure, bytes } = await ask(server);
  const spentMs = performance.now() - before;
  expect(`${failure?.outcome} ${failure?.phase}${failure?.wouldHang ? " hang" : ""}`).toMatch(verdict);
  expect(spentMs).toBeLessThan(10_000);
  expect(bytes).toBeLessThan(1_000_000);
  await expect.poll(server.open).toBe(0);
});

test("a stop ends it at once", async () => {
  const server = await keep(serveH2(() => {}));
  const stop = new AbortController();
  const host = testHost(server.origin, { ca, timeoutMs: 60_000 });
  const asking = exchanger.exchange(host, testAsk({}, { protocol: "h2" }), stop.signal);
  await expect.poll(server.accepted).toBe(1);
  stop.abort();
  expect((await asking).failure?.outcome).toBe("stopped");
  await expect.poll(server.open).toBe(0);
});
