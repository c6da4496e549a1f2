import { createHash } from "node:crypto";
import type { Mirror } from "@/lib/mirror/mirror";
import type { Share } from "./budget";
import { cadenceOf } from "./cadence";
import type { Connection } from "./exchange";
import { ALWAYS_JOINT, type Stretch, type Term } from "./family-plan";
import { KINDS, type Kind, type KindName } from "./kind";
import type { Family, SeriesName } from "./series";
import { type Grid, slotIndex, slotsBetween } from "./slot";

/** One series of a mirror, the grid of its slots, and which of them are in the plan. */
export type Lane = {
  readonly series: SeriesName;
  readonly grid: Grid;
  readonly share: Extract<Share, "light" | "twin" | "kinds" | "extra">;
  readonly term: Term;
};

/** A slot to be measured: one request, and perhaps a second one on the same connection for the twin's series. */
export type PlannedSlot = {
  readonly lane: Lane;
  /** Unix milliseconds. */
  readonly slot: number;
  /** The slot's number in its series: what the sample of a set is chosen by. */
  readonly index: number;
  /** The lane of the reused connection whose slot is the same moment; it has no slot of its own in the plan. */
  readonly twin: Lane | null;
};

/** The kind that is probed at every interval. */
const LIGHT_KIND: KindName = "info";

/** The parts of a kind that a plan needs: its variants' names in order. */
type Variants = { readonly variants: readonly Pick<Kind["variants"][number], "name">[] };

/**
 * The lanes of one mirror. A kind's slots are t ≡ hash(vantage, mirror, kind) mod its cadence, so mirrors and kinds
 * never start together. Slot k of a kind asks variant k mod n, over the first family for n slots, then over the next:
 * of m (variant, family) pairs each is a lane of m times the cadence, and the requests are as many whatever the
 * families. The twin's slots are among those of the light probe of the same family.
 */
export function planLanes(
  vantage: string,
  mirror: Pick<Mirror, "slug" | "intervalMs" | "own">,
  kinds: Readonly<Record<KindName, Variants>>,
  stretches: readonly Stretch[] = ALWAYS_JOINT,
): Lane[] {
  return stretches.flatMap((stretch) =>
    KINDS.flatMap((kind) => planKind(vantage, mirror, kind, kinds[kind], stretch)),
  );
}

/** True when the slots of a moment are among those of the lane's plan. */
export function isInForce({ term }: Lane, moment: number): boolean {
  return moment > term.after && moment <= term.until;
}

function planKind(
  vantage: string,
  mirror: Pick<Mirror, "slug" | "intervalMs" | "own">,
  kind: KindName,
  { variants }: Variants,
  { families, term }: Stretch,
): Lane[] {
  const { lightMs, twinMs, kindMs } = cadenceOf(mirror);
  const hash = stableHash([vantage, mirror.slug, kind]);
  const pairs = families.flatMap((family) => variants.map(({ name }) => ({ variant: name, family })));
  const toLane = (connection: Connection, share: Lane["share"]) => (pair: Pair, grid: Grid) => {
    return { series: { mirror: mirror.slug, kind, ...pair, connection }, grid, share, term };
  };
  if (kind !== LIGHT_KIND) return layPairs(pairs, kindMs, kindMs, hash % kindMs, toLane("fresh", "kinds"));
  const offsetMs = hash % twinMs;
  return [
    ...layPairs(pairs, lightMs, lightMs, offsetMs, toLane("fresh", "light")),
    ...layPairs(pairs, twinMs, lightMs, offsetMs, toLane("reused", "twin")),
  ];
}

/** The slots after `from` and up to `to`, by time; lanes of one moment by mirror and kind. */
export function planSlots(lanes: readonly Lane[], fromExclusive: number, toInclusive: number): PlannedSlot[] {
  const twins = lanes.filter(isTwin);
  const slots = lanes
    .filter((lane) => !isTwin(lane))
    .flatMap((lane) =>
      slotsOf(lane, fromExclusive, toInclusive).map((slot): PlannedSlot => {
        const twin = twins.find((other) => isTwinOf(other, lane) && hasSlot(other.grid, slot)) ?? null;
        return { lane, slot, index: slotIndex(lane.grid, slot), twin };
      }),
    );
  return slots.sort((a, b) => a.slot - b.slot);
}

/** The slots of a lane after `from` and up to `to`, as far as its plan is in force. */
export function slotsOf({ grid, term }: Lane, fromExclusive: number, toInclusive: number): number[] {
  return slotsBetween(grid, Math.max(fromExclusive, term.after), Math.min(toInclusive, term.until));
}

/** What is asked, and over which family. */
type Pair = { readonly variant: string; readonly family: Family };

/**
 * One lane for each of m pairs: at every m-th of the slots that are `stepMs` apart, and of those at so many that all
 * pairs together have one each `everyMs`, which is a whole multiple of the step. Pairs take turns as evenly as their
 * slots allow.
 */
function layPairs(
  pairs: readonly Pair[],
  everyMs: number,
  stepMs: number,
  offsetMs: number,
  toLane: (pair: Pair, grid: Grid) => Lane,
): Lane[] {
  const laneMs = everyMs * pairs.length;
  return pairs.map((pair, p) => {
    const turn = (p * everyMs) / stepMs;
    const step = turn + modulo(p - turn, pairs.length);
    return toLane(pair, { everyMs: laneMs, offsetMs: (offsetMs + step * stepMs) % laneMs });
  });
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function isTwin(lane: Lane): boolean {
  return lane.series.connection === "reused";
}

function isTwinOf(twin: Lane, lane: Lane): boolean {
  const { mirror, kind, variant, family } = lane.series;
  const other = twin.series;
  return (
    other.mirror === mirror && other.kind === kind && other.variant === variant && other.family === family
  );
}

function hasSlot(grid: Grid, slot: number): boolean {
  return (slot - grid.offsetMs) % grid.everyMs === 0;
}

/** 48 bits of SHA-256: the same on every machine and in every release. */
function stableHash(parts: readonly string[]): number {
  return createHash("sha256").update(parts.join("\n")).digest().readUIntBE(0, 6);
}
