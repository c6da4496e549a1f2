import type { Store } from "./client";
import { cachedId } from "./id-cache";

/** The id of a vantage, which is made when it is new. */
export async function ensureVantage(store: Store, slug: string): Promise<number> {
  return cachedId(store.ids.vantages, slug, slug, async () => {
    const row = await store.prisma.vantage.upsert({ where: { slug }, create: { slug }, update: {} });
    return row.id;
  });
}
