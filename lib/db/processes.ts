import type { Store } from "./client";
import { ensureVantage } from "./vantages";

/** What a process tells of itself, as JSON carries it; its role says in which shape. */
export type ProcessStats = Readonly<Record<string, unknown>>;

/** A process that runs, or once ran, and its last sign of life. Times are Unix milliseconds. */
export type StoredProcess = {
  readonly id: string;
  readonly role: string;
  /** Null for a process that serves all vantages. */
  readonly vantage: string | null;
  readonly startedAt: number;
  readonly heartbeatAt: number;
  /** Starts under this id. */
  readonly starts: number;
  readonly stats: ProcessStats;
};

/** Writes down that a process has started, in place of an earlier one of its id; the answer counts these starts. */
export async function startProcess(
  store: Store,
  process: Pick<StoredProcess, "id" | "role" | "vantage">,
  now: number,
): Promise<number> {
  const { id, role, vantage } = process;
  const vantageId = vantage === null ? null : await ensureVantage(store, vantage);
  const started = { role, vantageId, startedAt: now, heartbeat: now, stats: "{}" };
  const row = await store.prisma.processRow.upsert({
    where: { id },
    create: { id, ...started, fence: 1 },
    update: { ...started, fence: { increment: 1 } },
  });
  return row.fence;
}

/** A sign of life. False when another process has started under this id since, and this one must end. */
export async function heartbeat(
  store: Store,
  id: string,
  fence: number,
  now: number,
  stats: ProcessStats,
): Promise<boolean> {
  const { count } = await store.prisma.processRow.updateMany({
    where: { id, fence },
    data: { heartbeat: now, stats: JSON.stringify(stats) },
  });
  return count === 1;
}

/** All processes, those with the newest sign of life first. */
export async function readProcesses(store: Store): Promise<StoredProcess[]> {
  const rows = await store.prisma.processRow.findMany({
    include: { vantage: { select: { slug: true } } },
    orderBy: { heartbeat: "desc" },
  });
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    vantage: row.vantage?.slug ?? null,
    startedAt: Number(row.startedAt),
    heartbeatAt: Number(row.heartbeat),
    starts: row.fence,
    stats: JSON.parse(row.stats),
  }));
}
