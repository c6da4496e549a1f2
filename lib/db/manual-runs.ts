import {
  formatManualRun,
  type ManualRun,
  newManualRun,
  parseManualRun,
  RUN_MAX_AGE_MS,
} from "@/lib/probe/manual-run";
import type { Store } from "./client";
import { type Claim, claimJob, deleteJob, dropLeases, hasDueJob, releaseJob, saveJob } from "./jobs";

/** The one run that may be under way, and by mirror the last one that has ended. */
export type ManualRuns = { readonly open: ManualRun | null; readonly last: ManualRun | null };

/** A run that this process carries out. */
export type ClaimedRun = { readonly claim: Claim; readonly run: ManualRun };

/** One id for all: no second run can be asked for while there is one. */
const OPEN = "probe-now";
const ENDED_KIND = "probed";

/**
 * Asks a vantage for a run; false when one is asked for or under way already. One that nobody has taken up for longer
 * than it is good for gives way.
 */
export async function insertManualRun(
  store: Store,
  vantage: string,
  mirror: string,
  now: number,
): Promise<boolean> {
  const cursor = formatManualRun(newManualRun(mirror, now));
  const [, inserted] = await store.prisma.$transaction([
    store.prisma.$executeRaw`
      DELETE FROM job WHERE id = ${OPEN} AND due < ${now - RUN_MAX_AGE_MS} AND ifnull(lease, 0) <= ${now}`,
    store.prisma.$executeRaw`
      INSERT INTO job (id, kind, due, fence, cursor) VALUES (${OPEN}, ${kindOf(vantage)}, ${now}, 0, ${cursor})
      ON CONFLICT (id) DO NOTHING`,
  ]);
  return inserted === 1;
}

/** The run under way, whatever its mirror, and the last one of this mirror. */
export async function readManualRuns(store: Store, mirror: string): Promise<ManualRuns> {
  const rows = await store.prisma.jobRow.findMany({ where: { id: { in: [OPEN, endedId(mirror)] } } });
  const read = (id: string) => {
    const row = rows.find((one) => one.id === id);
    return row === undefined ? null : parseManualRun(row.cursor);
  };
  return { open: read(OPEN), last: read(endedId(mirror)) };
}

/** Takes up the run that a vantage was asked for, for `leaseMs`; null when there is none. One that cannot be read goes. */
export async function claimManualRun(
  store: Store,
  vantage: string,
  now: number,
  leaseMs: number,
): Promise<ClaimedRun | null> {
  const kind = kindOf(vantage);
  if (!(await hasDueJob(store, kind, now))) return null;
  const claim = await claimJob(store, kind, now, leaseMs);
  if (claim === null) return null;
  const run = parseManualRun(claim.cursor);
  if (run === null) await deleteJob(store, claim);
  return run === null ? null : { claim, run };
}

/** Writes down how far it has come; false when the claim was lost meanwhile. */
export function saveManualRun(
  store: Store,
  { claim, run }: ClaimedRun,
  now: number,
  leaseMs: number,
): Promise<boolean> {
  return saveJob(store, claim, formatManualRun(run), now + leaseMs);
}

/** Puts it back as it is, for whoever takes it up next. */
export function releaseManualRun(store: Store, { claim, run }: ClaimedRun): Promise<boolean> {
  return releaseJob(store, claim, run.askedAt, formatManualRun(run));
}

/** Ends it: it takes the place of its mirror's last one. False, and nothing changes, when the claim was lost. */
export async function endManualRun(store: Store, { claim, run }: ClaimedRun): Promise<boolean> {
  const id = endedId(run.mirror);
  const ended = { kind: ENDED_KIND, due: run.askedAt, lease: null, cursor: formatManualRun(run) };
  return store.prisma.$transaction(async (tx) => {
    const { count } = await tx.jobRow.deleteMany({ where: { id: claim.id, fence: claim.fence } });
    if (count === 0) return false;
    await tx.jobRow.upsert({ where: { id }, create: { id, fence: 0, ...ended }, update: ended });
    return true;
  });
}

/** For a worker that starts: no other one of its vantage is left to hold a run. */
export function freeManualRuns(store: Store, vantage: string): Promise<void> {
  return dropLeases(store, kindOf(vantage));
}

function kindOf(vantage: string): string {
  return `${OPEN}/${vantage}`;
}

function endedId(mirror: string): string {
  return `${ENDED_KIND}/${mirror}`;
}
