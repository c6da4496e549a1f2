import { type Browser, type CDPSession, chromium, type Page } from "playwright";
import { chromiumPath } from "@/e2e/env";
import type { Profile } from "./profile";

/** What one load of a page cost. Bytes are those on the wire, compressed. */
export type PageLoad = {
  readonly lcpMs: number;
  readonly cls: number;
  /** CPU time of the main thread until the page had settled; not wall time, which other processes lengthen. */
  readonly mainThreadMs: number;
  readonly scriptBytes: number;
  readonly totalBytes: number;
};

export type LoadOptions = {
  readonly profile: Profile;
  /** Waits until the page has what is to be measured, such as a chart. */
  readonly settled?: (page: Page) => Promise<void>;
  /** What happens before the load that is measured, in the same browser: a first visit, a login. */
  readonly before?: (page: Page) => Promise<void>;
};

const SETTLE_MS = 1_000;

/** A headless browser with a cold cache in each context. */
export function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  const args = ["--disable-quic", "--disable-background-networking", "--disable-component-update"];
  return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args });
}

/** Loads `url` in a context of its own and measures it until it is quiet. */
export async function loadPage(browser: Browser, url: string, options: LoadOptions): Promise<PageLoad> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await options.before?.(page);
    const session = await context.newCDPSession(page);
    const bytes = await countBytes(session);
    await slowDown(session, options.profile);
    await page.addInitScript(watchPaint);
    const busyBefore = await busyMs(session);
    await page.goto(url, { waitUntil: "load", timeout: 120_000 });
    await options.settled?.(page);
    await page.waitForTimeout(SETTLE_MS);
    const mainThreadMs = (await busyMs(session)) - busyBefore;
    const paint = await page.evaluate(() => globalThis.gomirrorsPaint);
    return { ...paint, mainThreadMs, ...bytes() };
  } finally {
    await context.close();
  }
}

declare global {
  var gomirrorsPaint: { lcpMs: number; cls: number };
}

/** Runs in the page. Layout shifts are grouped as Core Web Vitals does: windows of 5 s with gaps under 1 s. */
function watchPaint(): void {
  const paint = { lcpMs: 0, cls: 0 };
  globalThis.gomirrorsPaint = paint;
  let window = { from: 0, last: 0, sum: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) paint.lcpMs = Math.max(paint.lcpMs, entry.startTime);
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!("value" in entry) || typeof entry.value !== "number") continue;
      if ("hadRecentInput" in entry && entry.hadRecentInput === true) continue;
      const at = entry.startTime;
      if (at - window.last > 1_000 || at - window.from > 5_000) window = { from: at, last: at, sum: 0 };
      window = { ...window, last: at, sum: window.sum + entry.value };
      paint.cls = Math.max(paint.cls, window.sum);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function slowDown(session: CDPSession, { network, cpuFactor }: Profile): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpuFactor });
  if (network === null) return;
  const bytesPerSecond = (network.downKbitPerSecond * 1_000) / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: network.rttMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

/** Bytes received since, by the network's own count. */
async function countBytes(session: CDPSession): Promise<() => Pick<PageLoad, "scriptBytes" | "totalBytes">> {
  const types = new Map<string, string>();
  const counted = { scriptBytes: 0, totalBytes: 0 };
  session.on("Network.responseReceived", ({ requestId, type }) => void types.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    counted.totalBytes += encodedDataLength;
    if (types.get(requestId) === "Script") counted.scriptBytes += encodedDataLength;
  });
  session.on("Network.webSocketFrameReceived", ({ response }) => {
    counted.totalBytes += response.payloadData.length;
  });
  await session.send("Network.enable");
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return () => ({ ...counted });
}

async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  const busy = metrics.find(({ name }) => name === "TaskDuration");
  return (busy?.value ?? 0) * 1_000;
}
