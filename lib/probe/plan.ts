import { createHash } from "node:crypto";
import type { Mirror } from "@/lib/mirror/mirror";
import type { Share } from "./budget";
import { cadenceOf } from "./cadence";
import { KINDS, type Kind, type KindName } from "./kind";
import type { SeriesName } from "./series";
import { type Grid, slotIndex, slotsBetween } from "./slot";

/** One series of a mirror and the grid of its slots. */
export type Lane = {
  readonly series: SeriesName;
  readonly grid: Grid;
  readonly share: Extract<Share, "light" | "twin" | "kinds" | "extra">;
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
 * never start together; slot k of a kind asks variant k mod n, so each variant is a lane of n times the cadence.
 * The twin's slots are among the light probe's.
 */
export function planLanes(
  vantage: string,
  mirror: Pick<Mirror, "slug" | "intervalMs" | "own">,
  kinds: Readonly<Record<KindName, Variants>>,
): Lane[] {
  const cadence = cadenceOf(mirror);
  return KINDS.flatMap((kind) => {
    const series = { mirror: mirror.slug, kind, family: 0 } as const;
    const names = kinds[kind].variants.map(({ name }) => name);
    const hash = stableHash([vantage, mirror.slug, kind]);
    if (kind !== LIGHT_KIND) {
      const grids = variantGrids(names, cadence.kindMs, cadence.kindMs, hash % cadence.kindMs);
      return grids.map(({ variant, grid }): Lane => {
        return { series: { ...series, variant, connection: "fresh" }, grid, share: "kinds" };
      });
    }
    const offsetMs = hash % cadence.twinMs;
    const lights = variantGrids(names, cadence.lightMs, cadence.lightMs, offsetMs);
    const twins = variantGrids(names, cadence.twinMs, cadence.lightMs, offsetMs);
    return [
      ...lights.map(({ variant, grid }): Lane => {
        return { series: { ...series, variant, connection: "fresh" }, grid, share: "light" };
      }),
      ...twins.map(({ variant, grid }): Lane => {
        return { series: { ...series, variant, connection: "reused" }, grid, share: "twin" };
      }),
    ];
  });
}

/** The slots of these lanes after `from` and up to `to`, by time; lanes of one moment by mirror and kind. */
export function planSlots(lanes: readonly Lane[], fromExclusive: number, toInclusive: number): PlannedSlot[] {
  const twins = lanes.filter(isTwin);
  const slots = lanes
    .filter((lane) => !isTwin(lane))
    .flatMap((lane) =>
      slotsBetween(lane.grid, fromExclusive, toInclusive).map((slot): PlannedSlot => {
        const twin = twins.find((other) => isTwinOf(other, lane) && hasSlot(other.grid, slot)) ?? null;
        return { lane, slot, index: slotIndex(lane.grid, slot), twin };
      }),
    );
  return slots.sort((a, b) => a.slot - b.slot);
}

/** Of n variants each is asked at every n-th slot of its kind, `stepMs` after the one before it. */
function variantGrids(names: readonly string[], everyMs: number, stepMs: number, offsetMs: number) {
  return names.map((variant, v) => {
    const laneMs = everyMs * names.length;
    return { variant, grid: { everyMs: laneMs, offsetMs: (offsetMs + v * stepMs) % laneMs } };
  });
}

function isTwin(lane: Lane): boolean {
  return lane.series.connection === "reused";
}

function isTwinOf(twin: Lane, lane: Lane): boolean {
  const { mirror, kind, variant } = lane.series;
  return twin.series.mirror === mirror && twin.series.kind === kind && twin.series.variant === variant;
}

function hasSlot(grid: Grid, slot: number): boolean {
  return (slot - grid.offsetMs) % grid.everyMs === 0;
}

/** 48 bits of SHA-256: the same on every machine and in every release. */
function stableHash(parts: readonly string[]): number {
  return createHash("sha256").update(parts.join("\n")).digest().readUIntBE(0, 6);
}
