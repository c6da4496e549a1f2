import type net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { response, sayForEver, serveRequests } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();

describe("an answer that arrives whole", () => {
  it("is told with its status, kept headers, body and five phases", async () => {
    const heads: string[] = [];
    const server = await serve(
      serveRequests((socket, head) => {
        heads.push(head);
        socket.write(
          response(200, "v1.0.0\n", [
            "Age: 7",
            "X-Cache: HIT",
            "Set-Cookie: s=1",
            `ETag: ${"e".repeat(900)}`,
          ]),
        );
      }),
    );
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({
      connection: "fresh",
      status: 200,
      bytes: 7,
      cut: false,
      failure: null,
      address: "127.0.0.1",
      addresses: ["127.0.0.1"],
      alpn: null,
      certificate: null,
      phasesUs: { dns: null, tls: null },
    });
    expect(exchange.headers).toEqual({
      age: "7",
      "x-cache": "HIT",
      "content-length": "7",
      etag: "e".repeat(500),
    });
    expect(Buffer.from(exchange.body).toString()).toBe("v1.0.0\n");
    expect(exchange.request.url).toBe(`${server.origin}/base/m/@v/list`);
    const { tcp, ttfb, transfer } = exchange.phasesUs;
    const phasesUs = [tcp, ttfb, transfer].map((us) => us ?? Number.NaN);
    expect(phasesUs.every((us) => us >= 0)).toBe(true);
    // The whole is their sum; each of the four numbers is rounded by itself, by half a microsecond at most.
    expect(Math.abs(phasesUs.reduce((sum, us) => sum + us, 0) - exchange.totalUs)).toBeLessThanOrEqual(2);
    expect(heads[0]).toMatch(/^GET \/base\/m\/@v\/list HTTP\/1\.1\r\n/);
    expect(heads[0]?.toLowerCase()).toContain("accept-encoding: identity");
    expect(heads[0]?.toLowerCase()).toContain("user-agent: gomirrors/0 (+test)");
  });

  it("keeps `!` and `%21` of a path as they were asked", async () => {
    const heads: string[] = [];
    const server = await serve(
      serveRequests((socket, head) => {
        heads.push(head.split("\r\n")[0] ?? "");
        socket.write(response(200, ""));
      }),
    );
    for (const path of ["github.com/!burnt!sushi/toml/@latest", "github.com/%21burnt%21sushi/toml/@latest"]) {
      await exchanger.exchange(testHost(server.origin), testAsk({}, { path }), null);
    }
    expect(heads).toEqual([
      "GET /base/github.com/!burnt!sushi/toml/@latest HTTP/1.1",
      "GET /base/github.com/%21burnt%21sushi/toml/@latest HTTP/1.1",
    ]);
  });

  it("is refused, unread, when it was encoded in spite of `identity`", async () => {
    const server = await serve(
      serveRequests((socket) => socket.write(response(200, "gzipped", ["Content-Encoding: gzip"]))),
    );
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "malformed", phase: "ttfb" });
    expect(exchange).toMatchObject({ headers: { "content-encoding": "gzip" }, status: 200, bytes: 0 });
  });

  it.each([
    ["identity", 200, "GET", null],
    ["gzip", 404, "GET", null],
    ["gzip", 200, "HEAD", null],
    ["br", 206, "GET", "malformed"],
  ] as const)("encoded as %s under status %i to %s is %s", async (encoding, status, method, outcome) => {
    const head = `HTTP/1.1 ${status} Status\r\ncontent-encoding: ${encoding}\r\ncontent-length: 4\r\n\r\n`;
    const server = await serve(
      serveRequests((socket) => socket.write(head + (method === "HEAD" ? "" : "body"))),
    );
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk({}, { method }), null);
    expect(exchange.failure?.outcome ?? null).toBe(outcome);
  });

  it("may end with the connection when no length is declared", async () => {
    const server = await serve(serveRequests((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nwhole")));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({ failure: null, bytes: 5 });
  });

  it("of HEAD has a length and no body, however long the length", async () => {
    const server = await serve(
      serveRequests((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n")),
    );
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk({}, { method: "HEAD" }), null);
    expect(exchange).toMatchObject({
      failure: null,
      status: 200,
      bytes: 0,
      headers: { "content-length": "99999999" },
    });
  });

  it("sends the range that was asked for", async () => {
    const heads: string[] = [];
    const server = await serve(
      serveRequests((socket, head) => {
        heads.push(head);
        socket.write(response(206, "tail", ["Content-Range: bytes 96-99/100"]));
      }),
    );
    const exchange = await exchanger.exchange(
      testHost(server.origin),
      testAsk({}, { range: "bytes=-4" }),
      null,
    );
    expect(exchange).toMatchObject({ status: 206, headers: { "content-range": "bytes 96-99/100" } });
    expect(heads[0]).toContain("range: bytes=-4");
  });
});

describe("byte limits", () => {
  const BODY = "x".repeat(1500);
  const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const rows = [
    [
      "maxBytes exactly",
      response(200, "x".repeat(1000)),
      null,
      { failure: null, bytes: 1000, cut: false },
      1000,
    ],
    [
      "more than maxBytes declared",
      response(200, BODY),
      null,
      { failure: { outcome: "too-large", phase: "transfer" } },
      0,
    ],
    [
      "more than maxBytes undeclared",
      `HTTP/1.1 200 OK\r\n\r\n${BODY}`,
      null,
      { failure: { outcome: "too-large" } },
      1000,
    ],
    ["more than enoughBytes", response(200, BODY), 300, { failure: null, cut: true }, 300],
    [
      "exactly enoughBytes",
      response(200, "x".repeat(300)),
      300,
      { failure: null, cut: false, bytes: 300 },
      300,
    ],
    [
      "less than enoughBytes",
      response(200, "x".repeat(20)),
      300,
      { failure: null, cut: false, bytes: 20 },
      20,
    ],
    [
      "more than enoughBytes in chunks",
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunked(BODY)}`,
      300,
      { failure: null, cut: true },
      300,
    ],
  ] as const;

  it.each(rows)("%s", async (_, answer, enoughBytes, expected, bodyBytes) => {
    const server = await serve(serveRequests((socket) => socket.write(answer)));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk({}, { enoughBytes }), null);
    expect(exchange).toMatchObject(expected);
    expect(exchange.body.length).toBe(bodyBytes);
  });
});

describe("the deadline", () => {
  it("fires at the limit, not much before and not much after", async () => {
    const server = await serve(serveRequests((socket) => sayForEver(socket, "HTTP/1.1 200 OK\r\n\r\n", "x")));
    const exchange = await exchanger.exchange(testHost(server.origin, { timeoutMs: 200 }), testAsk(), null);
    expect(exchange.totalUs).toBeGreaterThan(190_000);
    expect(exchange.totalUs).toBeLessThan(2_000_000);
  });

  it("bounds all hops together: what the first ones took is no longer the last one's", async () => {
    let asked = 0;
    const server = await serve(
      serveRequests((socket) => {
        asked += 1;
        if (asked > 2) return;
        setTimeout(() => socket.write(response(302, "", [`Location: /again/${asked}`])), 300);
      }),
    );
    const exchange = await exchanger.exchange(testHost(server.origin, { timeoutMs: 1_000 }), testAsk(), null);
    // On a busy machine the time may run out while a hop still connects.
    expect(exchange.failure?.outcome).toMatch(/^(connect|header)-timeout$/);
    expect(exchange.hops.length).toBeGreaterThan(1);
    const { tcp, ttfb } = exchange.hops.at(-1)?.phasesUs ?? {};
    expect((tcp ?? 0) + (ttfb ?? 0)).toBeLessThan(950_000);
    expect(exchange.totalUs).toBeLessThan(10_000_000);
  });

  it("gives way to the caller's stop", async () => {
    const server = await serve(serveRequests(() => {}));
    const stop = new AbortController();
    const pending = exchanger.exchange(
      testHost(server.origin, { timeoutMs: 60_000 }),
      testAsk(),
      stop.signal,
    );
    await sleep(50);
    stop.abort();
    expect((await pending).failure).toMatchObject({ outcome: "stopped", wouldHang: false });
  });

  it("sends nothing when it was stopped before it began", async () => {
    const server = await serve(serveRequests(() => {}));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), AbortSignal.abort());
    expect(exchange.failure?.outcome).toBe("stopped");
    expect(server.accepted()).toBe(0);
  });
});

describe("what an exchange leaves behind", () => {
  const answers: readonly (readonly [string, (socket: net.Socket) => void])[] = [
    ["a whole answer", (socket) => socket.write(response(200, "ok"))],
    ["silence", () => {}],
    ["a dripping body", (socket) => sayForEver(socket, "HTTP/1.1 200 OK\r\n\r\n", "x")],
    ["too many bytes", (socket) => sayForEver(socket, "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(999))],
    ["garbage", (socket) => socket.write("garbage\r\n\r\n")],
  ];

  it.each(answers)("is nothing, after %s", async (_, answer) => {
    const server = await serve(serveRequests(answer));
    const handles = (): string[] =>
      process.getActiveResourcesInfo().filter((name) => /Socket|TCP|Timeout/.test(name));
    const before = handles().length;
    await exchanger.exchange(testHost(server.origin, { timeoutMs: 100 }), testAsk(), null);
    await sleep(100);
    expect(server.accepted()).toBe(1);
    expect(server.open()).toBe(0);
    expect(handles().length).toBeLessThanOrEqual(before);
  });
});
