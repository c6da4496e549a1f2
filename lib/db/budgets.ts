import { CONNECTIONS, type Connection } from "@/lib/probe/exchange";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { CAUSES, type Cause } from "@/lib/probe/result";
import type { Store } from "./client";
import { memberOf } from "./closed-list";

/** What one kind of request to one mirror came to. */
export type Spent = {
  readonly mirror: string;
  readonly kind: KindName;
  readonly variant: string;
  readonly connection: Connection;
  readonly cause: Cause;
  readonly samples: number;
  /** With the redirects followed. */
  readonly requests: number;
  /** Of body. */
  readonly bytes: number;
};

type SpentRow = {
  readonly mirror: string;
  readonly kind: number;
  readonly variant: string;
  readonly connection: number;
  readonly cause: number;
  readonly samples: bigint;
  readonly requests: bigint;
  readonly bytes: bigint;
};

/** What was sent and received by slots from `dayStart` (Unix ms) on; what did not occur is absent. */
export async function readSpent(store: Store, vantage: string, dayStart: number): Promise<Spent[]> {
  const rows = await store.prisma.$queryRaw<SpentRow[]>`
    -- Bits 3 to 6 of the flags count the requests (flags.ts).
    SELECT mirror.slug AS mirror, series.kind, series.variant, series.connection, sample.cause, count(*) AS samples,
      sum((sample.flags >> 3) & 15) AS requests, sum(sample.bytes) AS bytes
    FROM series
    JOIN mirror ON mirror.id = series.mirror_id
    JOIN sample ON sample.series_id = series.id AND sample.slot >= ${dayStart}
    WHERE series.vantage_id = (SELECT id FROM vantage WHERE slug = ${vantage})
    GROUP BY mirror.slug, series.kind, series.variant, series.connection, sample.cause
    ORDER BY mirror.slug, series.kind, series.variant, series.connection, sample.cause`;
  return rows.map((row) => ({
    mirror: row.mirror,
    kind: memberOf(KINDS, Number(row.kind)),
    variant: row.variant,
    connection: memberOf(CONNECTIONS, Number(row.connection)),
    cause: memberOf(CAUSES, Number(row.cause)),
    samples: Number(row.samples),
    requests: Number(row.requests),
    bytes: Number(row.bytes),
  }));
}
