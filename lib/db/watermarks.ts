import type { Store } from "./client";

/** The moment kept under a name (Unix ms); null when there is none. */
export async function readWatermark(store: Store, name: string): Promise<number | null> {
  const row = await store.prisma.watermark.findUnique({ where: { name } });
  return row === null ? null : Number(row.at);
}

/** All moments whose names start with `prefix`, by name. */
export async function readWatermarks(store: Store, prefix: string): Promise<ReadonlyMap<string, number>> {
  const rows = await store.prisma.watermark.findMany({ where: { name: { startsWith: prefix } } });
  return new Map(rows.filter((row) => row.name.startsWith(prefix)).map((row) => [row.name, Number(row.at)]));
}

/** Keeps a moment under a name, whatever was kept there. */
export async function writeWatermark(store: Store, name: string, at: number): Promise<void> {
  await store.prisma.watermark.upsert({ where: { name }, create: { name, at }, update: { at } });
}

/** Forgets the moment kept under a name. */
export async function deleteWatermark(store: Store, name: string): Promise<void> {
  await store.prisma.watermark.deleteMany({ where: { name } });
}

/** Keeps a moment under a name unless a later one is kept there; tells whether it was kept. */
export async function advanceWatermark(store: Store, name: string, at: number): Promise<boolean> {
  const changed = await store.prisma.$executeRaw`
    INSERT INTO watermark (name, at) VALUES (${name}, ${at})
    ON CONFLICT (name) DO UPDATE SET at = excluded.at WHERE excluded.at > watermark.at`;
  return changed === 1;
}
