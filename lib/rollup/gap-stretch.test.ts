import { expect, test } from "vitest";
import { mergeGaps } from "./gap-stretch";

const RANGE = { from: 100, to: 200 };
const gap = (from: number, to: number, cause: "budget" | "clock" = "budget") => ({ from, to, cause });

test.each([
  { name: "none", gaps: [], want: [] },
  { name: "reaches to the slot after its last", gaps: [gap(110, 120)], want: [[110, 130, "budget"]] },
  {
    name: "is cut at the range",
    gaps: [gap(50, 120), gap(190, 300)],
    want: [
      [100, 130, "budget"],
      [190, 200, "budget"],
    ],
  },
  { name: "outside the range is none", gaps: [gap(10, 80), gap(200, 220)], want: [] },
  {
    name: "touching ones of one cause are one",
    gaps: [gap(120, 130), gap(110, 110)],
    want: [[110, 140, "budget"]],
  },
  {
    name: "causes stay apart",
    gaps: [gap(110, 120), gap(115, 125, "clock"), gap(130, 140)],
    want: [
      [110, 150, "budget"],
      [115, 135, "clock"],
    ],
  },
  {
    name: "one inside another is no new one",
    gaps: [gap(110, 150), gap(120, 130)],
    want: [[110, 160, "budget"]],
  },
])("$name", ({ gaps, want }) => {
  expect(mergeGaps(gaps, 10, RANGE).map(({ from, to, cause }) => [from, to, cause])).toEqual(want);
});
