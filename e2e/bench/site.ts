import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { type Config, parseConfig } from "@/lib/config";
import { writeHistory } from "./history";
import { startInstance, waitForPage } from "./instance";

const NEXT = "node_modules/next/dist/bin/next";

/** A web process over a made-up past, and how to end it. */
export type BenchSite = { readonly origin: string; readonly close: () => Promise<void> };

/** Made-up mirrors `m0`, `m1` …; nothing is ever sent to them. */
export function madeUpMirrors(count: number): Config {
  const mirrors = Array.from(
    { length: count },
    (_, i) =>
      `  - { slug: m${i}, name: { zh: 镜像${i}, en: Mirror ${i} }, url: "https://m${i}.example/goproxy/" }\n`,
  );
  const text = `version: 1\nbuiltin: false\ncontrols: []\nmirrors:\n${mirrors.join("")}`;
  const { config, findings } = parseConfig(text, { env: {}, file: "bench.yaml", readCa: () => null });
  if (config === null) throw new Error(`the bench configuration is not valid: ${JSON.stringify(findings)}`);
  return config;
}

/** Serves so many mirrors with so many days of history behind them. */
export async function openSite(mirrors: number, days: number): Promise<BenchSite> {
  const data = await temporaryFolder("site");
  const port = await freePort();
  await writeHistory(`file:${data}/gomirrors.db`, madeUpMirrors(mirrors), days, Date.now());
  const env = { GOMIRRORS_DATA: data, GOMIRRORS_PROBING: "off", NODE_ENV: "production" };
  const args = [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)];
  const instance = startInstance(process.execPath, args, env, process.cwd());
  const close = async () => {
    await instance.stop();
    await removeFolder(data);
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await waitForPage(`${origin}/healthz`, 60_000);
  } catch (error) {
    await close();
    throw error;
  }
  return { origin, close };
}

/** The same, closed once `use` has ended. */
export async function withSite<T>(
  mirrors: number,
  days: number,
  use: (origin: string) => Promise<T>,
): Promise<T> {
  const site = await openSite(mirrors, days);
  try {
    return await use(site.origin);
  } finally {
    await site.close();
  }
}
