import { promises } from "node:dns";
import { afterEach, expect, test } from "vitest";
import { type LabDns, startLabDns } from "./dns";

let dns: LabDns | null = null;

afterEach(async () => {
  await dns?.close();
  dns = null;
});

async function start(names: Parameters<typeof startLabDns>[0]): Promise<promises.Resolver> {
  dns = await startLabDns(names);
  const resolver = new promises.Resolver({ timeout: 300, tries: 1 });
  resolver.setServers([dns.server]);
  return resolver;
}

test("a name has the addresses it was given, by family", async () => {
  const resolver = await start({ "a.test": { addresses: ["127.0.0.1", "127.0.0.2", "2001:db8::5"] } });
  expect(await resolver.resolve4("a.test")).toEqual(["127.0.0.1", "127.0.0.2"]);
  expect(await resolver.resolve6("A.test")).toEqual(["2001:db8::5"]);
  expect(dns?.questions()).toEqual(["A a.test", "AAAA a.test"]);
});

test.each([
  { name: "a name that nobody set does not exist", behaviour: null, code: "ENOTFOUND" },
  {
    name: "a name without an address of that family has no data",
    behaviour: { addresses: ["::1"] },
    code: "ENODATA",
  },
  { name: "a name can fail", behaviour: { fault: "server-failure" } as const, code: "ESERVFAIL" },
  { name: "a name can be met with silence", behaviour: { fault: "silence" } as const, code: "ETIMEOUT" },
])("$name", async ({ behaviour, code }) => {
  const resolver = await start({ "a.test": { addresses: ["127.0.0.1"] } });
  dns?.setName("a.test", behaviour);
  await expect(resolver.resolve4("a.test")).rejects.toMatchObject({ code });
});

test("an answer can be late", async () => {
  const resolver = await start({ "a.test": { addresses: ["127.0.0.1"], delayMs: 100 } });
  const startedAt = performance.now();
  expect(await resolver.resolve4("a.test")).toEqual(["127.0.0.1"]);
  expect(performance.now() - startedAt).toBeGreaterThan(90);
});

test("a name can be an alias, and can have other addresses when it is asked for again", async () => {
  const resolver = await start({
    "alias.test": { alias: "real.test", addresses: ["127.0.0.3"] },
    "rebind.test": { addresses: ["192.0.2.1"], later: { addresses: ["127.0.0.1"] } },
  });
  expect(await resolver.resolve4("alias.test")).toEqual(["127.0.0.3"]);
  expect(await resolver.resolve4("rebind.test")).toEqual(["192.0.2.1"]);
  expect(await resolver.resolve4("rebind.test")).toEqual(["127.0.0.1"]);
});
