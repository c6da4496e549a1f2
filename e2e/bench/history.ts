import { createRecentStore } from "@/jobs/worker/recent";
import { familiesInForce, toWatched, type Watched } from "@/jobs/worker/watched";
import type { Config } from "@/lib/config";
import { openStore, type Store } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { syncMirrors } from "@/lib/db/mirrors";
import { upsertRollups } from "@/lib/db/rollups";
import { insertResults } from "@/lib/db/samples";
import { writeSnapshot } from "@/lib/db/snapshots";
import { newObserver, stepAnswer } from "@/lib/health/observer";
import { endpointSubject } from "@/lib/health/state";
import { logNormal, randomStream } from "@/lib/lab/random";
import { createLogger } from "@/lib/log";
import type { Exchange, PhasesUs } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { type Lane, planSlots } from "@/lib/probe/plan";
import type { ProbeResult } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { bucketStart, DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { rollUp } from "@/lib/rollup/rollup";
import { buildSnapshot, type MirrorInput } from "@/lib/snapshot/build";
import { formatSnapshot } from "@/lib/snapshot/schema";

export type HistoryReport = { readonly samples: number; readonly rollups: number };

const MIGRATIONS = "prisma/migrations/sqlite";
const FAILING_SHARE = 0.004;

/**
 * Writes days of history through the store, as the worker would have: every slot of every lane, and its hours.
 * The same seed, configuration and moment give the same rows.
 */
export async function writeHistory(
  url: string,
  config: Config,
  days: number,
  now: number,
): Promise<HistoryReport> {
  await migrate(url, MIGRATIONS, new Date(now));
  const store = await openStore(url);
  const watched = toWatched(config);
  await syncMirrors(
    store,
    watched.map(({ mirror }) => mirror),
    now - days * DAY_MS,
  );
  const report = { samples: 0, rollups: 0 };
  for (const [index, one] of watched.entries()) {
    const random = randomStream(1_000 + index);
    for (let hour = bucketStart(now, HOUR_MS) - days * DAY_MS; hour < now; hour += HOUR_MS) {
      const results = makeHour(one, hour, Math.min(hour + HOUR_MS, now), 40 + 20 * index, random);
      await insertResults(store, config.vantage.slug, results);
      report.samples += results.length;
      if (hour + HOUR_MS > now) continue;
      const rollups = rollUpHour(results, hour);
      await upsertRollups(store, config.vantage.slug, rollups);
      report.rollups += rollups.length;
    }
  }
  await publish(store, config, watched, now);
  await store.close();
  return report;
}

/** The snapshot that the worker would write at `now`, all endpoints healthy for days. */
async function publish(
  store: Store,
  config: Config,
  watched: readonly Watched[],
  now: number,
): Promise<void> {
  const world = {
    store,
    log: createLogger("history", "silent"),
    vantage: config.vantage.slug,
    now: () => now,
  };
  const recent = createRecentStore(world);
  const mirrors: MirrorInput[] = [];
  for (const one of watched) {
    const { mirror, budget } = one;
    await recent.load(mirror);
    const subjects = ["mirror", ...KINDS.map(endpointSubject)] as const;
    const reason = { code: "answered", params: {} };
    const standings = subjects.map(
      (subject) => ({ subject, state: "HEALTHY", since: now - 6 * DAY_MS, reason }) as const,
    );
    const { requests, bytes } = budget.limits;
    const day = new Date(now).toISOString().slice(0, 10);
    const spent = { day, requests: 1_200, requestsMax: requests, bytes: 9_000_000, bytesMax: bytes };
    mirrors.push({
      ...recent.read(mirror.slug, now, familiesInForce(one, now)),
      mirror,
      standings,
      stateBefore: "HEALTHY",
      budget: { ...spent, cut: 0, pausedUntil: null },
    });
  }
  const observer = stepAnswer(
    newObserver(
      [],
      watched.map(({ host }) => host),
    ),
    now,
    4,
  );
  const { vantage } = config;
  const snapshot = buildSnapshot({
    now,
    seq: 1,
    vantage,
    probing: true,
    startedAt: now - DAY_MS,
    observer,
    configError: null,
    mirrors,
  });
  await writeSnapshot(store, { vantage: vantage.slug, seq: 1, at: now, body: formatSnapshot(snapshot) });
}

function makeHour(
  watched: Watched,
  from: number,
  to: number,
  medianMs: number,
  random: () => number,
): ProbeResult[] {
  return planSlots(watched.lanes, from - 1, to - 1).flatMap(({ lane, slot, twin }) => {
    const lanes: Lane[] = twin === null ? [lane] : [lane, twin];
    return lanes.map((one) => makeResult(one, slot, medianMs, random));
  });
}

function makeResult(lane: Lane, slot: number, medianMs: number, random: () => number): ProbeResult {
  const failed = random() < FAILING_SHARE;
  const totalUs = Math.round(logNormal(random, medianMs * 1_000, 0.35));
  const reused = lane.series.connection === "reused";
  const part = (share: number) => Math.round(totalUs * share);
  const phasesUs: PhasesUs = {
    dns: reused ? null : part(0.1),
    tcp: reused ? null : part(0.2),
    tls: reused ? null : part(0.25),
    ttfb: part(0.4),
    transfer: part(0.05),
  };
  return {
    series: lane.series,
    epoch: 1,
    slot,
    attempt: 0,
    cause: "scheduled",
    target: { module: "rsc.io/quote", version: "v1.5.2" },
    at: slot + 3,
    outcome: failed ? "server-error" : "ok",
    phase: failed ? "ttfb" : "transfer",
    reason: null,
    phasesUs,
    totalUs,
    bytes: 120,
    status: failed ? 502 : 200,
    address: "192.0.2.10",
    lateMs: 3,
    lagUs: 200,
    lagged: false,
    wouldHang: false,
    observerFault: false,
    requests: 1,
    exchange: makeExchange(slot, phasesUs, totalUs, failed ? 502 : 200),
  };
}

function makeExchange(slot: number, phasesUs: PhasesUs, totalUs: number, status: number): Exchange {
  const url = "https://mirror.example/rsc.io/quote/@v/v1.5.2.info";
  return {
    startedAt: slot + 3,
    request: { method: "GET", url, headers: {} },
    connection: "fresh",
    hops: [{ url, address: "192.0.2.10", phasesUs, status, headers: {} }],
    phasesUs,
    totalUs,
    status,
    headers: { "content-type": "application/json" },
    bytes: 120,
    body: new Uint8Array(),
    cut: false,
    failure: null,
    alpn: "http/1.1",
    tlsVersion: "TLSv1.3",
    certificate: null,
    address: "192.0.2.10",
    addresses: ["192.0.2.10"],
    lagUs: 200,
  };
}

function rollUpHour(results: readonly ProbeResult[], hour: number) {
  const names = new Map(results.map(({ series }) => [formatSeries(series), series]));
  return [...names].map(([key, series]) => {
    const own = results.filter((result) => formatSeries(result.series) === key);
    return rollUp(own, series, "hour", hour);
  });
}
