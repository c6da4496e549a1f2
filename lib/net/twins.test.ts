import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { newIdentities } from "@/lib/lab/identities";
import type { ProbeRequest } from "@/lib/probe/exchange";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { response, serveRequests } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();
const identities = newIdentities(Date.now());
const TWIN: ProbeRequest = testAsk({}, { path: "twin" }).request;

describe("twins", () => {
  it("share a socket; the second has neither dns, tcp nor tls", async () => {
    const heads: string[] = [];
    const server = await serve(
      serveRequests((socket, head) => {
        heads.push(head.split(" ")[1] ?? "");
        socket.write(response(200, String(heads.length)));
      }, identities.good),
    );
    const host = testHost(server.origin, { ca: identities.ca });
    const { first, twin } = await exchanger.exchangeTwins(host, testAsk(), TWIN, null);
    const second = await twin;
    expect(first).toMatchObject({ connection: "fresh", failure: null, address: "127.0.0.1" });
    expect(second).toMatchObject({
      connection: "reused",
      failure: null,
      status: 200,
      address: "127.0.0.1",
      tlsVersion: "TLSv1.3",
      phasesUs: { dns: null, tcp: null, tls: null },
    });
    expect(second?.phasesUs.ttfb).toBeGreaterThan(0);
    expect(heads).toEqual(["/base/m/@v/list", "/base/twin"]);
    expect(server.accepted()).toBe(1);
    expect(server.open()).toBeLessThanOrEqual(1);
  });

  it("share every socket of a redirect", async () => {
    const heads: string[] = [];
    const server = await serve(
      serveRequests((socket, head) => {
        heads.push(head.split(" ")[1] ?? "");
        socket.write(
          head.includes("/elsewhere ") ? response(200, "") : response(302, "x", ["Location: /elsewhere"]),
        );
      }),
    );
    const { twin } = await exchanger.exchangeTwins(testHost(server.origin), testAsk(), TWIN, null);
    const second = await twin;
    expect(second).toMatchObject({ status: 200, failure: null, phasesUs: { tcp: null } });
    expect(second?.hops).toHaveLength(2);
    expect(server.accepted()).toBe(2);
  });

  it("each have a deadline of their own", async () => {
    const server = await serve(
      serveRequests((socket, head) => {
        if (head.includes("/twin ")) return;
        setTimeout(() => socket.write(response(200, "")), 250);
      }),
    );
    const { first, twin } = await exchanger.exchangeTwins(testHost(server.origin), testAsk(), TWIN, null);
    expect(first.failure).toBeNull();
    const second = await twin;
    expect(second?.failure).toMatchObject({ outcome: "header-timeout", wouldHang: true });
    expect(second?.totalUs).toBeGreaterThan(390_000);
  });

  const rows = [
    ["the server says it closes", response(200, "", ["Connection: close"])],
    ["the first ends with its connection", "HTTP/1.1 200 OK\r\n\r\n"],
    ["the first was cut short", response(200, "x".repeat(900))],
    ["the first failed", "garbage\r\n\r\n"],
  ] as const;

  it.each(rows)("there is no second when %s", async (_, answer) => {
    const server = await serve(
      serveRequests((socket) => {
        socket.write(answer);
        if (!answer.includes("content-length")) socket.end();
      }),
    );
    const ask = testAsk({}, { enoughBytes: 500 });
    const { twin } = await exchanger.exchangeTwins(testHost(server.origin), ask, TWIN, null);
    expect(await twin).toBeNull();
    expect(server.accepted()).toBe(1);
  });

  const silences = [
    ["never answers", () => undefined],
    [
      "stops within its body",
      (socket: Socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"),
    ],
  ] as const;

  it.each(silences)("there is no second when the first %s within its time", async (_, answer) => {
    const server = await serve(serveRequests((socket) => void answer(socket)));
    const { first, twin } = await exchanger.exchangeTwins(testHost(server.origin), testAsk(), TWIN, null);
    expect(first.failure?.wouldHang).toBe(true);
    expect(await twin).toBeNull();
  });

  it.each(["end", "resetAndDestroy"] as const)(
    "there is no second when the server goes by %s",
    async (go) => {
      const server = await serve(
        serveRequests((socket, head) => {
          if (head.includes("/twin ")) socket[go]();
          else socket.write(response(200, ""));
        }),
      );
      const { twin } = await exchanger.exchangeTwins(testHost(server.origin), testAsk(), TWIN, null);
      expect(await twin).toBeNull();
    },
  );
});
