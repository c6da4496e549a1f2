import { expect, test } from "vitest";
import { afterDeath, type BackOff, FRESH } from "./back-off";

const cases = [
  {
    name: "the first death waits half a second",
    before: FRESH,
    livedMs: 10,
    want: { deaths: 1, waitMs: 500 },
  },
  {
    name: "each further one twice as long",
    before: { deaths: 2, waitMs: 1000 },
    livedMs: 10,
    want: { deaths: 3, waitMs: 2000 },
  },
  {
    name: "never longer than 30 s",
    before: { deaths: 40, waitMs: 30_000 },
    livedMs: 10,
    want: { deaths: 41, waitMs: 30_000 },
  },
  {
    name: "a minute of life starts the row anew",
    before: { deaths: 9, waitMs: 30_000 },
    livedMs: 60_000,
    want: { deaths: 1, waitMs: 500 },
  },
] satisfies { name: string; before: BackOff; livedMs: number; want: BackOff }[];

test.each(cases)("$name", ({ before, livedMs, want }) => {
  expect(afterDeath(before, livedMs)).toEqual(want);
});
