import { createHash } from "node:crypto";
import type { Mirror } from "@/lib/mirror/mirror";
import { DAY_MS } from "./cadence";
import { httpTwo } from "./daily/http-two";
import { ALWAYS } from "./family-plan";
import type { KindName, Variant } from "./kind";
import { KIND_MAP } from "./kinds";
import type { Lane } from "./plan";
import type { SeriesName } from "./series";

/**
 * Something that is asked of a mirror once a day, beside the rotation of its kind's variants. Only the outcome counts
 * for anything: it enters no latency, no availability and no state.
 */
export type Daily = {
  /** The kind that it is one more way of asking; its variant's name is that of none in the rotation. */
  readonly kind: KindName;
  readonly variant: Variant;
  /** Whether it can be asked of this mirror at all. */
  readonly fits: (mirror: Pick<Mirror, "url">) => boolean;
};

/** One more is a file in `daily/` and a line here. */
export const DAILIES: readonly Daily[] = [httpTwo];

/** The names of their variants. */
export const DAILY_VARIANTS: readonly string[] = DAILIES.map(({ variant }) => variant.name);

/** The daily lanes of one mirror, each at a moment of the day of its own: hash(vantage, mirror, kind, variant). */
export function planDailies(vantage: string, mirror: Pick<Mirror, "slug" | "url">): Lane[] {
  return DAILIES.filter(({ fits }) => fits(mirror)).map(({ kind, variant: { name: variant } }) => ({
    series: { mirror: mirror.slug, kind, variant, connection: "fresh", family: 0 },
    grid: { everyMs: DAY_MS, offsetMs: momentOfDay([vantage, mirror.slug, kind, variant]) },
    share: "extra",
    term: ALWAYS,
  }));
}

/** True for a series of which only the outcome counts. */
export function isDaily(series: Pick<SeriesName, "kind" | "variant">): boolean {
  return findDaily(series) !== undefined;
}

/** How a series asks. Throws an Error for one that nothing asks. */
export function variantOf(series: Pick<SeriesName, "kind" | "variant">): Variant {
  const { kind, variant } = series;
  const found = findDaily(series)?.variant ?? KIND_MAP[kind].variants.find(({ name }) => name === variant);
  if (found === undefined) throw new Error(`the kind ${kind} has no variant ${variant}`);
  return found;
}

function findDaily({ kind, variant }: Pick<SeriesName, "kind" | "variant">): Daily | undefined {
  return DAILIES.find((daily) => daily.kind === kind && daily.variant.name === variant);
}

function momentOfDay(parts: readonly string[]): number {
  return createHash("sha256").update(parts.join("\n")).digest().readUIntBE(0, 6) % DAY_MS;
}
