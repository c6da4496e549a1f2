import { gzipSync } from "node:zlib";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { type Config, parseConfig } from "@/lib/config";
import type { Bench, Measured } from "./figure";
import { writeHistory } from "./history";
import { startInstance, waitForPage } from "./instance";
import { quantile } from "./quantile";

const MIRRORS = 12;
const DAYS = 7;
const WARM_UP = 30;
const REQUESTS = 200;
const NEXT = "node_modules/next/dist/bin/next";

/** Twelve made-up mirrors; nothing is ever sent to them. */
export function twelveMirrors(): Config {
  const mirrors = Array.from(
    { length: MIRRORS },
    (_, i) =>
      `  - { slug: m${i}, name: { zh: 镜像${i}, en: Mirror ${i} }, url: "https://m${i}.example/goproxy/" }\n`,
  );
  const text = `version: 1\nbuiltin: false\ncontrols: []\nmirrors:\n${mirrors.join("")}`;
  const { config, findings } = parseConfig(text, { env: {}, file: "bench.yaml", readCa: () => null });
  if (config === null) throw new Error(`the bench configuration is not valid: ${JSON.stringify(findings)}`);
  return config;
}

/** Serves the overview of twelve mirrors and seven days, and hands its address to `measure`. */
async function withOverview(measure: (url: string) => Promise<Measured>): Promise<Measured> {
  const data = await temporaryFolder("overview");
  const port = await freePort();
  await writeHistory(`file:${data}/gomirrors.db`, twelveMirrors(), DAYS, Date.now());
  const env = { GOMIRRORS_DATA: data, GOMIRRORS_PROBING: "off", NODE_ENV: "production" };
  const args = [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)];
  const instance = startInstance(process.execPath, args, env, process.cwd());
  try {
    await waitForPage(`http://127.0.0.1:${port}/healthz`, 60_000);
    return await measure(`http://127.0.0.1:${port}/`);
  } finally {
    await instance.stop();
    await removeFolder(data);
  }
}

async function requestMs(url: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok || !text.includes("m11.example"))
    throw new Error("this is not the overview of twelve mirrors");
  return performance.now() - started;
}

export const overviewTime: Bench = {
  id: "1-overview-time",
  name: "overview, 12 mirrors, 7 days: server time p95 of 200, ms",
  goal: "<= 20",
  run: () =>
    withOverview(async (url) => {
      for (let i = 0; i < WARM_UP; i += 1) await requestMs(url);
      const times: number[] = [];
      for (let i = 0; i < REQUESTS; i += 1) times.push(await requestMs(url));
      const ours = quantile(times, 0.95);
      return { ours, pass: ours <= 20 };
    }),
};

export const overviewScript: Bench = {
  id: "1-overview-script",
  name: "overview: script a browser loads, KB gzip",
  goal: "<= 165",
  run: () =>
    withOverview(async (url) => {
      const html = await (await fetch(url)).text();
      const sources = new Set(
        [...html.matchAll(/<script\b[^>]*?\bsrc="([^"]+)"[^>]*>/g)]
          .filter(([tag]) => !tag.includes("nomodule") && !tag.includes("noModule"))
          .map(([, source]) => source ?? ""),
      );
      let bytes = 0;
      for (const source of sources) {
        bytes += gzipSync(Buffer.from(await (await fetch(new URL(source, url))).arrayBuffer())).length;
      }
      const ours = bytes / 1000;
      return { ours, pass: sources.size > 0 && ours <= 165 };
    }),
};
