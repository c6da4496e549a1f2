import type { Target } from "@/lib/probe/kind";
import type { Store } from "./client";
import { cachedId } from "./id-cache";

/** The id of a module version, which is written down when it is new. */
export async function ensureTarget(store: Store, { module, version }: Target): Promise<number> {
  return cachedId(store.ids.targets, `${module}@${version}`, { module, version }, async () => {
    const where = { module_version: { module, version } };
    const row = await store.prisma.target.upsert({ where, create: { module, version }, update: {} });
    return row.id;
  });
}

/** Brings the targets of these ids into the store's cache. */
export async function loadTargets(store: Store, ids: readonly number[]): Promise<void> {
  const { values } = store.ids.targets;
  const absent = ids.filter((id) => !values.has(id));
  if (absent.length === 0) return;
  const rows = await store.prisma.target.findMany({ where: { id: { in: absent } } });
  for (const { id, module, version } of rows) values.set(id, { module, version });
}
