import type { MirrorSituation } from "@/lib/health/situation";
import { compareByOrder } from "./choices";
import type { ReasonCode } from "./reason";

/** Availabilities that differ by no more than this (0.1 percentage points) are alike. */
export const RATIO_BAND = 0.001;

/** So far may a faster mirror stand behind in availability and still displace one that is in the chain. */
const RATIO_SLACK = RATIO_BAND / 2;

/** What binary fractions lose on the way. */
const EPSILON = 1e-9;

/** A latency up to this much above `p95Ms` is like it: 20 %, or 30 ms where that is more. */
export function latencyBandMs(p95Ms: number): number {
  return Math.max(0.2 * p95Ms, 30);
}

/** One thing that mirrors are compared by: the lower the better; values less than `width` above the best are alike. */
type Criterion = {
  readonly code: ReasonCode;
  readonly value: (mirror: MirrorSituation) => number;
  readonly width: (best: number) => number;
};

/** Of nothing that succeeded there is no latency: behind all that have one. */
const NO_LATENCY = 1e12;

/** In this order. */
export const CRITERIA: readonly Criterion[] = [
  { code: "less-available", value: ({ availability }) => 1 - ratioOf(availability), width: () => RATIO_BAND },
  { code: "slower-info", value: ({ info }) => info.p95Ms ?? NO_LATENCY, width: latencyBandMs },
  { code: "slower-zip", value: ({ zip }) => zip.p95Ms ?? NO_LATENCY, width: latencyBandMs },
];

function ratioOf({ ratio }: MirrorSituation["availability"]): number {
  return ratio ?? 0;
}

/**
 * Best first: by availability, then by the p95 of `.info`, then of `.zip`, each in bands that begin at the best of
 * those still alike, then by the documented order. The order of `mirrors` makes no difference.
 */
export function rank(
  mirrors: readonly MirrorSituation[],
  [criterion, ...rest]: readonly Criterion[] = CRITERIA,
): MirrorSituation[] {
  if (criterion === undefined) return mirrors.toSorted(compareByOrder);
  return toBands(mirrors, criterion).flatMap((band) => rank(band, rest));
}

function toBands(mirrors: readonly MirrorSituation[], { value, width }: Criterion): MirrorSituation[][] {
  const bands: { best: number; members: MirrorSituation[] }[] = [];
  for (const mirror of mirrors.toSorted((a, b) => value(a) - value(b))) {
    const band = bands.at(-1);
    if (band !== undefined && value(mirror) - band.best <= width(band.best) + EPSILON)
      band.members.push(mirror);
    else bands.push({ best: value(mirror), members: [mirror] });
  }
  return bands.map(({ members }) => members);
}

/** The first criterion by which `behind` is worse than `ahead` by more than a band; null when they are alike. */
export function findGap(ahead: MirrorSituation, behind: MirrorSituation): Criterion | null {
  return CRITERIA.find((criterion) => exceeds(criterion, ahead, behind, criterion.width)) ?? null;
}

/**
 * Whether a mirror may displace one that is in the chain: it gains a whole band of availability; or it is not behind
 * in availability by more than half a band, and gains a band of `.info` latency, or of `.zip` latency without losing
 * half a band of `.info`. Losing a place takes more than getting it, so that noise does not turn the chain over.
 */
export function displaces(challenger: MirrorSituation, present: MirrorSituation): boolean {
  const [availability, info, zip] = CRITERIA;
  if (availability === undefined || info === undefined || zip === undefined) return false;
  if (exceeds(availability, challenger, present, availability.width)) return true;
  if (exceeds(availability, present, challenger, () => RATIO_SLACK)) return false;
  if (exceeds(info, challenger, present, info.width)) return true;
  if (exceeds(info, present, challenger, (best) => info.width(best) / 2)) return false;
  return exceeds(zip, challenger, present, zip.width);
}

function exceeds(
  { value }: Criterion,
  better: MirrorSituation,
  worse: MirrorSituation,
  width: Criterion["width"],
): boolean {
  return value(worse) - value(better) > width(value(better)) + EPSILON;
}
