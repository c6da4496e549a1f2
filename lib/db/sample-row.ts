import { PHASES, type PhasesUs } from "@/lib/probe/exchange";
import { outcomeCode, outcomeOf } from "@/lib/probe/outcome";
import { REASONS } from "@/lib/probe/reason";
import { CAUSES, type ProbeResult, type StoredSample } from "@/lib/probe/result";
import { ensureAddress, loadAddresses } from "./addresses";
import type { Store } from "./client";
import { codeOf, memberOf } from "./closed-list";
import { formatFlags, parseFlags } from "./flags";
import { Prisma } from "./generated/sqlite/client";
import { cachedValue } from "./id-cache";
import { mirrorIdOf } from "./mirrors";
import { seriesIdOf } from "./series";
import { ensureTarget, loadTargets } from "./targets";

/** A row of the table `sample`, in the order of its columns. */
export type SampleRow = readonly [
  seriesId: number,
  epoch: number,
  slot: number,
  attempt: number,
  targetId: number | null,
  cause: number,
  outcome: number,
  phase: number,
  reason: number | null,
  dnsUs: number | null,
  tcpUs: number | null,
  tlsUs: number | null,
  ttfbUs: number | null,
  transferUs: number | null,
  bytes: number,
  status: number | null,
  addressId: number | null,
  lateMs: number,
  lagUs: number,
  flags: number,
];

/** The columns of the table `sample`, in the order of a row. */
export const SAMPLE_COLUMNS = Prisma.sql`series_id, epoch, slot, attempt, target_id, cause, outcome, phase, reason, dns_us,
  tcp_us, tls_us, ttfb_us, transfer_us, bytes, status, address_id, late_ms, lag_us, flags`;

export async function toSampleRow(store: Store, vantage: string, result: ProbeResult): Promise<SampleRow> {
  const { target, address, phasesUs } = result;
  const mirrorId = await mirrorIdOf(store, result.series.mirror);
  return [
    await seriesIdOf(store, vantage, result.series),
    result.epoch,
    result.slot,
    result.attempt,
    target === null ? null : await ensureTarget(store, target),
    codeOf(CAUSES, result.cause),
    outcomeCode(result.outcome),
    codeOf(PHASES, result.phase),
    result.reason === null ? null : codeOf(REASONS, result.reason),
    roundUs(phasesUs.dns),
    roundUs(phasesUs.tcp),
    roundUs(phasesUs.tls),
    roundUs(phasesUs.ttfb),
    roundUs(phasesUs.transfer),
    result.bytes,
    result.status,
    address === null ? null : await ensureAddress(store, mirrorId, address),
    Math.round(result.at - result.slot),
    Math.round(result.lagUs),
    formatFlags(result),
  ];
}

/** A fraction would be stored as eight bytes where two or three do. */
function roundUs(us: number | null): number | null {
  return us === null ? null : Math.round(us);
}

/** The samples of rows whose series are in the store's cache. */
export async function toSamples(store: Store, rows: readonly SampleRow[]): Promise<StoredSample[]> {
  await loadTargets(store, distinct(rows.map((row) => row[4])));
  await loadAddresses(store, distinct(rows.map((row) => row[16])));
  return rows.map((row) => toSample(store, row));
}

function distinct(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids)].filter((id) => id !== null);
}

function toSample(store: Store, row: SampleRow): StoredSample {
  const [
    seriesId,
    epoch,
    slot,
    attempt,
    targetId,
    cause,
    outcome,
    phase,
    reason,
    dns,
    tcp,
    tls,
    ttfb,
    transfer,
  ] = row;
  const [bytes, status, addressId, lateMs, lagUs, flags] = [
    row[14],
    row[15],
    row[16],
    row[17],
    row[18],
    row[19],
  ];
  const phasesUs = { dns, tcp, tls, ttfb, transfer };
  return {
    series: cachedValue(store.ids.series, seriesId),
    epoch,
    slot,
    attempt,
    cause: memberOf(CAUSES, cause),
    target: targetId === null ? null : cachedValue(store.ids.targets, targetId),
    at: slot + lateMs,
    outcome: outcomeOf(outcome),
    phase: memberOf(PHASES, phase),
    reason: reason === null ? null : memberOf(REASONS, reason),
    phasesUs,
    totalUs: sumPhases(phasesUs),
    bytes,
    status,
    address: addressId === null ? null : cachedValue(store.ids.addresses, addressId),
    lateMs,
    lagUs,
    ...parseFlags(flags),
  };
}

/** The total is not stored: the five phases follow each other without a pause. */
export function sumPhases(phasesUs: PhasesUs): number {
  return PHASES.reduce((sum, phase) => sum + (phasesUs[phase] ?? 0), 0);
}
