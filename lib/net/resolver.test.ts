import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startLabDns } from "@/lib/lab/dns";
import type { ProbeHost } from "@/lib/probe/job";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { createHostsReader, parseHosts } from "./hosts-file";
import { response, serveRequests } from "./raw-server";
import { createResolver, hostsAnswer } from "./resolver";

const serve = keepServers();
const folder = mkdtempSync(join(tmpdir(), "gomirrors-hosts-"));
afterAll(() => rmSync(folder, { recursive: true }));

const NEVER = new AbortController().signal;

describe("the hosts file", () => {
  const text =
    "127.0.0.1\tlocalhost  Here # comment\n# 10.0.0.1 gone\n::1 localhost\r\n10.0.0.2 here\nnonsense name\n";

  it("names addresses by name and alias, in its order", () => {
    expect([...parseHosts(text)]).toEqual([
      ["localhost", ["127.0.0.1", "::1"]],
      ["here", ["127.0.0.1", "10.0.0.2"]],
    ]);
  });

  const rows = [
    ["LOCALHOST", 0, ["127.0.0.1"]],
    ["localhost", 4, ["127.0.0.1"]],
    ["localhost", 6, ["::1"]],
    ["here", 0, ["127.0.0.1", "10.0.0.2"]],
    ["here", 6, []],
    ["elsewhere", 0, []],
  ] as const;

  it.each(rows)("answers %s over family %i with %j", (name, family, addresses) => {
    expect(hostsAnswer(parseHosts(text), name, family)).toEqual(addresses);
  });

  it("is read again when it changes, and may be missing", () => {
    const path = join(folder, "changing");
    const read = createHostsReader(path);
    expect(read().size).toBe(0);
    writeFileSync(path, "10.0.0.1 a\n");
    expect(read().get("a")).toEqual(["10.0.0.1"]);
    writeFileSync(path, "10.0.0.2 a\n");
    utimesSync(path, 1, 1);
    expect(read().get("a")).toEqual(["10.0.0.2"]);
    rmSync(path);
    expect(read().size).toBe(0);
  });
});

describe("names in the hosts file", () => {
  it("are not asked of a name server", async () => {
    const path = join(folder, "hosts");
    writeFileSync(path, "192.0.2.7 mirror.test\n");
    const dns = await serve(startLabDns());
    const resolve = createResolver(path, [dns.server], () => false);
    expect(await resolve("mirror.test", "dns", 0, NEVER)).toEqual(["192.0.2.7"]);
    expect(dns.questions()).toEqual([]);
  });
});

describe("the name server", () => {
  it("is asked for the family that is wanted", async () => {
    const dns = await serve(
      startLabDns({ "a.test": { addresses: ["192.0.2.1", "192.0.2.2", "2001:db8::1"] } }),
    );
    const resolve = createResolver("/nonexistent", [dns.server], () => false);
    expect([...(await resolve("a.test", "dns", 4, NEVER))].sort()).toEqual(["192.0.2.1", "192.0.2.2"]);
    expect(await resolve("a.test", "dns", 6, NEVER)).toEqual(["2001:db8::1"]);
    expect(dns.questions()).toEqual(["A a.test", "AAAA a.test"]);
  });

  it.each([
    ["of either family on a machine with IPv6", true, ["A a.test", "AAAA a.test"]],
    ["of IPv4 alone on one without", false, ["A a.test"]],
  ] as const)("is asked for addresses %s when the choice is open", async (_, hasIpv6, questions) => {
    const dns = await serve(startLabDns({ "a.test": { addresses: ["192.0.2.1", "2001:db8::1"] } }));
    await createResolver("/nonexistent", [dns.server], () => hasIpv6)("a.test", "dns", 0, NEVER);
    expect(dns.questions().sort()).toEqual(questions);
  });

  const rows = [
    ["that knows no such name", { fault: "no-such-name" }, "dns-not-found"],
    ["that knows no address", { addresses: ["2001:db8::1"] }, "dns-not-found"],
    ["that fails", { fault: "server-failure" }, "dns-failed"],
    ["that is silent", { fault: "silence" }, "dns-timeout"],
  ] as const;

  it.each(rows)("%s", async (_, behaviour, outcome) => {
    const dns = await serve(startLabDns({ "a.test": behaviour }));
    const exchange = await testExchanger("/nonexistent", dns.server).exchange(
      testHost("http://a.test", { timeoutMs: 300 }),
      testAsk({ family: 4 }),
      null,
    );
    expect(exchange.failure).toMatchObject({ outcome, phase: "dns" });
    expect(exchange).toMatchObject({ address: null, addresses: [], phasesUs: { tcp: null } });
    expect(exchange.totalUs).toBeLessThan(3_000_000);
  });

  it("that nobody is makes dns-failed", async () => {
    const exchange = await testExchanger().exchange(testHost("http://a.test"), testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "dns-failed", phase: "dns" });
  });

  it("is timed as a phase of its own", async () => {
    const dns = await serve(startLabDns({ "a.test": { addresses: ["127.0.0.1"], delayMs: 60 } }));
    const server = await serve(serveRequests((socket) => socket.write(response(200, ""))));
    const origin = `http://a.test:${server.port}`;
    const exchange = await testExchanger("/nonexistent", dns.server).exchange(
      testHost(origin),
      testAsk(),
      null,
    );
    expect(exchange).toMatchObject({ failure: null, status: 200, address: "127.0.0.1" });
    expect(exchange.phasesUs.dns).toBeGreaterThan(55_000);
    expect(exchange.phasesUs.tcp).toBeLessThan(exchange.phasesUs.dns ?? 0);
  });

  it("does not get past the guard with one private address among public ones", async () => {
    const dns = await serve(startLabDns({ "a.test": { addresses: ["192.0.2.1", "8.8.8.8", "127.0.0.1"] } }));
    const exchange = await testExchanger("/nonexistent", dns.server).exchange(
      testHost("http://a.test", { privateOrigins: [] }),
      testAsk({ family: 4 }),
      null,
    );
    expect(exchange.failure?.outcome).toBe("blocked-address");
    expect(exchange.addresses).toHaveLength(3);
    expect(exchange.address).toBeNull();
  });
});

