import type net from "node:net";
import { describe, expect, it } from "vitest";
import type { Failure } from "@/lib/probe/exchange";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { sayForEver, serveRequests, serveSockets } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();

describe("faults of transport", () => {
  type Row = readonly [string, (socket: net.Socket) => void, Failure["outcome"], Failure["phase"], boolean];
  const rows: readonly Row[] = [
    ["a reset before the head", (s) => s.resetAndDestroy(), "reset", "ttfb", false],
    ["an end before the head", (s) => s.end(), "reset", "ttfb", false],
    ["an end within the head", (s) => s.end("HTTP/1.1 200 OK\r\nconte"), "reset", "ttfb", false],
    [
      "a reset within the body",
      resetAfter("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"),
      "reset",
      "transfer",
      false,
    ],
    [
      "a reset at the end of a body without length",
      resetAfter("HTTP/1.1 200 OK\r\n\r\nabc"),
      "reset",
      "transfer",
      false,
    ],
    [
      "an end within the declared length",
      (s) => s.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"),
      "truncated",
      "transfer",
      false,
    ],
    [
      "an end within a chunk",
      (s) => s.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc"),
      "truncated",
      "transfer",
      false,
    ],
    ["no head at all", () => {}, "header-timeout", "ttfb", true],
    ["half a head", (s) => s.write("HTTP/1.1 200 OK\r\nconte"), "header-timeout", "ttfb", true],
    [
      "a head without a body",
      (s) => s.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"),
      "stalled",
      "transfer",
      true,
    ],
    [
      "half a body",
      (s) => s.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"),
      "stalled",
      "transfer",
      true,
    ],
    [
      "a body that drips for ever",
      (s) => sayForEver(s, "HTTP/1.1 200 OK\r\n\r\n", "x"),
      "too-slow",
      "transfer",
      false,
    ],
    [
      "a body without end",
      (s) => sayForEver(s, "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(400)),
      "too-large",
      "transfer",
      false,
    ],
    [
      "a head without end",
      (s) => sayForEver(s, "HTTP/1.1 200 OK\r\n", `a: ${"x".repeat(999)}\r\n`),
      "too-large",
      "ttfb",
      false,
    ],
    ["something else than HTTP", (s) => s.write("SSH-2.0-OpenSSH_9.9\r\n\r\n"), "malformed", "ttfb", false],
    [
      "two lengths",
      (s) => s.write("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"),
      "malformed",
      "ttfb",
      false,
    ],
    [
      "a chunk without a size",
      (s) => s.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"),
      "malformed",
      "transfer",
      false,
    ],
    [
      "another protocol",
      (s) => s.write("HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      "malformed",
      "ttfb",
      false,
    ],
  ];

  it.each(rows)("%s", async (_, answer, outcome, phase, wouldHang) => {
    const server = await serve(serveRequests(answer));
    const before = performance.now();
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome, phase, wouldHang });
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(exchange.phasesUs[phase]).toBeGreaterThan(0);
  });

  it("keep what came before them", async () => {
    const server = await serve(
      serveRequests((s) => s.end("HTTP/1.1 200 OK\r\nage: 3\r\ncontent-length: 9\r\n\r\nabc")),
    );
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({ status: 200, headers: { age: "3" }, bytes: 3 });
    expect(Buffer.from(exchange.body).toString()).toBe("abc");
  });

  it("a port where nobody listens", async () => {
    const server = await serveSockets(() => {});
    await server.close();
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({
      failure: { outcome: "refused", phase: "tcp", detail: "ECONNREFUSED" },
      status: null,
      address: "127.0.0.1",
    });
  });

  it("silence of TLS", async () => {
    const server = await serve(serveSockets(() => {}));
    const host = testHost(server.origin.replace("http:", "https:"));
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "tls-timeout", phase: "tls", wouldHang: false });
  });

  function resetAfter(text: string): (socket: net.Socket) => void {
    return (socket) => socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 50));
  }
});
