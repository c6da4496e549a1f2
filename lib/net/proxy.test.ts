import net from "node:net";
import { describe, expect, it } from "vitest";
import { newIdentities } from "@/lib/lab/identities";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { parseProxy } from "./proxy";
import { type RawServer, response, serveRequests } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();
const identities = newIdentities(Date.now());

/** A CONNECT proxy that leads every tunnel to one port, whatever name was asked for. */
function tunnelProxy(port: number, heads: string[]): Promise<RawServer> {
  return serveRequests((socket, head) => {
    heads.push(head);
    socket.removeAllListeners("data");
    const upstream = net.connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  });
}

describe("through a proxy", () => {
  it("https goes by a tunnel; dns and tcp happen out of sight", async () => {
    const server = await serve(serveRequests((socket) => socket.write(response(200, "ok")), identities.good));
    const heads: string[] = [];
    const proxy = await serve(tunnelProxy(server.port, heads));
    const host = testHost("https://localhost:44", {
      ca: identities.ca,
      proxy: `http://u:p%40ss@127.0.0.1:${proxy.port}`,
    });
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange).toMatchObject({
      status: 200,
      failure: null,
      address: null,
      addresses: [],
      phasesUs: { dns: null, tcp: null },
    });
    expect(exchange.phasesUs.tls).toBeGreaterThan(0);
    expect(heads[0]).toContain("CONNECT localhost:44 HTTP/1.1");
    expect(heads[0]).toContain(`proxy-authorization: Basic ${Buffer.from("u:p@ss").toString("base64")}`);
    expect(JSON.stringify(exchange)).not.toContain("p@ss");
  });

  it("http is asked in absolute form", async () => {
    const heads: string[] = [];
    const proxy = await serve(
      serveRequests((socket, head) => {
        heads.push(head);
        socket.write(response(200, "ok"));
      }),
    );
    const host = testHost("http://mirror.test", { proxy: `http://u:secret@127.0.0.1:${proxy.port}/` });
    const { first, twin } = await exchanger.exchangeTwins(host, testAsk(), testAsk().request, null);
    expect(first).toMatchObject({ status: 200, phasesUs: { dns: null, tcp: null, tls: null } });
    expect(await twin).toMatchObject({ status: 200, connection: "reused" });
    expect(heads[0]).toMatch(/^GET http:\/\/mirror\.test\/base\/m\/@v\/list HTTP\/1\.1\r\n/);
    expect(heads[0]).toContain("host: mirror.test\r\n");
    expect(heads[0]).toContain("proxy-authorization: Basic ");
    expect(JSON.stringify(first)).not.toContain("proxy-authorization");
  });

  const refusals = [
    [
      "that wants other credentials",
      response(407, ""),
      { outcome: "unreachable", detail: "the proxy answered 407" },
    ],
    [
      "that cannot reach the mirror",
      response(503, ""),
      { outcome: "unreachable", detail: "the proxy answered 503" },
    ],
    ["that is no proxy", "SSH-2.0-x\r\n\r\n", { outcome: "malformed" }],
    ["that is silent", "", { outcome: "connect-timeout" }],
  ] as const;

  it.each(refusals)("%s, the mirror is out of reach", async (_, answer, failure) => {
    const proxy = await serve(serveRequests((socket) => socket.write(answer)));
    const host = testHost("https://mirror.test", { proxy: `http://127.0.0.1:${proxy.port}` });
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange.failure).toMatchObject({ ...failure, phase: "tcp" });
    expect(proxy.accepted()).toBe(1);
  });

  it("that is not there, the mirror is refused", async () => {
    const host = testHost("https://mirror.test", { proxy: "http://127.0.0.1:1" });
    expect((await exchanger.exchange(host, testAsk(), null)).failure).toMatchObject({
      outcome: "refused",
      phase: "tcp",
    });
  });

  it("a private address is refused before the proxy is asked", async () => {
    const proxy = await serve(
      serveRequests((socket) => socket.write(response(302, "", ["Location: http://169.254.169.254/latest"]))),
    );
    const host = testHost("http://mirror.test", { proxy: `http://127.0.0.1:${proxy.port}` });
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange.failure).toMatchObject({
      outcome: "redirect-blocked",
      detail: "169.254.169.254 is link-local",
    });
    expect(proxy.accepted()).toBe(1);
  });
});

describe("a name that would be the proxy itself is refused before the proxy is asked", () => {
  it.each(["localhost", "LOCALHOST", "localhost.", "a.localhost", "ｌocalhost"])("%s", async (name) => {
    const proxy = await serve(serveRequests((socket) => socket.write(response(200, "ok"))));
    const host = testHost(`http://${name}/`, {
      proxy: `http://127.0.0.1:${proxy.port}`,
      privateOrigins: ["http://127.0.0.1"],
    });
    const { failure } = await exchanger.exchange(host, testAsk(), null);
    expect(failure).toMatchObject({ outcome: "blocked-address", phase: "dns" });
    expect(failure?.detail).toMatch(/ is loopback$/);
    expect(proxy.accepted()).toBe(0);
  });
});

describe("parseProxy", () => {
  it("takes `none` for none", () => {
    expect(parseProxy("none")).toBeNull();
  });

  it.each(["", "env", "proxy.example:3128", "socks5://user:secret@proxy.example", "ftp://x/"])(
    "refuses %j",
    (text) => {
      expect(() => parseProxy(text)).toThrow(TypeError);
      expect(() => parseProxy(text)).not.toThrow(/secret/);
    },
  );
});
