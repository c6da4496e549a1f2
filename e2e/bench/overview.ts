import { gzipSync } from "node:zlib";
import type { Bench } from "./figure";
import { quantile } from "./quantile";
import { withSite } from "./site";

const MIRRORS = 12;
const DAYS = 7;
const WARM_UP = 30;
const REQUESTS = 200;

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
    withSite(MIRRORS, DAYS, async (origin) => {
      for (let i = 0; i < WARM_UP; i += 1) await requestMs(`${origin}/`);
      const times: number[] = [];
      for (let i = 0; i < REQUESTS; i += 1) times.push(await requestMs(`${origin}/`));
      const ours = quantile(times, 0.95);
      return { ours, pass: ours <= 20 };
    }),
};

export const overviewScript: Bench = {
  id: "1-overview-script",
  name: "overview: script a browser loads, KB gzip",
  goal: "<= 165",
  run: () =>
    withSite(MIRRORS, DAYS, async (origin) => {
      const html = await (await fetch(`${origin}/`)).text();
      const sources = new Set(
        [...html.matchAll(/<script\b[^>]*?\bsrc="([^"]+)"[^>]*>/g)]
          .filter(([tag]) => !tag.includes("nomodule") && !tag.includes("noModule"))
          .map(([, source]) => source ?? ""),
      );
      let bytes = 0;
      for (const source of sources) {
        bytes += gzipSync(Buffer.from(await (await fetch(new URL(source, origin))).arrayBuffer())).length;
      }
      const ours = bytes / 1000;
      return { ours, pass: sources.size > 0 && ours <= 165 };
    }),
};
