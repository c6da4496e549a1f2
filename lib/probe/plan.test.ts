import { afterEach, describe, expect, test, vi } from "vitest";
import { DAY_MS } from "./cadence";
import { KINDS } from "./kind";
import { KIND_MAP } from "./kinds";
import { type Lane, planLanes, planSlots } from "./plan";
import { formatSeries } from "./series";
import { countSlots } from "./slot";

const PUBLIC = { slug: "goproxy-cn", intervalMs: 60_000, own: false };
const START = Date.UTC(2026, 10, 24);

function lanesOf(mirror = PUBLIC, vantage = "local"): Lane[] {
  return planLanes(vantage, mirror, KIND_MAP);
}

function countsPerDay(lanes: readonly Lane[]): Record<string, number> {
  const counts: Record<string, number> = { light: 0, twin: 0, kinds: 0 };
  for (const { slot, lane, twin } of planSlots(lanes, START, START + DAY_MS)) {
    expect(slot).toBeGreaterThan(START);
    counts[lane.share] = (counts[lane.share] ?? 0) + 1;
    if (twin !== null) counts["twin"] = (counts["twin"] ?? 0) + 1;
  }
  return counts;
}

describe("a day of a mirror", () => {
  test.each([
    ["public, each minute: the shares of the design", PUBLIC, { light: 1_440, twin: 288, kinds: 864 }],
    ["public, each 5 minutes", { ...PUBLIC, intervalMs: 300_000 }, { light: 288, twin: 288, kinds: 864 }],
    [
      "public, each hour: nothing more often",
      { ...PUBLIC, intervalMs: 3_600_000 },
      { light: 24, twin: 24, kinds: 216 },
    ],
    [
      "public, each 8 minutes: the twin at each light probe",
      { ...PUBLIC, intervalMs: 480_000 },
      { light: 180, twin: 180, kinds: 864 },
    ],
    [
      "own, each 20 s: all of it sooner",
      { ...PUBLIC, intervalMs: 20_000, own: true },
      { light: 4_320, twin: 864, kinds: 2_592 },
    ],
    [
      "own, each second: kinds each 15 s",
      { ...PUBLIC, intervalMs: 1_000, own: true },
      { light: 86_400, twin: 17_280, kinds: 51_840 },
    ],
    [
      "own, each 5 minutes: as a public one",
      { ...PUBLIC, intervalMs: 300_000, own: true },
      { light: 288, twin: 288, kinds: 864 },
    ],
  ])("%s", (_, mirror, counts) => {
    expect(countsPerDay(lanesOf(mirror))).toEqual(counts);
  });
});

