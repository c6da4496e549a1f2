import { expect, test } from "vitest";
import { LANGS } from "@/lib/text/lang";
import { toFigures } from "./figures";

test.each(LANGS)("in %s every constant is a number that can be read", (lang) => {
  for (const [name, figure] of Object.entries(toFigures(lang))) {
    expect(figure, name).toMatch(/\d/);
    expect(figure, name).not.toMatch(/NaN|Infinity|undefined|\.\d{5}/);
  }
});

test("they are those of the program", () => {
  expect(toFigures("en")).toMatchObject({
    lightPerDay: "1,440",
    countedPerDay: "2,208",
    lightShare: "65%",
    error: "1.08%",
    growth: "1.0219",
    requestsMax: "6,000",
    failures: "3",
    quietMinutes: "3",
    lagShare: "5%",
    rawDays: "14",
    ratioBand: "0.1",
    latencyShare: "20%",
    latencyBandMs: "30",
    ranges:
      "1 h in points of 1 min (samples), 1 d in points of 5 min (samples), 7 d in points of 1 h (hours), 30 d in points of 2 h (hours)",
  });
});
