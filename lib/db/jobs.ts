import type { Store } from "./client";

/** Work that outlives a process. `due` is Unix milliseconds; `cursor` is the kind's own text of how far it came. */
export type Job = {
  readonly id: string;
  readonly kind: string;
  readonly due: number;
  readonly cursor: string;
};

/** A job that this process holds until its lease ends; `fence` tells this claim from a later one. */
export type Claim = Pick<Job, "id" | "cursor"> & { readonly fence: number };

/** Stores a job; one of the same id that is there already stays as it is. */
export async function insertJob(store: Store, { id, kind, due, cursor }: Job): Promise<void> {
  await store.prisma.jobRow.upsert({
    where: { id },
    create: { id, kind, due, cursor, fence: 0 },
    update: {},
  });
}

/** Takes the job of a kind that has been due the longest and is held by nobody, for `leaseMs`; null when none is. */
export async function claimJob(
  store: Store,
  kind: string,
  now: number,
  leaseMs: number,
): Promise<Claim | null> {
  const [claim] = await store.prisma.$queryRaw<Claim[]>`
    UPDATE job SET lease = ${now + leaseMs}, fence = fence + 1
    WHERE id = (SELECT id FROM job WHERE kind = ${kind} AND due <= ${now} AND ifnull(lease, 0) <= ${now}
      ORDER BY due LIMIT 1)
    RETURNING id, cursor, fence`;
  return claim ?? null;
}

/** Puts a claimed job back, due later, with the cursor it has come to; false when the claim was lost meanwhile. */
export async function releaseJob(store: Store, claim: Claim, due: number, cursor: string): Promise<boolean> {
  const { count } = await store.prisma.jobRow.updateMany({
    where: { id: claim.id, fence: claim.fence },
    data: { due, cursor, lease: null },
  });
  return count === 1;
}

/** Writes down how far a claimed job has come, and holds it until `lease`; false when the claim was lost meanwhile. */
export async function saveJob(store: Store, claim: Claim, cursor: string, lease: number): Promise<boolean> {
  const { count } = await store.prisma.jobRow.updateMany({
    where: { id: claim.id, fence: claim.fence },
    data: { cursor, lease },
  });
  return count === 1;
}

/** Whether a job of a kind is due and held by nobody: a look that takes no lock. */
export async function hasDueJob(store: Store, kind: string, now: number): Promise<boolean> {
  const free = [{ lease: null }, { lease: { lte: now } }];
  const found = await store.prisma.jobRow.findFirst({
    where: { kind, due: { lte: now }, OR: free },
    select: { id: true },
  });
  return found !== null;
}

/** Lets go of all jobs of a kind: for the one process that may hold them, as it starts. */
export async function dropLeases(store: Store, kind: string): Promise<void> {
  await store.prisma.jobRow.updateMany({ where: { kind, lease: { not: null } }, data: { lease: null } });
}

/** Deletes a claimed job that is done; false when the claim was lost meanwhile. */
export async function deleteJob(store: Store, claim: Claim): Promise<boolean> {
  const { count } = await store.prisma.jobRow.deleteMany({ where: { id: claim.id, fence: claim.fence } });
  return count === 1;
}
