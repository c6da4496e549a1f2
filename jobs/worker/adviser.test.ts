import { afterEach, beforeEach, expect, test } from "vitest";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import type { Situation } from "@/lib/health/situation";
import { createLogger } from "@/lib/log";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";
import { mirrorInput, NOW, snapshotOf } from "@/lib/snapshot/snapshot.fixture";
import { openAdviser } from "./adviser";

const MINUTE = 60_000;
const NOBODY: ReadonlySet<string> = new Set();

let temp: TempStore;
let world: Parameters<typeof openAdviser>[0];

beforeEach(async () => {
  temp = await openTempStore();
  world = { store: temp.store, log: createLogger("test", "silent"), vantage: "here", now: () => NOW };
});
afterEach(() => temp.remove());

type Figures = { readonly ratio?: number; readonly state?: MirrorSnapshot["state"]; readonly n?: number };

/** Two mirrors, a and b, with these figures, `minutes` later. */
function snapshotAt(minutes: number, a: Figures = {}, b: Figures = {}): Snapshot {
  const at = NOW + minutes * MINUTE;
  const snapshot = snapshotOf([mirrorInput(), mirrorInput()], { now: at });
  const mirrors = snapshot.mirrors.map((mirror, index) => {
    const { ratio = 0.9995, state = "HEALTHY", n = 2_700 } = index === 0 ? a : b;
    return {
      ...mirror,
      state,
      url: `https://${mirror.slug}.example/`,
      availability: { ...mirror.availability, n, ratio },
    };
  });
  return { ...snapshot, mirrors };
}

function rows(): Promise<{ id: number; at: bigint; inputs: string }[]> {
  return temp.store.prisma.recommendationRow.findMany({ orderBy: { id: "asc" } });
}

test("a row is written when the advice changes or an input leaves its band, and only then", async () => {
  const adviser = await openAdviser(world);
  const steps: { what: string; snapshot: Snapshot; written: boolean }[] = [
    { what: "the first decision", snapshot: snapshotAt(0), written: true },
    { what: "the same a minute later", snapshot: snapshotAt(1), written: false },
    { what: "a change within the band", snapshot: snapshotAt(2, { ratio: 0.9991 }), written: false },
    { what: "one that has left it", snapshot: snapshotAt(3, { ratio: 0.998 }), written: true },
    { what: "and stays there", snapshot: snapshotAt(4, { ratio: 0.9981 }), written: false },
    { what: "a mirror that is down", snapshot: snapshotAt(5, { state: "DOWN" }), written: true },
    { what: "and stays down", snapshot: snapshotAt(6, { state: "DOWN" }), written: false },
  ];
  let known = 0;
  for (const { what, snapshot, written } of steps) {
    const advice = await adviser.advise(snapshot, NOBODY);
    const stored = await rows();
    expect(stored.length, what).toBe(known + (written ? 1 : 0));
    known = stored.length;
    expect(advice.id, what).toBe(stored.at(-1)?.id);
    expect(advice.since, what).toBe(Number(stored.at(-1)?.at));
    expect(advice.decision.at, what).toBe(snapshot.at);
  }
});

test("a mirror that is down leaves the chain in the same snapshot", async () => {
  const adviser = await openAdviser(world);
  const chainOf = async (snapshot: Snapshot) =>
    (await adviser.advise(snapshot, NOBODY)).decision.chain.map(({ slug }) => slug);
  expect(await chainOf(snapshotAt(0))).toEqual(["a", "b"]);
  expect(await chainOf(snapshotAt(1, { state: "DOWN" }))).toEqual(["b"]);
});

test("a new worker goes on from the newest row", async () => {
  const first = await (await openAdviser(world)).advise(snapshotAt(0, { ratio: 0.99 }), NOBODY);
  expect(first.decision.chain.map(({ slug }) => slug)).toEqual(["b", "a"]);
  const next = await (await openAdviser(world)).advise(snapshotAt(1, { ratio: 0.9905 }), NOBODY);
  expect([next.id, next.since]).toEqual([first.id, first.since]);
  const alike = await (await openAdviser(world)).advise(snapshotAt(2), NOBODY);
  expect(alike.decision.chain.map(({ slug }) => slug)).toEqual(["b", "a"]);
});

test("other rules are a new row", async () => {
  const choices = { audience: "default", guideline: "2026.11", mirrors: 2, tail: "direct" } as const;
  await (await openAdviser(world, choices)).advise(snapshotAt(0), NOBODY);
  await (await openAdviser(world, { ...choices, guideline: "2027.01" })).advise(snapshotAt(1), NOBODY);
  expect(await rows()).toHaveLength(2);
});

test("a mirror that is asked with headers of the configuration is left out", async () => {
  const { decision } = await (await openAdviser(world)).advise(snapshotAt(0), new Set(["a"]));
  expect(decision.chain.map(({ slug }) => slug)).toEqual(["b"]);
  const inputs: Situation = JSON.parse((await rows())[0]?.inputs ?? "");
  expect(inputs.mirrors.map(({ credentials }) => credentials)).toEqual([true, false]);
});

test("without a database the advice stands, without a row, and the row follows", async () => {
  const adviser = await openAdviser(world);
  await temp.store.prisma.$executeRaw`ALTER TABLE recommendation RENAME TO away`;
  const lost = await adviser.advise(snapshotAt(0), NOBODY);
  expect(lost).toMatchObject({ id: null, decision: { basis: "measured" } });
  await temp.store.prisma.$executeRaw`ALTER TABLE away RENAME TO recommendation`;
  expect((await adviser.advise(snapshotAt(1), NOBODY)).id).toBe(1);
});
