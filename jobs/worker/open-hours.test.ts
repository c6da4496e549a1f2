import { expect, test } from "vitest";
import { makeResult } from "@/lib/db/result-fixture";
import type { StoredSample } from "@/lib/probe/result";
import { bucketStart, HOUR_MS } from "@/lib/rollup/bucket";
import { rollUp } from "@/lib/rollup/rollup";
import { createOpenHours } from "./open-hours";

const start = bucketStart(makeResult().slot, HOUR_MS);
const samples: StoredSample[] = Array.from({ length: 500 }, (_, index) => {
  const { exchange: _exchange, ...sample } = makeResult({
    slot: start + index * 1_000,
    totalUs: 1_000 + 37 * index,
  });
  return sample;
});
const first = samples[0] ?? makeResult();

test("folding as it goes gives the very bytes of rolling up all at once", () => {
  const hours = createOpenHours();
  for (const sample of samples) hours.add(sample);
  expect(hours.read()).toEqual([rollUp(samples, first.series, "hour", start)]);
});
test("an hour that is in the store is forgotten, the next one is not", () => {
  const hours = createOpenHours();
  for (const sample of samples) hours.add(sample);
  hours.add({ ...first, slot: start + HOUR_MS });
  hours.close(rollUp(samples, first.series, "hour", start));
  expect(hours.read().map((rollup) => [rollup.start, rollup.n])).toEqual([[start + HOUR_MS, 1]]);
});
test("series do not mix", () => {
  const hours = createOpenHours();
  hours.add(first);
  hours.add({ ...first, series: { ...first.series, variant: "other" } });
  expect(hours.read().map(({ n }) => n)).toEqual([1, 1]);
});