describe("several addresses of one name", () => {
  const path = join(folder, "several");
  const names = ["127.0.0.2", "127.0.0.3", "127.0.0.4"];
  writeFileSync(path, names.map((address) => `${address} mirror.test\n`).join(""));
  const exchanger = testExchanger(path);

  async function connectedTo(rotation: number, avoidAddress: string | null): Promise<string | null> {
    // Nobody listens there: the address is known all the same.
    const host = testHost("http://mirror.test:1");
    return (await exchanger.exchange(host, testAsk({ rotation, avoidAddress }), null)).address;
  }

  it("take turns", async () => {
    const turns = await Promise.all([0, 1, 2, 3, 4].map((rotation) => connectedTo(rotation, null)));
    expect(turns).toEqual(["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.2", "127.0.0.3"]);
  });

  it("leave out the one to avoid", async () => {
    const turns = await Promise.all([0, 1, 2].map((rotation) => connectedTo(rotation, "127.0.0.3")));
    expect(turns).toEqual(["127.0.0.2", "127.0.0.4", "127.0.0.2"]);
  });

  it("are all told", async () => {
    const exchange = await exchanger.exchange(testHost("http://mirror.test:1"), testAsk(), null);
    expect(exchange).toMatchObject({ failure: { outcome: "refused" }, addresses: names });
  });
});

describe("more addresses than any mirror has", () => {
  const many = Array.from({ length: 300 }, (_, n) => `127.1.${n >> 8}.${n & 255}`);

  it("are cut to those that take turns", async () => {
    const dns = await serve(startLabDns({ "a.test": { addresses: many } }));
    const exchanger = testExchanger(undefined, dns.server);
    const ask = testAsk({ family: 4, rotation: 64 });
    const exchange = await exchanger.exchange(testHost("http://a.test:1"), ask, null);
    expect(exchange.addresses).toEqual(many.slice(0, 64));
    expect(exchange.address).toBe(many[0]);
  });

  it("are guarded to the last one", async () => {
    const outside = many.map((address) => address.replace("127.1", "8.8"));
    const dns = await serve(startLabDns({ "a.test": { addresses: [...outside, "10.0.0.1"] } }));
    const host = testHost("http://a.test:1", { privateOrigins: [] });
    const exchange = await testExchanger(undefined, dns.server).exchange(host, testAsk({ family: 4 }), null);
    expect(exchange).toMatchObject({ failure: { outcome: "blocked-address" }, address: null });
    expect(exchange.failure?.detail).toContain("10.0.0.1");
  });
});

describe("the one to avoid", () => {
  it("is taken when there is no other", async () => {
    const exchange = await testExchanger().exchange(
      testHost("http://127.0.0.1:1"),
      testAsk({ avoidAddress: "127.0.0.1" }),
      null,
    );
    expect(exchange.address).toBe("127.0.0.1");
  });
});

describe("addresses as host names", () => {
  const rows = [
    ["http://127.0.0.1:1", 6, "dns-not-found"],
    ["http://[::1]:1", 4, "dns-not-found"],
    ["http://127.0.0.1:1", 4, "refused"],
  ] as const;

  it.each(rows)("%s over family %i: %s", async (origin, family, outcome) => {
    const exchange = await testExchanger().exchange(testHost(origin), testAsk({ family }), null);
    expect(exchange).toMatchObject({ failure: { outcome }, phasesUs: { dns: null } });
  });
});

describe("the system's resolver", () => {
  it("answers where it is asked for", async () => {
    const server = await serve(serveRequests((socket) => socket.write(response(200, ""))));
    const host: ProbeHost = testHost(`http://localhost:${server.port}`, { resolver: "system" });
    const exchange = await testExchanger().exchange(host, testAsk({ family: 4 }), null);
    expect(exchange).toMatchObject({ status: 200, address: "127.0.0.1" });
    expect(exchange.phasesUs.dns).toBeGreaterThan(0);
  });
});
