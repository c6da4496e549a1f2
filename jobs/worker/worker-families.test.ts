import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readGaps } from "@/lib/db/gaps";
import { readMirrorSamples } from "@/lib/db/samples";
import { readTransitions } from "@/lib/db/transitions";
import { readWatermark, writeWatermark } from "@/lib/db/watermarks";
import { type LabDns, startLabDns } from "@/lib/lab/dns";
import { familyOf } from "@/lib/probe/family";
import { toStretches } from "@/lib/probe/family-plan";
import type { StoredSample } from "@/lib/probe/result";
import { type Ipv6Door, openIpv6Door } from "./both-families.fixture";
import { type Desk, openDesk } from "./desk.fixture";
import { wrongSlots } from "./slot-account.fixture";

const VANTAGE = "here";
const APART_SINCE = 1_000;
const BOTH = (port: number) =>
  `  - { slug: both, name: { zh: 双栈, en: Both }, url: "http://both.test:${port}/", allowPrivateNetwork: true, interval: 1s, timeout: 1s }\n`;

let dns: LabDns;
let desk: Desk;
let door: Ipv6Door;
let config: ReturnType<Desk["config"]>;

beforeEach(async () => {
  dns = await startLabDns({ "both.test": { addresses: ["127.0.0.1", "::1"] } });
  desk = await openDesk({ nameServers: [dns.server], hasIpv6: () => true });
  const port = new URL(desk.lab.url).port;
  door = await openIpv6Door(Number(port));
  config = desk.config(BOTH(Number(port)));
});
afterEach(async () => {
  await desk.close();
  await door.close();
  await dns.close();
}, 30_000);

async function knowBoth(): Promise<void> {
  const { store } = desk.temp;
  const host = new URL(config.mirrors.find(({ mirror }) => mirror.slug === "both")?.mirror.url ?? "").host;
  await writeWatermark(store, "families/both/apart", APART_SINCE);
  for (const family of [4, 6]) await writeWatermark(store, `address/both/${host}/${family}`, Date.now());
}

async function samplesOf(slug: string): Promise<StoredSample[]> {
  return readMirrorSamples(desk.temp.store, VANTAGE, slug, 0, Date.now() + 60_000);
}

test("a mirror with both families is measured on both in turn, each slot once, at no more requests", async () => {
  await knowBoth();
  await desk.start(config);
  const from = (await readWatermark(desk.temp.store, "accounted/both")) ?? 0;
  await sleep(8_500);
  await desk.stop();
  const until = Date.now() - 2_000;
  await desk.start(config);
  await desk.stop();

  const samples = (await samplesOf("both")).filter(({ cause }) => cause === "scheduled");
  const info = samples.filter(({ series }) => series.kind === "info" && series.connection === "fresh");
  // A busy machine may miss a slot of either: the turns are told by the slots' numbers.
  const turns = new Set(info.map(({ slot, series }) => `${Math.floor(slot / 1_000) % 2}: ${series.family}`));
  expect(turns.size).toBe(2);
  expect(new Set(info.map(({ series }) => series.family))).toEqual(new Set([4, 6]));
  expect(new Set(info.map(({ slot }) => slot)).size).toBe(info.length);
  for (const { series, address } of samples) {
    if (address !== null) expect(familyOf(address)).toBe(series.family);
  }

  const gaps = await readGaps(desk.temp.store, VANTAGE, "both", 0, Date.now());
  const stretches = toStretches({ joint: null, apart: APART_SINCE });
  const wrong = wrongSlots(config, samples, gaps, from, until, (slug) => (slug === "both" ? stretches : []));
  expect(wrong).toEqual([]);
}, 40_000);

test("the second request on a connection goes over the family of the first", async () => {
  await knowBoth();
  await desk.start(config);
  await desk.snapshotWhen(({ mirrors }) =>
    mirrors.some(({ slug, endpoints }) =>
      endpoints.some(
        ({ variants }) =>
          slug === "both" &&
          variants.some(({ connection, family }) => connection === "reused" && family !== null),
      ),
    ),
  );
  const samples = await samplesOf("both");
  const reused = samples.filter(({ series }) => series.connection === "reused");
  for (const twin of reused) {
    const first = samples.find(({ series, slot }) => series.connection === "fresh" && slot === twin.slot);
    expect(twin.series.family).not.toBe(0);
    expect(first?.series.family).toBe(twin.series.family);
  }
  expect(reused.length).toBeGreaterThan(0);
}, 40_000);

test("one that answers over IPv4 alone, while others answer over IPv6, is degraded and never down", async () => {
  await knowBoth();
  const port = Number(new URL(desk.lab.url).port);
  await door.close();
  door = await openIpv6Door(port, 0);
  config = desk.config(
    `${BOTH(port)}  - { slug: six, name: { zh: 六, en: Six }, url: "http://[::1]:${door.port}/", allowPrivateNetwork: true, interval: 1s, timeout: 1s }\n`,
  );
  await desk.start(config);
  const snapshot = await desk.snapshotWhen(({ mirrors }) =>
    mirrors.some(({ slug, endpoints }) =>
      endpoints.some(({ kind, state }) => slug === "both" && kind === "info" && state === "DEGRADED"),
    ),
  );
  const both = snapshot.mirrors.find(({ slug }) => slug === "both");
  const info = both?.endpoints.find(({ kind }) => kind === "info");
  expect(info?.stateReason).toEqual({ code: "family-dead", params: { family: 6, address: "::1" } });
  expect(info?.families.map(({ family, outcome }) => [family, outcome])).toEqual([
    [4, "ok"],
    [6, "refused"],
  ]);
  const moves = await readTransitions(desk.temp.store, VANTAGE, "both", null, 0, Date.now());
  expect(moves.map(({ to }) => to)).not.toContain("DOWN");
  const confirmed = async () => (await samplesOf("both")).filter(({ cause }) => cause === "confirm");
  await expect
    .poll(async () => (await confirmed()).map(({ series }) => series.family), { timeout: 20_000 })
    .toContain(4);
}, 40_000);

test("one that is down over both is down within seconds, though nobody else has IPv6", async () => {
  await knowBoth();
  await desk.start(config);
  await desk.snapshotWhen(({ mirrors }) =>
    mirrors.some(({ slug, state }) => slug === "both" && state === "HEALTHY"),
  );
  dns.setName("both.test", { addresses: ["127.0.0.2", "::1"] });
  await door.close();
  await desk.snapshotWhen(({ mirrors }) =>
    mirrors.some(({ slug, state }) => slug === "both" && state === "DOWN"),
  );
  door = await openIpv6Door(1, 0);
}, 60_000);
