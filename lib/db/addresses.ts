import type { Store } from "./client";
import { cachedId } from "./id-cache";

/** The id of an address that a mirror was connected to at; it is written down when it is new. */
export async function ensureAddress(store: Store, mirrorId: number, ip: string): Promise<number> {
  return cachedId(store.ids.addresses, `${mirrorId}/${ip}`, ip, async () => {
    const where = { mirrorId_ip: { mirrorId, ip } };
    const row = await store.prisma.address.upsert({ where, create: { mirrorId, ip }, update: {} });
    return row.id;
  });
}

/** Brings the addresses of these ids into the store's cache. */
export async function loadAddresses(store: Store, ids: readonly number[]): Promise<void> {
  const { values } = store.ids.addresses;
  const absent = ids.filter((id) => !values.has(id));
  if (absent.length === 0) return;
  const rows = await store.prisma.address.findMany({ where: { id: { in: absent } } });
  for (const { id, ip } of rows) values.set(id, ip);
}
