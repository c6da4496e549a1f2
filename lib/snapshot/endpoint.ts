import { endpointSubject, type Standing } from "@/lib/health/state";
import type { Phase, PhasesUs } from "@/lib/probe/exchange";
import { IP_FAMILIES } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import type { StoredSample } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import type { Rollup } from "@/lib/rollup/rollup";
import { newestOf, toQuantiles } from "./measured";
import type { EndpointSnapshot, FamilySnapshot, VariantSnapshot } from "./snapshot";

/** What is known of one mirror: the hours of the window, the newest sample of each series, the states. */
export type Known = {
  readonly hours: readonly Rollup[];
  readonly newest: readonly StoredSample[];
  readonly standings: readonly Standing[];
};

/** One endpoint kind of a mirror; UNKNOWN, with nulls, where nothing is known of it. */
export function toEndpoint(kind: KindName, known: Known): EndpointSnapshot {
  const standing = known.standings.find(({ subject }) => subject === endpointSubject(kind));
  const hours = known.hours.filter(({ series }) => series.kind === kind);
  const newest = known.newest.filter(({ series }) => series.kind === kind);
  const fresh = newest.filter(isFresh);
  const judged = newestOf(fresh.filter(isJudged));
  return {
    kind,
    state: standing?.state ?? "UNKNOWN",
    since: standing?.since ?? null,
    stateReason: standing?.reason ?? null,
    outcome: judged?.outcome ?? null,
    phase: judged?.phase ?? null,
    reason: judged?.reason ?? null,
    ...toQuantiles(hours.filter(isFresh), newestOf(fresh)?.at ?? null),
    families: toFamilies(hours.filter(isFresh), fresh),
    variants: newest.toSorted(bySeries).map((sample) => toVariant(sample, hours)),
  };
}

/** True for what was measured on new connections: what a build does, and what a state rests on. */
export function isFresh(measured: Rollup | StoredSample): boolean {
  return measured.series.connection === "fresh";
}

function isJudged({ observerFault, outcome }: StoredSample): boolean {
  return !observerFault && outcome !== "stopped";
}

/** Both families, or none: one alone is told apart from nothing. */
function toFamilies(hours: readonly Rollup[], newest: readonly StoredSample[]): FamilySnapshot[] {
  const families = IP_FAMILIES.flatMap((family) => {
    const isOver = ({ series }: Rollup | StoredSample) => series.family === family;
    const own = hours.filter(isOver);
    const last = newest.filter(isOver);
    if (own.length + last.length === 0) return [];
    const outcome = newestOf(last.filter(isJudged))?.outcome ?? null;
    return [{ family, outcome, ...toQuantiles(own, newestOf(last)?.at ?? null) }];
  });
  return families.length < IP_FAMILIES.length ? [] : families;
}

function toVariant(sample: StoredSample, hours: readonly Rollup[]): VariantSnapshot {
  const name = formatSeries(sample.series);
  const own = hours.filter(({ series }) => formatSeries(series) === name);
  const { outcome, phase, reason, status, address, wouldHang, observerFault } = sample;
  return {
    variant: sample.series.variant,
    connection: sample.series.connection,
    family: sample.series.family === 0 ? null : sample.series.family,
    outcome,
    phase,
    reason,
    status,
    address,
    phasesMs: toPhasesMs(sample.phasesUs),
    totalMs: sample.totalUs / 1000,
    wouldHang,
    observerFault,
    ...toQuantiles(own, sample.at),
  };
}

function toPhasesMs(phasesUs: PhasesUs): Readonly<Record<Phase, number | null>> {
  const { dns, tcp, tls, ttfb, transfer } = phasesUs;
  return { dns: toMs(dns), tcp: toMs(tcp), tls: toMs(tls), ttfb: toMs(ttfb), transfer: toMs(transfer) };
}

function toMs(us: number | null): number | null {
  return us === null ? null : us / 1000;
}

function bySeries(a: StoredSample, b: StoredSample): number {
  return formatSeries(a.series) < formatSeries(b.series) ? -1 : 1;
}
