import { describe, expect, it } from "vitest";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { response, serveRequests } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();

/** Answers a path with where to go, any other with a body. */
function redirector(places: Readonly<Record<string, string>>, heads: string[] = []) {
  return serveRequests((socket, head) => {
    heads.push(head.toLowerCase());
    const place = places[head.split(" ")[1] ?? ""];
    socket.write(
      place === undefined ? response(200, "there") : response(302, "moved", [`Location: ${place}`]),
    );
  });
}

describe("redirects", () => {
  it("are followed, each hop on a connection of its own, timed and told", async () => {
    const server = await serve(redirector({ "/base/m/@v/list": "../../a", "/base/a": "/b?c=1" }));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({
      status: 200,
      failure: null,
      bytes: 15,
      request: { url: `${server.origin}/base/m/@v/list` },
    });
    expect(Buffer.from(exchange.body).toString()).toBe("there");
    expect(exchange.hops.map(({ url, status, headers }) => [url, status, headers.location])).toEqual([
      [`${server.origin}/base/m/@v/list`, 302, "../../a"],
      [`${server.origin}/base/a`, 302, "/b?c=1"],
      [`${server.origin}/b?c=1`, 200, undefined],
    ]);
    const sum = exchange.hops.reduce((us, hop) => us + (hop.phasesUs.ttfb ?? Number.NaN), 0);
    expect(exchange.phasesUs.ttfb).toBe(sum);
    expect(server.accepted()).toBe(3);
  });

  it("to a long URL are followed, and told in part", async () => {
    const heads: string[] = [];
    const long = `/${"x".repeat(6_000)}`;
    const server = await serve(redirector({ "/base/m/@v/list": long }, heads));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({ failure: null, status: 200 });
    expect(heads[1]).toContain(`get ${long} http/1.1`);
    expect(exchange.hops[1]?.url).toBe(`${server.origin}${long}`.slice(0, 2_000));
  });

  it("end with the tenth", async () => {
    let asked = 0;
    const server = await serve(
      serveRequests((socket) => {
        asked += 1;
        socket.write(response(307, "", [`Location: /${asked}`]));
      }),
    );
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({ failure: { outcome: "redirect-loop" }, status: 307 });
    expect(asked).toBe(11);
  });

  const rows = [
    ["to itself", "/base/m/@v/list", "redirect-loop"],
    ["to itself, spelled otherwise", "./x/../list#here", "redirect-loop"],
    ["to another scheme", "ftp://mirror.example/", "redirect-blocked"],
    ["to a file", "file:///etc/passwd", "redirect-blocked"],
    ["to a URL with userinfo", "http://user:pass@mirror.example/", "redirect-blocked"],
    ["to a URL that fills a head", `/${"x".repeat(8_000)}`, "redirect-blocked"],
    ["to no URL", "http://[::1/", "malformed"],
  ] as const;

  it.each(rows)("%s are not followed", async (_, place, outcome) => {
    const server = await serve(redirector({ "/base/m/@v/list": place }));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome, phase: "ttfb" });
    expect(exchange.hops).toHaveLength(1);
    expect(server.accepted()).toBe(1);
  });

  it("without a location are answers", async () => {
    const server = await serve(serveRequests((socket) => socket.write(response(302, ""))));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({ status: 302, failure: null });
  });

  it("with a body without end cost no more than their head", async () => {
    const server = await serve(
      serveRequests((socket, head) => {
        if (head.startsWith("GET /there")) socket.write(response(200, "there"));
        else socket.write("HTTP/1.1 302 Found\r\nlocation: /there\r\n\r\nendless");
      }),
    );
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange).toMatchObject({ status: 200, failure: null });
  });

  it("take what was configured for the host to its own origin alone", async () => {
    const elsewhere: string[] = [];
    const other = await serve(redirector({}, elsewhere));
    const own: string[] = [];
    const server = await serve(redirector({ "/base/m/@v/list": `${other.origin}/x` }, own));
    const host = testHost(server.origin, {
      privateOrigins: [server.origin, other.origin],
      headers: { Authorization: "Bearer secret-token" },
    });
    const exchange = await exchanger.exchange(host, testAsk({}, { range: "bytes=0-9" }), null);
    expect(exchange.status).toBe(200);
    expect(own[0]).toContain("authorization: bearer secret-token");
    expect(elsewhere[0]).not.toContain("secret-token");
    expect(elsewhere[0]).toContain("range: bytes=0-9");
  });
});

describe("the guard", () => {
  it("lets nothing through to a private address that is not permitted", async () => {
    const server = await serve(redirector({}));
    const host = testHost(server.origin, { privateOrigins: [] });
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange).toMatchObject({
      failure: { outcome: "blocked-address", phase: "dns", detail: "127.0.0.1 is loopback" },
      address: null,
      addresses: ["127.0.0.1"],
    });
    expect(server.accepted()).toBe(0);
  });

  it("stands before every hop", async () => {
    const target = await serve(redirector({}));
    const server = await serve(redirector({ "/base/m/@v/list": `${target.origin}/x` }));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "redirect-blocked", detail: "127.0.0.1 is loopback" });
    expect(exchange.hops.map(({ status }) => status)).toEqual([302, null]);
    expect(target.accepted()).toBe(0);
  });

  const spellings = [
    "http://2130706433:PORT/",
    "http://0x7f.1:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://0:PORT/",
  ];

  it.each(spellings)("knows a loopback address as %s", async (spelling) => {
    const target = await serve(redirector({}));
    const place = spelling.replace("PORT", String(target.port));
    const server = await serve(redirector({ "/base/m/@v/list": place }));
    const exchange = await exchanger.exchange(testHost(server.origin), testAsk(), null);
    expect(exchange.failure?.outcome).toBe("redirect-blocked");
    expect(target.accepted()).toBe(0);
  });

  it("opens a permitted origin to redirects from permitted ones only", async () => {
    const target = await serve(redirector({}));
    const middle = await serve(redirector({ "/x": `${target.origin}/x` }));
    const server = await serve(redirector({ "/base/m/@v/list": `${middle.origin}/x` }));
    const permitted = [server.origin, target.origin];
    const blocked = await exchanger.exchange(
      testHost(server.origin, { privateOrigins: permitted }),
      testAsk(),
      null,
    );
    expect(blocked.failure?.outcome).toBe("redirect-blocked");
    const all = [...permitted, middle.origin];
    const open = await exchanger.exchange(testHost(server.origin, { privateOrigins: all }), testAsk(), null);
    expect(open).toMatchObject({ status: 200, failure: null });
    expect(target.accepted()).toBe(1);
  });
});
