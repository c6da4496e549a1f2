import type { Bench } from "./figure";
import { quantile } from "./quantile";
import { withSite } from "./site";

const MIRRORS = 12;
const DAYS = 30;
const ROUNDS = 8;
const RANGES = ["1h", "24h", "7d", "30d"] as const;
const KINDS = ["info", "zip", "list", "sumdb"] as const;

async function requestMs(url: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(url);
  const body: unknown = await response.json();
  const points = typeof body === "object" && body !== null && "points" in body ? body.points : null;
  if (!response.ok || !Array.isArray(points) || points.length === 0 || points.length > 400) {
    throw new Error(`${url} gave no series of at most 400 points`);
  }
  return performance.now() - started;
}

/** Every range of several endpoints of every mirror, in turn. */
function addresses(origin: string): string[] {
  return RANGES.flatMap((range) =>
    KINDS.flatMap((kind) =>
      Array.from(
        { length: MIRRORS },
        (_, i) => `${origin}/api/v1/mirrors/m${i}/series?range=${range}&kind=${kind}`,
      ),
    ),
  );
}

export const chartTime: Bench = {
  id: "2-chart-time",
  name: `series to 30 d, ${MIRRORS} mirrors, ${DAYS} days behind them: server time p95, ms`,
  goal: "<= 50",
  run: () =>
    withSite(MIRRORS, DAYS, async (origin) => {
      const urls = addresses(origin);
      for (const url of urls) await requestMs(url);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const url of urls) times.push(await requestMs(url));
      }
      const ours = quantile(times, 0.95);
      return { ours, pass: ours <= 50 };
    }),
};