describe("a plan", () => {
  test("has one lane for each variant, and the twin", () => {
    const variants = KINDS.flatMap((kind) => KIND_MAP[kind].variants);
    expect(lanesOf()).toHaveLength(variants.length + KIND_MAP.info.variants.length);
    expect(new Set(lanesOf().map(({ series }) => formatSeries(series))).size).toBe(lanesOf().length);
  });

  test("asks variant k mod n at slot k of a kind", () => {
    const names = KIND_MAP.sumdb.variants.map(({ name }) => name);
    const slots = planSlots(lanesOf(), START, START + DAY_MS).filter(
      ({ lane }) => lane.series.kind === "sumdb",
    );
    const asked = slots.map(({ lane }) => lane.series.variant);
    const first = names.indexOf(asked[0] ?? "");
    expect(asked).toEqual(slots.map((_, k) => names[(first + k) % names.length]));
    expect(new Set(slots.slice(1).map(({ slot }, i) => slot - (slots[i]?.slot ?? 0)))).toEqual(
      new Set([900_000]),
    );
  });

  test("numbers the slots of a series one by one", () => {
    const slots = planSlots(lanesOf(), START, START + DAY_MS).filter(
      ({ lane }) => lane.series.kind === "zip",
    );
    const heads = slots.filter(({ lane }) => lane.series.variant === "head").map(({ index }) => index);
    expect(heads).toEqual(heads.map((_, i) => (heads[0] ?? 0) + i));
  });

  test("puts the twin's slots among the light probe's, five intervals apart", () => {
    const twins = planSlots(lanesOf(), START, START + DAY_MS).filter(({ twin }) => twin !== null);
    expect(twins.every(({ lane }) => lane.series.kind === "info")).toBe(true);
    expect(new Set(twins.slice(1).map(({ slot }, i) => slot - (twins[i]?.slot ?? 0)))).toEqual(
      new Set([300_000]),
    );
  });

  test("is ordered by time", () => {
    const slots = planSlots(lanesOf(), START, START + 3_600_000).map(({ slot }) => slot);
    expect(slots).toEqual([...slots].sort((a, b) => a - b));
  });

  test("is the same on every run, and another for another vantage, mirror or kind", () => {
    const offsets = (lanes: Lane[]) => lanes.map(({ grid }) => grid.offsetMs);
    expect(lanesOf()).toEqual(lanesOf());
    expect(offsets(lanesOf(PUBLIC, "beijing"))).not.toEqual(offsets(lanesOf()));
    expect(offsets(lanesOf({ ...PUBLIC, slug: "aliyun" }))).not.toEqual(offsets(lanesOf()));
  });

  test("never starts many mirrors at once", () => {
    const lanes = Array.from({ length: 50 }, (_, i) => lanesOf({ ...PUBLIC, slug: `m${i}` })).flat();
    const bySecond = new Map<number, number>();
    for (const { slot } of planSlots(lanes, START, START + 3_600_000)) {
      const second = Math.floor(slot / 1_000);
      bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
    }
    // 50 mirrors a minute are 1.3 starts a second on average.
    expect(Math.max(...bySecond.values())).toBeLessThan(13);
  });

  test("laid out in pieces is the plan laid out whole", () => {
    const lanes = lanesOf();
    const pieces = Array.from({ length: 24 }, (_, h) =>
      planSlots(lanes, START + h * 3_600_000, START + (h + 1) * 3_600_000),
    );
    expect(pieces.flat().map(({ slot }) => slot)).toEqual(
      planSlots(lanes, START, START + DAY_MS).map(({ slot }) => slot),
    );
  });
});

describe("summer time comes and goes without a slot lost or repeated in", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  test.each([
    ["Europe/Vienna", Date.UTC(2026, 2, 29, 1), -60],
    ["Europe/Vienna", Date.UTC(2026, 9, 25, 1), 60],
    ["America/New_York", Date.UTC(2026, 2, 8, 7), -60],
    ["America/New_York", Date.UTC(2026, 10, 1, 6), 60],
    ["Australia/Lord_Howe", Date.UTC(2026, 9, 3, 15, 30), -30],
    ["Australia/Lord_Howe", Date.UTC(2026, 3, 4, 15), 30],
  ])("%s, %i", (zone, change, minutes) => {
    vi.stubEnv("TZ", zone);
    vi.useFakeTimers({ now: change - 12 * 3_600_000 });
    // The zone is really in force: local time jumps at this very moment.
    const offsetAt = (moment: number) => new Date(moment).getTimezoneOffset();
    expect(offsetAt(change) - offsetAt(change - 1)).toBe(minutes);

    const lanes = lanesOf();
    const begin = Date.now();
    const seen = new Map<string, number>();
    let planned = begin;
    for (let minute = 0; minute < 1_440; minute++) {
      vi.advanceTimersByTime(60_000);
      for (const { lane, slot } of planSlots(lanes, planned, Date.now())) {
        const key = `${formatSeries(lane.series)} ${slot}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      planned = Date.now();
    }
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
    expect(seen.size).toBe(1_440 + 864);
    const own = lanes.filter(({ share }) => share !== "twin");
    expect(own.reduce((sum, { grid }) => sum + countSlots(grid, begin, Date.now()), 0)).toBe(seen.size);
  });
});
