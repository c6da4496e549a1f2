import { describe, expect, it } from "vitest";
import { newIdentities } from "@/lib/lab/identities";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { response, serveRequests, serveSockets } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();
const identities = newIdentities(Date.now());
const { ca } = identities;

describe("over TLS", () => {
  it("a good answer comes with ALPN, version and certificate", async () => {
    const server = await serve(serveRequests((socket) => socket.write(response(200, "ok")), identities.good));
    const exchange = await exchanger.exchange(testHost(server.origin, { ca }), testAsk(), null);
    expect(exchange).toMatchObject({ failure: null, status: 200, alpn: "http/1.1", tlsVersion: "TLSv1.3" });
    expect(exchange.certificate?.names).toContain("127.0.0.1");
    expect(exchange.certificate?.issuer).toContain("gomirrors lab root");
    expect(exchange.certificate?.notAfter).toBeGreaterThan(Date.now());
    expect(exchange.phasesUs.tls).toBeGreaterThan(0);
  });

  const rows = [
    ["an expired certificate", identities.expired, ca, "tls-expired"],
    ["a certificate of another name", identities.wrongName, ca, "tls-name"],
    ["a certificate of an unknown root", identities.untrusted, ca, "tls-untrusted"],
    ["a root that this host entry does not add", identities.good, null, "tls-untrusted"],
  ] as const;

  it.each(rows)("%s is refused, and known, before a byte is asked", async (_, identity, trusted, outcome) => {
    let asked = 0;
    const server = await serve(
      serveRequests((socket) => {
        asked += 1;
        socket.write(response(200, ""));
      }, identity),
    );
    const host = testHost(server.origin, { ca: trusted, headers: { Authorization: "Bearer secret-token" } });
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange).toMatchObject({
      failure: { outcome, phase: "tls" },
      status: null,
      phasesUs: { ttfb: null },
    });
    expect(exchange.certificate?.notAfter).toBeTypeOf("number");
    expect(asked).toBe(0);
  });

  it("a server that speaks something else", async () => {
    const server = await serve(serveSockets((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
    const host = testHost(server.origin.replace("http:", "https:"));
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "tls-protocol", phase: "tls" });
  });

  it.each(["resetAndDestroy", "end"] as const)("a connection that is closed by %s", async (close) => {
    const server = await serve(serveSockets((socket) => socket.once("data", () => socket[close]())));
    const host = testHost(server.origin.replace("http:", "https:"));
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "reset", phase: "tls" });
  });

  it("no session is taken from one exchange to the next", async () => {
    const resumed: boolean[] = [];
    const server = await serve(
      serveSockets((socket) => {
        if ("isSessionReused" in socket && typeof socket.isSessionReused === "function") {
          resumed.push(socket.isSessionReused());
        }
        socket.once("data", () => socket.write(response(200, "")));
      }, identities.good),
    );
    for (let turn = 0; turn < 3; turn += 1) {
      await exchanger.exchange(testHost(server.origin, { ca }), testAsk(), null);
    }
    expect(resumed).toEqual([false, false, false]);
  });

  it("a redirect down to http is not followed", async () => {
    const plain = await serve(serveRequests((socket) => socket.write(response(200, ""))));
    const server = await serve(
      serveRequests(
        (socket) => socket.write(response(301, "", [`Location: ${plain.origin}/`])),
        identities.good,
      ),
    );
    const host = testHost(server.origin, { ca, privateOrigins: [server.origin, plain.origin] });
    const exchange = await exchanger.exchange(host, testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "redirect-blocked", detail: "from https: to http:" });
    expect(plain.accepted()).toBe(0);
  });

  it("a root that is no certificate is our own mistake, and thrown", async () => {
    const host = testHost("https://127.0.0.1:1", { ca: "not a certificate" });
    await expect(exchanger.exchange(host, testAsk(), null)).rejects.toThrow();
  });
});
