import { logNormal, randomStream } from "@/lib/lab/random";
import { quantile as histogramQuantile, mergeHistograms, toHistogram } from "@/lib/rollup/histogram";
import type { Bench } from "./figure";
import { quantile } from "./quantile";

const DISTRIBUTIONS = 300;
const VALUES = 2_000;
const POINTS = [0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];

/** The worst relative error of any quantile, percent, over random distributions merged from hours. */
export const histogramError: Bench = {
  id: "P9",
  name: "histogram quantile, worst relative error, %",
  goal: "<= 1.1",
  run: async () => {
    const random = randomStream(9);
    const worst = Math.max(...Array.from({ length: DISTRIBUTIONS }, () => worstError(random)));
    return { ours: worst * 100, pass: worst <= 0.011 };
  },
};

function worstError(random: () => number): number {
  const median = 10 ** (2 + 5 * random());
  const sigma = 0.05 + 1.5 * random();
  const values = Array.from({ length: VALUES }, () =>
    Math.max(1, Math.round(logNormal(random, median, sigma))),
  );
  const hours = [0, 1, 2, 3].map((part) => toHistogram(values.filter((_, index) => index % 4 === part)));
  const merged = mergeHistograms(hours);
  return Math.max(
    ...POINTS.map((p) => {
      const exact = quantile(values, p);
      return Math.abs((histogramQuantile(merged, p) ?? 0) - exact) / exact;
    }),
  );
}
