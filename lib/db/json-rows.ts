import type { Store } from "./client";
import type { Prisma } from "./generated/sqlite/client";

/**
 * The rows of a query that gives one text, a JSON array, as `body`. SQLite writes JSON and Node reads it many times
 * faster than libSQL and Prisma carry single cells over. `Row` must be what the query selects.
 */
export async function readJsonRows<Row>(store: Store, query: Prisma.Sql): Promise<Row[]> {
  const [cell] = await store.prisma.$queryRaw<{ body: string }[]>(query);
  return cell === undefined ? [] : JSON.parse(cell.body);
}
