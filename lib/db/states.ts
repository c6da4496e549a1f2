import { STATES, type State, type Subject, type Transition } from "@/lib/health/state";
import type { Store } from "./client";
import { codeOf, memberOf } from "./closed-list";
import type { Prisma } from "./generated/sqlite/client";
import { mirrorIdOf } from "./mirrors";
import { seriesIdOf } from "./series";
import { parseSubject, toTransitionRow } from "./transitions";
import { ensureVantage } from "./vantages";

/** What is remembered of one subject between two samples. */
export type StoredState = {
  readonly mirror: string;
  readonly subject: Subject;
  readonly state: State;
  /** Unix milliseconds; null until the first transition. */
  readonly since: number | null;
  /** JSON text of the state machine's memory. */
  readonly step: string;
  /** Rises by one with each change; 0 for a subject that is not stored yet. */
  readonly version: number;
};

type StateKey = { readonly mirrorId: number; readonly vantageId: number };

/**
 * Stores a subject's next state, and the transition that led to it (null when it stayed where it was), both or
 * neither. `next.version` is the version that it was read with: false, and nothing is stored, when the row has another
 * one by now.
 */
export async function saveState(
  store: Store,
  vantage: string,
  next: StoredState,
  transition: Transition | null,
): Promise<boolean> {
  const key = {
    mirrorId: await mirrorIdOf(store, next.mirror),
    vantageId: await ensureVantage(store, vantage),
  };
  if (transition === null) return writeState(store.prisma, key, next);
  const seriesId =
    transition.sample === null ? null : await seriesIdOf(store, vantage, transition.sample.series);
  const row = toTransitionRow(key.mirrorId, key.vantageId, transition, seriesId);
  return store.prisma.$transaction(async (tx) => {
    if (!(await writeState(tx, key, next))) return false;
    await tx.transition.create({ data: row });
    return true;
  });
}

async function writeState(
  database: Pick<Prisma.TransactionClient, "$executeRaw">,
  { mirrorId, vantageId }: StateKey,
  { subject, state, since, step, version }: StoredState,
): Promise<boolean> {
  const code = codeOf(STATES, state);
  const changed =
    version === 0
      ? await database.$executeRaw`
          INSERT OR IGNORE INTO state (mirror_id, vantage_id, subject, state, since, step, version)
          VALUES (${mirrorId}, ${vantageId}, ${subject}, ${code}, ${since}, ${step}, 1)`
      : await database.$executeRaw`
          UPDATE state SET state = ${code}, since = ${since}, step = ${step}, version = version + 1
          WHERE mirror_id = ${mirrorId} AND vantage_id = ${vantageId} AND subject = ${subject} AND version = ${version}`;
  return changed === 1;
}

/** The states of all subjects of the mirrors that are not retired, by mirror and subject. */
export async function readStates(store: Store, vantage: string): Promise<StoredState[]> {
  const rows = await store.prisma.stateRow.findMany({
    where: { vantage: { slug: vantage }, mirror: { retiredAt: null } },
    include: { mirror: { select: { slug: true } } },
    orderBy: [{ mirrorId: "asc" }, { subject: "asc" }],
  });
  return rows.map((row) => ({
    mirror: row.mirror.slug,
    subject: parseSubject(row.subject),
    state: memberOf(STATES, row.state),
    since: row.since === null ? null : Number(row.since),
    step: row.step,
    version: row.version,
  }));
}
