import { randomBytes } from "node:crypto";
import type { Reservation, Share } from "@/lib/probe/budget";
import { shareOf } from "@/lib/probe/budget";
import { variantOf } from "@/lib/probe/daily";
import type { ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeJob } from "@/lib/probe/job";
import type { Learned, ProbeContext, Sample, Variant } from "@/lib/probe/kind";
import type { Lane, PlannedSlot } from "@/lib/probe/plan";
import type { Cause, GapCause } from "@/lib/probe/result";
import { BUILTIN_TOOLCHAIN, sampleFor } from "@/lib/probe/sample-set";
import type { SeriesName } from "@/lib/probe/series";
import { slotIndex } from "@/lib/probe/slot";
import type { Asked } from "@/lib/probe/to-result";
import type { Ledger } from "./ledger";
import type { Watched } from "./watched";

/** A request under way: all that is needed to judge its answer. */
export type Pending = {
  readonly watched: Watched;
  readonly asked: Asked;
  readonly variant: Variant;
  readonly context: ProbeContext;
  readonly reservation: Reservation;
  /** Distance to the series' next slot. */
  readonly everyMs: number;
};

/** What is to be asked, beyond the series: when, and why. */
export type Occasion = {
  readonly epoch: number;
  readonly slot: number;
  readonly attempt: number;
  readonly cause: Cause;
  /** The slot's number in its series: chooses the sample. */
  readonly index: number;
  /** Chooses the address. */
  readonly rotation: number;
  readonly at: number;
  readonly avoidAddress: string | null;
};

/** Turns an occasion into a job of the prober, or says why it cannot be one. */
export type Asker = {
  readonly ask: (watched: Watched, lane: Lane, occasion: Occasion) => ProbeJob | GapCause;
  /**
   * A planned slot, with its twin on the same connection where one falls due; `missed` is told of a twin that has
   * no room though its first has.
   */
  readonly askSlot: (
    watched: Watched,
    planned: PlannedSlot,
    epoch: number,
    missed: (lane: Lane, cause: GapCause) => void,
  ) => ProbeJob | GapCause;
  /** Takes a request that is under way out of the books. */
  readonly take: (id: string) => Pending | undefined;
  /** Of slots that are still under way: the earliest, or null. */
  readonly oldest: () => number | null;
};

type Sumdb = ProbeContext["sumdb"];

export function createAsker(ledger: Ledger, sumdb: () => Sumdb, learned: (slug: string) => Learned): Asker {
  const pending = new Map<string, Pending>();
  let serial = 0;

  const prepare = (watched: Watched, lane: Lane, occasion: Occasion) => {
    const variant = variantOf(lane.series);
    const sample = sampleFor(lane.series.kind, watched.samples, occasion.index);
    const context = toContext(watched, sample, sumdb(), learned(watched.mirror.slug));
    const request = variant.request(context);
    if (request === null) return "not-askable";
    const share: Share = shareOf({ ...lane.series, cause: occasion.cause });
    const bodyBytes = request.method === "HEAD" ? 0 : request.maxBytes;
    const reservation = ledger.reserve(watched, share, bodyBytes);
    if (typeof reservation === "string") return reservation;
    serial += 1;
    const id = String(serial);
    const { series, grid } = lane;
    const asked: Asked = { series, ...keyOf(occasion), target: variant.target(context) };
    pending.set(id, { watched, asked, variant, context, reservation, everyMs: grid.everyMs });
    return { id, request };
  };

  const ask = (watched: Watched, lane: Lane, occasion: Occasion): ProbeJob | GapCause => {
    const prepared = prepare(watched, lane, occasion);
    if (typeof prepared === "string") return prepared;
    return toJob(prepared, lane.series, occasion);
  };

  return {
    ask,
    askSlot: (watched, planned, epoch, missed) => {
      const { lane, slot, index, twin } = planned;
      const occasion: Occasion = {
        epoch,
        slot,
        index,
        rotation: index,
        at: slot,
        attempt: 0,
        cause: "scheduled",
        avoidAddress: null,
      };
      const job = ask(watched, lane, occasion);
      if (twin === null || typeof job === "string") return job;
      const second = prepare(watched, twin, { ...occasion, index: slotIndex(twin.grid, slot) });
      if (typeof second === "string") missed(twin, second);
      return { ...job, twin: typeof second === "string" ? null : second };
    },
    take: (id) => {
      const found = pending.get(id);
      pending.delete(id);
      return found;
    },
    oldest: () => oldestSlot(pending.values()),
  };
}

/** The earliest slot among requests that have one; null when none has. */
export function oldestSlot(requests: Iterable<Pending>): number | null {
  let oldest: number | null = null;
  for (const { asked } of requests) {
    if (asked.cause === "scheduled") oldest = Math.min(asked.slot, oldest ?? asked.slot);
  }
  return oldest;
}

/** A toolchain of the mirror's own sample set, else the built-in one. */
function toContext(watched: Watched, sample: Sample, sumdb: Sumdb, learned: Learned): ProbeContext {
  const own = watched.samples.find(({ module }) => module === BUILTIN_TOOLCHAIN.module);
  return {
    sample,
    toolchain: own ?? BUILTIN_TOOLCHAIN,
    nonce: randomBytes(8).toString("hex"),
    sumdb,
    learned,
  };
}

function keyOf({
  epoch,
  slot,
  attempt,
  cause,
}: Occasion): Pick<Asked, "epoch" | "slot" | "attempt" | "cause"> {
  return { epoch, slot, attempt, cause };
}

function toJob(
  { id, request }: { readonly id: string; readonly request: ProbeRequest },
  { mirror, family }: SeriesName,
  { at, rotation, avoidAddress }: Occasion,
): ProbeJob {
  return { id, host: mirror, at, request, twin: null, family, rotation, avoidAddress };
}
