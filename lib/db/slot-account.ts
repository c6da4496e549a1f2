import { GAP_CAUSES, type GapCause } from "@/lib/probe/result";
import type { Store } from "./client";
import { memberOf } from "./closed-list";

/** What became of the slots of a span: each is a row or inside a gap (invariant 1). */
export type SlotAccount = {
  readonly kept: number;
  /** Those that occurred, in the order of GAP_CAUSES. */
  readonly missed: readonly { readonly cause: GapCause; readonly n: number }[];
};

/** The slots of a vantage in [from, to), counted from rows and gaps; of a gap that began earlier only what is inside. */
export async function readSlotAccount(
  store: Store,
  vantage: string,
  from: number,
  to: number,
): Promise<SlotAccount> {
  const [kept] = await store.prisma.$queryRaw<{ n: bigint }[]>`
    -- Only the scheduled probe of a slot (cause 0, attempt 0) is that slot's.
    SELECT count(*) AS n FROM series
    JOIN sample ON sample.series_id = series.id AND slot >= ${from} AND slot < ${to} AND attempt = 0 AND cause = 0
    WHERE series.vantage_id = (SELECT id FROM vantage WHERE slug = ${vantage})`;
  const rows = await store.prisma.$queryRaw<{ cause: number; n: bigint }[]>`
    -- Parameters arrive as floats. The slots of a gap lie evenly between its ends: those before the span, and those after it, are taken off.
    SELECT cause, sum(
      count - iif("from" < ${from}, cast((${from} - 1 - "from") / step AS INTEGER) + 1, 0)
            - iif("to" >= ${to}, cast(("to" - ${to}) / step AS INTEGER) + 1, 0)) AS n
    FROM (
      SELECT gap.*, iif(count > 1, ("to" - "from") / (count - 1), 1) AS step FROM series
      JOIN gap ON gap.series_id = series.id AND "from" < ${to} AND "to" >= ${from}
      WHERE series.vantage_id = (SELECT id FROM vantage WHERE slug = ${vantage}))
    GROUP BY cause ORDER BY cause`;
  return {
    kept: Number(kept?.n ?? 0),
    missed: rows.map(({ cause, n }) => ({ cause: memberOf(GAP_CAUSES, Number(cause)), n: Number(n) })),
  };
}
