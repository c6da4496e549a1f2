import { toWatched } from "@/jobs/worker/watched";
import type { Config } from "@/lib/config";
import type { Store } from "@/lib/db/client";
import { readGaps } from "@/lib/db/gaps";
import { readMirrorSamples } from "@/lib/db/samples";
import type { Lane } from "@/lib/probe/plan";
import type { Gap, GapCause, StoredSample } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { slotsBetween } from "@/lib/probe/slot";

/** What became of the slots of a span. */
export type Account = {
  readonly slots: number;
  readonly rows: number;
  readonly gaps: number;
  /** Slots that are neither row nor gap, and slots that are more than one. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly causes: Partial<Record<GapCause, number>>;
};

/** Milliseconds by which the wall clock had been set back before an epoch: moments of all epochs in one line. */
export type SetBack = (epoch: number) => number;

const FAR = 8e15;

/**
 * Counts every lane's slots after `from` and up to `until` against the rows and gaps of the store. Moments are those of
 * a clock that was never set back: with the first epoch alone, of the wall clock. A slot at a seam is not counted.
 */
export async function readAccount(
  store: Store,
  config: Config,
  span: {
    readonly from: number;
    readonly until: number;
    readonly setBack?: SetBack;
    readonly isSeam?: (slot: number) => boolean;
  },
): Promise<Account> {
  const { setBack = () => 0, isSeam = () => false } = span;
  const account: Tally = { slots: 0, rows: 0, gaps: 0, lost: [], doubled: [], causes: {} };
  for (const { mirror, lanes } of toWatched(config)) {
    const samples = await readMirrorSamples(store, config.vantage.slug, mirror.slug, 0, FAR);
    const gaps = await readGaps(store, config.vantage.slug, mirror.slug, 0, FAR);
    for (const lane of lanes) {
      const found = coverOf(lane, samples, gaps, setBack);
      for (const slot of slotsBetween(lane.grid, span.from, span.until)) {
        if (isSeam(slot)) continue;
        countSlot(
          account,
          `${formatSeries(lane.series)} ${new Date(slot).toISOString()}`,
          found.get(slot) ?? [],
        );
      }
    }
  }
  return account;
}

type Kept = "row" | GapCause;
type Tally = { slots: number; rows: number; gaps: number; lost: string[]; doubled: string[] } & Pick<
  Account,
  "causes"
>;

function countSlot(account: Tally, name: string, kept: readonly Kept[]): void {
  account.slots += 1;
  if (kept.length === 0) account.lost.push(name);
  if (kept.length > 1) account.doubled.push(`${name} ${kept.join("+")}`);
  for (const kind of kept) {
    if (kind === "row") {
      account.rows += 1;
      continue;
    }
    account.gaps += 1;
    account.causes[kind] = (account.causes[kind] ?? 0) + 1;
  }
}

function coverOf(
  { series, grid }: Lane,
  samples: readonly StoredSample[],
  gaps: readonly Gap[],
  setBack: SetBack,
): Map<number, Kept[]> {
  const found = new Map<number, Kept[]>();
  const key = formatSeries(series);
  const add = (slot: number, kind: Kept) => void found.set(slot, [...(found.get(slot) ?? []), kind]);
  for (const { series: of, cause, attempt, slot, epoch } of samples) {
    if (formatSeries(of) === key && cause === "scheduled" && attempt === 0) add(slot + setBack(epoch), "row");
  }
  for (const gap of gaps) {
    if (formatSeries(gap.series) !== key) continue;
    const inside = slotsBetween(grid, gap.from - 1, gap.to);
    if (inside.length !== gap.count) throw new Error(`gap ${key} ${gap.from} counts ${gap.count} slots`);
    for (const slot of inside) add(slot + setBack(gap.epoch), gap.cause);
  }
  return found;
}

/** The account as one line of a log. */
export function formatAccount(account: Account): string {
  const { slots, rows, gaps, lost, doubled, causes } = account;
  const why = Object.entries(causes).map(([cause, n]) => `${cause} ${n}`);
  return `${slots} slots = ${rows} rows + ${gaps} in gaps (${why.join(", ") || "none"}), ${lost.length} lost, ${doubled.length} doubled`;
}
