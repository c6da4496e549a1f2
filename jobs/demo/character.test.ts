import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { type Character, medianMsAt, troubleAt } from "./character";
import { CHARACTERS } from "./characters";

const MIDNIGHT = Date.UTC(2026, 2, 4);
const NOW = MIDNIGHT + 10 * HOUR_MS;

const steady: Character = {
  slug: "steady",
  name: { zh: "稳定", en: "Steady" },
  note: "",
  faults: {},
  medianMs: 100,
  eveningFactor: 2,
  spread: 0.2,
  strays: { share: 0, trouble: "reset" },
  outages: [],
  bouts: null,
};

test("a mirror is slowest at 21:00 in China and at its median twelve hours away", () => {
  expect(medianMsAt(steady, MIDNIGHT + 13 * HOUR_MS)).toBeCloseTo(200);
  expect(medianMsAt(steady, MIDNIGHT + HOUR_MS)).toBeCloseTo(100);
});

test("an outage holds from its start up to its end, for its kinds", () => {
  const outage = { agoMs: HOUR_MS, lastsMs: 60_000, trouble: "page", kinds: ["zip"] } as const;
  const character = { ...steady, outages: [outage] };
  const from = NOW - HOUR_MS;
  expect(troubleAt(character, "zip", from - 1, NOW)).toBeNull();
  expect(troubleAt(character, "zip", from, NOW)).toBe("page");
  expect(troubleAt(character, "info", from, NOW)).toBeNull();
  expect(troubleAt(character, "zip", from + 60_000, NOW)).toBeNull();
});

test("each period has one bout of its length, with the next trouble in turn", () => {
  const bouts = { everyMs: 6 * HOUR_MS, lastsMs: 10 * 60_000, troubles: ["reset", "silent"] } as const;
  const minutes = Array.from({ length: (2 * DAY_MS) / 60_000 }, (_, i) => MIDNIGHT + i * 60_000);
  const seen = minutes.map((at) => troubleAt({ ...steady, bouts }, "info", at, NOW));
  const starts = seen.filter((name, i) => name !== null && seen[i - 1] !== name);
  expect(starts).toEqual(["reset", "silent", "reset", "silent", "reset", "silent", "reset", "silent"]);
  expect(seen.filter((name) => name !== null)).toHaveLength(8 * 10);
});

test("the mirrors that are not judged yet say so in both languages", () => {
  const silent = CHARACTERS.filter(({ faults }) => Object.keys(faults).length > 0);
  expect(silent.map(({ slug }) => slug)).toEqual(["stale-list", "lying-zip"]);
  for (const { name } of silent) {
    expect(name.zh).toContain("尚不识别");
    expect(name.en).toContain("not judged yet");
  }
});
