import type { Mirror } from "@/lib/mirror/mirror";
import type { Store } from "./client";
import type { Prisma } from "./generated/sqlite/client";
import { cachedId } from "./id-cache";

type MirrorAddress = Pick<Mirror, "slug" | "url">;

/**
 * Makes the mirrors of the store those of the configuration: new ones are added, a changed URL is written down with
 * the moment it was seen, absent ones are retired and keep their history, ones that are back are no longer retired.
 */
export async function syncMirrors(
  store: Store,
  mirrors: readonly MirrorAddress[],
  now: number,
): Promise<void> {
  const slugs = mirrors.map((mirror) => mirror.slug);
  await store.prisma.$transaction(async (tx) => {
    await tx.mirror.updateMany({
      where: { slug: { notIn: slugs }, retiredAt: null },
      data: { retiredAt: now },
    });
    for (const mirror of mirrors) await upsertMirror(tx, mirror, now);
  });
}

async function upsertMirror(
  tx: Prisma.TransactionClient,
  { slug, url }: MirrorAddress,
  now: number,
): Promise<void> {
  const { id } = await tx.mirror.upsert({ where: { slug }, create: { slug }, update: { retiredAt: null } });
  const newest = await tx.mirrorUrl.findFirst({ where: { mirrorId: id }, orderBy: { from: "desc" } });
  if (newest?.url === url) return;
  // A configuration that changes twice within a millisecond has had one URL in it.
  const where = { mirrorId_from: { mirrorId: id, from: now } };
  await tx.mirrorUrl.upsert({ where, create: { mirrorId: id, from: now, url }, update: { url } });
}

/** The id of a mirror that syncMirrors has seen. Throws an Error for any other slug. */
export async function mirrorIdOf(store: Store, slug: string): Promise<number> {
  return cachedId(store.ids.mirrors, slug, slug, async () => {
    const row = await store.prisma.mirror.findUnique({ where: { slug }, select: { id: true } });
    if (row === null)
      throw new Error(`the store has no mirror ${JSON.stringify(slug)}: syncMirrors comes first`);
    return row.id;
  });
}

/** A mirror's base URLs, oldest first, each with the moment from which it was the configured one (Unix ms). */
export async function readMirrorUrls(store: Store, slug: string): Promise<{ from: number; url: string }[]> {
  const rows = await store.prisma.mirrorUrl.findMany({
    where: { mirror: { slug } },
    orderBy: { from: "asc" },
  });
  return rows.map((row) => ({ from: Number(row.from), url: row.url }));
}
