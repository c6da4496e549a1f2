import { afterEach, beforeEach, expect, test } from "vitest";
import { parseConfig } from "@/lib/config";
import { readGaps } from "@/lib/db/gaps";
import { syncMirrors } from "@/lib/db/mirrors";
import { makeResult } from "@/lib/db/result-fixture";
import { insertResults, readMirrorSamples } from "@/lib/db/samples";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { createLogger } from "@/lib/log";
import type { Exchange } from "@/lib/probe/exchange";
import { isDaily } from "@/lib/probe/daily";
import { APART, JOINT } from "@/lib/probe/family-plan";
import { planSlots } from "@/lib/probe/plan";
import type { SeriesName } from "@/lib/probe/series";
import { openFamilies } from "./families";
import { accountFor } from "./recovery";
import { wrongSlots } from "./slot-account.fixture";
import { toWatched } from "./watched";
import type { World } from "./world";

const START = Date.UTC(2026, 10, 24);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { config } = parseConfig(
  `version: 1
builtin: false
controls: []
vantage: { slug: here, name: { zh: 这里, en: here } }
mirrors:
  - { slug: both, name: { zh: 双栈, en: Both }, url: "https://both.example/" }
  - { slug: literal, name: { zh: 地址, en: Literal }, url: "http://127.0.0.1:1/", allowPrivateNetwork: true }
  - { slug: six, name: { zh: 六, en: Six }, url: "http://[::1]:1/", allowPrivateNetwork: true }
  - { slug: proxied, name: { zh: 代理, en: Proxied }, url: "https://proxied.example/", proxy: "http://127.0.0.1:1/" }
`,
  { env: {}, file: "test.yaml", readCa: () => null },
);
if (config === null) throw new Error("the test's configuration is not valid");
const CONFIG = config;
const [BOTH, ...OTHERS] = toWatched(CONFIG);
if (BOTH === undefined) throw new Error("there is no mirror");
const WATCHED = BOTH;
const INFO: SeriesName = {
  mirror: "both",
  kind: "info",
  variant: "canonical",
  connection: "fresh",
  family: 0,
};

let temp: TempStore;
let now: number;
let world: World;

beforeEach(async () => {
  temp = await openTempStore();
  now = START;
  world = { store: temp.store, log: createLogger("test", "silent"), vantage: "here", now: () => now };
  await syncMirrors(
    temp.store,
    toWatched(CONFIG).map(({ mirror }) => mirror),
    START,
  );
});
afterEach(() => temp.remove());

function answer(changes: Partial<Exchange>): Exchange {
  return { ...makeResult().exchange, startedAt: now, addresses: ["192.0.2.1", "2001:db8::1"], ...changes };
}

const GONE = {
  addresses: [],
  failure: { outcome: "dns-not-found", phase: "dns", detail: "ENODATA", wouldHang: false },
} as const;

test("both families are wanted at the first sight of both, and known to the next process", async () => {
  const families = await openFamilies(world, () => true);
  expect(families.wanted(WATCHED)).toBeNull();
  families.note(WATCHED, INFO, answer({ addresses: ["192.0.2.1"] }));
  expect(families.wanted(WATCHED)).toBeNull();
  families.note(WATCHED, INFO, answer({}));
  expect(families.wanted(WATCHED)).toBe(APART);
  await families.change(WATCHED, APART, now + 5 * MINUTE);
  await families.save();
  expect(families.wanted(WATCHED)).toBeNull();

  now += HOUR;
  const again = await openFamilies(world, () => true);
  expect(again.stretchesOf("both")).toEqual(families.stretchesOf("both"));
  expect(again.wanted(WATCHED)).toBeNull();
  now += 24 * HOUR;
  expect(again.wanted(WATCHED)).toBe(JOINT);
});

test("what the resolver calls gone is measured again only once it is seen again, by the next process too", async () => {
  const families = await openFamilies(world, () => true);
  families.note(WATCHED, INFO, answer({}));
  await families.change(WATCHED, APART, now);
  await families.save();
  families.note(WATCHED, { ...INFO, family: 6 }, answer(GONE));
  now += HOUR;
  families.note(WATCHED, { ...INFO, family: 4 }, answer({ addresses: ["192.0.2.1"] }));
  expect(families.wanted(WATCHED)).toBe(JOINT);
  await families.change(WATCHED, JOINT, now);
  expect(families.wanted(WATCHED)).toBeNull();
  const again = await openFamilies(world, () => true);
  expect(again.wanted(WATCHED)).toBeNull();
  again.note(WATCHED, INFO, answer({}));
  expect(again.wanted(WATCHED)).toBe(APART);
});

test("an address, a proxy and a machine without IPv6 leave no choice", async () => {
  const families = await openFamilies(world, () => true);
  for (const one of OTHERS) families.note(one, { ...INFO, mirror: one.mirror.slug }, answer({}));
  expect(OTHERS.map((one) => [one.mirror.slug, families.wanted(one)])).toEqual([
    ["literal", null],
    ["six", null],
    ["proxied", null],
  ]);
  const without = await openFamilies(world, () => false);
  without.note(WATCHED, INFO, answer({}));
  expect(without.wanted(WATCHED)).toBeNull();
});

test("a mirror that moves to another host is seen anew", async () => {
  const families = await openFamilies(world, () => true);
  families.note(WATCHED, INFO, answer({}));
  await families.change(WATCHED, APART, now);
  expect(families.wanted({ ...WATCHED, host: "elsewhere.example" })).toBe(JOINT);
});

test.each([
  ["one family became two", APART, JOINT],
  ["two families became one", JOINT, APART],
])("%s while nobody ran: each slot is in a gap of the lane that it was in, once", async (_, to, from) => {
  const families = await openFamilies(world, () => true);
  if (from === APART) await families.change(WATCHED, APART, START - 24 * HOUR);
  const before = () => toWatched(CONFIG, families.stretchesOf).slice(0, 1);
  await accountFor(world, before(), { epoch: 1, cause: "not-running", until: now });
  const change = START + 3 * HOUR + 12_345;
  await families.change(WATCHED, to, change);
  const [watched] = before();
  // Measured up to a quarter of an hour beyond the change; then the process was killed.
  const slots = planSlots(watched?.lanes ?? [], START, change + 15 * MINUTE);
  const results = slots.flatMap(({ lane, slot, twin }) =>
    [lane, ...(twin === null ? [] : [twin])].map(({ series }) => makeResult({ series, epoch: 1, slot })),
  );
  const some = results.filter((_result, i) => i % 3 !== 0);
  await insertResults(temp.store, "here", some);
  now = START + 6 * HOUR;
  const again = await openFamilies(world, () => true);
  const watchedAgain = toWatched(CONFIG, again.stretchesOf).slice(0, 1);
  await accountFor(world, watchedAgain, { epoch: 1, cause: "not-running", until: now });

  const rows = await readMirrorSamples(temp.store, "here", "both", 0, now + 1);
  const gaps = await readGaps(temp.store, "here", "both", 0, now + 1);
  const stretches = again.stretchesOf("both");
  const of = (slug: string) => (slug === "both" ? stretches : []);
  expect(wrongSlots(CONFIG, rows, gaps, START, now, of)).toEqual([]);
  const isLight = ({ series }: { series: SeriesName }) =>
    series.kind === "info" && series.connection === "fresh" && !isDaily(series);
  const light = gaps.filter(isLight).reduce((sum, gap) => sum + gap.count, 0);
  expect(light + rows.filter(isLight).length).toBe(6 * 60);
});
