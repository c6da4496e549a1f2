import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import type { Bench } from "./figure";
import { writeHistory } from "./history";
import { startInstance, waitForPage } from "./instance";
import { twelveMirrors } from "./overview";
import { quantile } from "./quantile";

const DAYS = 30;
const GOAL_MS = 50;
const WARM_UP = 5;
const REQUESTS = 40;
const NEXT = "node_modules/next/dist/bin/next";

/** Every chart of a mirror page by the API that has the same data, and the list under it. */
const CHARTS: readonly string[] = [
  ...["1h", "24h", "7d", "30d"].flatMap((range) => [
    `series?range=${range}`,
    `series?range=${range}&kind=zip`,
    `series?range=${range}&phase=ttfb&connection=reused`,
    `series?range=${range}&metric=outcomes`,
    `series?range=${range}&metric=availability`,
  ]),
  "exchanges?failed=true&limit=20",
];

async function requestMs(url: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - started;
}

/** The p95 of each chart, over all mirrors in turn; the slowest chart counts. */
async function measureCharts(origin: string): Promise<number> {
  const figures: number[] = [];
  for (const chart of CHARTS) {
    const addressOf = (index: number) => `${origin}/api/v1/mirrors/m${index % 12}/${chart}`;
    for (let i = 0; i < WARM_UP; i += 1) await requestMs(addressOf(i));
    const times: number[] = [];
    for (let i = 0; i < REQUESTS; i += 1) times.push(await requestMs(addressOf(i)));
    const p95Ms = quantile(times, 0.95);
    process.stderr.write(`${chart}: p50 ${quantile(times, 0.5).toFixed(1)} p95 ${p95Ms.toFixed(1)} ms\n`);
    figures.push(p95Ms);
  }
  return Math.max(...figures);
}

/** Serves what is in a data folder and measures its charts. */
export async function measureFolder(data: string): Promise<number> {
  const port = await freePort();
  const env = { GOMIRRORS_DATA: data, GOMIRRORS_PROBING: "off", NODE_ENV: "production" };
  const args = [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)];
  const instance = startInstance(process.execPath, args, env, process.cwd());
  try {
    await waitForPage(`http://127.0.0.1:${port}/healthz`, 60_000);
    return await measureCharts(`http://127.0.0.1:${port}`);
  } finally {
    await instance.stop();
  }
}

export const chartTime: Bench = {
  id: "2-chart-time",
  name: "any chart to 30 days, 12 mirrors: server time p95 of 40, the slowest chart, ms",
  goal: `<= ${GOAL_MS}`,
  run: async () => {
    const data = await temporaryFolder("charts");
    try {
      await writeHistory(`file:${data}/gomirrors.db`, twelveMirrors(), DAYS, Date.now());
      const ours = await measureFolder(data);
      return { ours, pass: ours <= GOAL_MS };
    } finally {
      await removeFolder(data);
    }
  },
};
