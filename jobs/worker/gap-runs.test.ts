import { expect, test } from "vitest";
import type { SeriesName } from "@/lib/probe/series";
import { createGapRuns } from "./gap-runs";

const series: SeriesName = {
  mirror: "a",
  kind: "info",
  variant: "canonical",
  connection: "fresh",
  family: 0,
};
const missed = { series, everyMs: 60_000, epoch: 1, cause: "budget" } as const;

test("slots that follow each other grow one row", () => {
  const join = createGapRuns();
  expect(join({ ...missed, slot: 60_000 })).toMatchObject({ from: 60_000, to: 60_000, count: 1 });
  expect(join({ ...missed, slot: 120_000 })).toMatchObject({ from: 60_000, to: 120_000, count: 2 });
});

const breaks = [
  { name: "a slot in between was measured", slot: 180_000, cause: "budget", epoch: 1 },
  { name: "another cause", slot: 120_000, cause: "busy", epoch: 1 },
  { name: "another epoch of the clock", slot: 120_000, cause: "budget", epoch: 2 },
] as const;
test.each(breaks)("a new row begins: $name", ({ slot, cause, epoch }) => {
  const join = createGapRuns();
  join({ ...missed, slot: 60_000 });
  expect(join({ ...missed, slot, cause, epoch })).toMatchObject({ from: slot, count: 1, cause });
});

test("series do not mix", () => {
  const join = createGapRuns();
  join({ ...missed, slot: 60_000 });
  expect(join({ ...missed, series: { ...series, mirror: "b" }, slot: 120_000 })).toMatchObject({ count: 1 });
});
