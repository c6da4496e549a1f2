import type net from "node:net";
import { describe, expect, it } from "vitest";
import { newAuthority, newIdentity } from "@/lib/lab/certificate";
import type { Failure, ProbeRequest } from "@/lib/probe/exchange";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { isCrumbled } from "./flood";
import { serveRequests } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();
const TIMEOUT_MS = 8_000;
const CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

/** Says the text, then the piece over and over, as fast as it is taken. */
function flood(text: string, piece: string): (socket: net.Socket) => void {
  const bytes = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
  return (socket) => {
    const pour = (): void => {
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on("drain", pour);
    socket.write(text, pour);
  };
}

describe("what comes without end is too large, long before the deadline", () => {
  type Row = readonly [string, string, string, Failure["phase"], Partial<ProbeRequest>];
  const rows: readonly Row[] = [
    ["1xx answers", "", "HTTP/1.1 103 Early Hints\r\n\r\n", "ttfb", {}],
    ["a reason phrase", "HTTP/1.1 200 ", "reason ", "ttfb", {}],
    ["a reason phrase under HEAD", "HTTP/1.1 200 ", "reason ", "ttfb", { method: "HEAD" }],
    ["a chunk's extension", `${CHUNKED}5;x=`, "extension", "transfer", {}],
    ["an extension where a part is enough", `${CHUNKED}5;x=`, "extension", "transfer", { enoughBytes: 100 }],
    ["trailers", `${CHUNKED}0\r\n`, "a: b\r\n", "transfer", {}],
    ["chunks of a byte", CHUNKED, "1\r\nx\r\n", "transfer", { maxBytes: 1_000_000 }],
  ];

  it.each(rows)("%s", async (_, text, piece, phase, request) => {
    const server = await serve(serveRequests(flood(text, piece)));
    const host = testHost(server.origin, { timeoutMs: TIMEOUT_MS });
    const exchange = await exchanger.exchange(host, testAsk({}, request), null);
    expect(exchange.failure).toMatchObject({ outcome: "too-large", phase });
    expect(exchange.totalUs).toBeLessThan((TIMEOUT_MS * 1000) / 2);
  });

  it("under TLS as well", async () => {
    const now = Date.now();
    const validity = { from: now - 86_400_000, to: now + 86_400_000 };
    const root = newAuthority("root", validity);
    const identity = newIdentity(root, ["127.0.0.1"], validity);
    const server = await serve(serveRequests(flood(`${CHUNKED}5;x=`, "extension"), identity));
    const host = testHost(server.origin, { timeoutMs: TIMEOUT_MS, ca: root.cert });
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "too-large", phase: "transfer" });
  });
});

describe("what an honest server sends passes", () => {
  const rows = [
    ["some early hints", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".repeat(8)],
    ["nothing before it", ""],
  ] as const;

  it.each(rows)("%s", async (_, before) => {
    const text = `${before}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`;
    const server = await serve(serveRequests((socket) => socket.write(text)));
    const host = testHost(server.origin, { timeoutMs: TIMEOUT_MS });
    expect(await exchanger.exchange(host, testAsk(), null)).toMatchObject({ failure: null, bytes: 2 });
  });

  it.each([
    ["a list flushed line by line", 9_000, 90_000, false],
    ["a large zip in reads of 16 KiB", 32_000, 500_000_000, false],
    ["a byte each", 20_000, 20_000, true],
  ] as const)("%s", (_, pieces, bytes, crumbled) => {
    expect(isCrumbled(pieces, bytes)).toBe(crumbled);
  });
});

it.each([204, 304])("a %i ends with its head, whatever it declares", async (status) => {
  const server = await serve(
    serveRequests((socket) => socket.write(`HTTP/1.1 ${status} None\r\ncontent-length: 3\r\n\r\nabc`)),
  );
  const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
  expect(exchange).toMatchObject({ failure: null, status });
});

it("a status below 100 is no HTTP", async () => {
  const server = await serve(serveRequests((socket) => socket.write("HTTP/1.1 000 None\r\n\r\n")));
  const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
  expect(exchange.failure).toMatchObject({ outcome: "malformed", phase: "ttfb" });
});
