import type { MirrorSituation, Situation } from "@/lib/health/situation";
import type { LocalText } from "@/lib/mirror/mirror";
import { toChanges } from "./change";
import { type Choices, FALLBACKS } from "./choices";
import { type Confidence, confidenceOf, MIN_N } from "./confidence";
import { toEntry } from "./entry";
import { type Fitness, judgeFitness } from "./fitness";
import { displaces, rank } from "./rank";
import type { Change, Reason, ReasonCode } from "./reason";
import { chosenReason, passedOverReason } from "./rejection";

/**
 * What a choice rests on. `measured`: mirrors were compared. `held`: nothing new can be learnt, the last measured
 * choice stays. `default`: the documented one, measured by nobody.
 */
export const BASES = ["measured", "held", "default"] as const;
export type Basis = (typeof BASES)[number];

/** What to set, how sure that is, and why. It is what a recommendation row keeps as its result. */
export type Decision = {
  readonly basis: Basis;
  /** Slug of the place whose numbers these are; null where there are none. */
  readonly vantage: string | null;
  /** Unix milliseconds. */
  readonly at: number;
  /** The mirrors of GOPROXY, in order. */
  readonly chain: readonly ChainLink[];
  readonly tail: Choices["tail"];
  readonly gosumdb: string;
  /** Null: left as it is. */
  readonly gotoolchain: string | null;
  readonly confidence: Confidence;
  /** Of the whole first; then of each mirror, those of the chain first, the others by rank. */
  readonly reasons: readonly Reason[];
  readonly changes: readonly Change[];
  /** What was known of each mirror, in the order of their reasons. */
  readonly mirrors: readonly MirrorSituation[];
};

export type ChainLink = {
  readonly slug: string;
  readonly name: LocalText;
  /** As it stands in GOPROXY. */
  readonly entry: string;
};

const GOSUMDB = "sum.golang.org";

/**
 * Which mirrors to use. Those that are unfit are left out (lib/goenv/fitness.ts), the rest is ranked (rank.ts). What
 * `previous` chose keeps its place until another is better by a whole band, and loses it at once when it becomes
 * unfit. While nothing new can be learnt the last measured choice is held; without one, and on thin data, it is the
 * documented default. Equal inputs give an equal decision, in whatever order the mirrors come.
 */
export function decide(situation: Situation, choices: Choices, previous: Decision | null): Decision {
  const fitness = situation.mirrors.map(judgeFitness);
  const fit = fitness.filter(({ unfit }) => unfit === null).map(({ mirror }) => mirror);
  const before = previous === null || previous.basis === "default" ? [] : previous.chain;
  const blind = blindness(situation);
  const held = before.flatMap(({ slug }) => fit.find((mirror) => mirror.slug === slug) ?? []);
  if (blind !== null && held.length > 0) return toHeld(situation, choices, fitness, held, `held-${blind}`);
  if (blind !== null) return toDefault(situation, choices, fitness, { code: `default-${blind}`, params: {} });
  if (fit.length === 0) return toDefault(situation, choices, fitness, thinReason(situation, fitness));
  const ranked = rank(fit);
  const slugs = before.map(({ slug }) => slug);
  return toMeasured(situation, choices, fitness, ranked, choose(ranked, slugs, choices.mirrors));
}

/** What is advised where no vantage has ever measured anything. */
export function decideUnmeasured(at: number, choices: Choices): Decision {
  return toDefault({ vantage: null, at }, choices, [], { code: "default-unmeasured", params: {} });
}

/** Why nothing can be learnt at the moment; null when it can. */
function blindness({ probing, observer }: Situation): "probing-off" | "offline" | null {
  if (!probing) return "probing-off";
  return observer.online ? null : "offline";
}

function thinReason({ mirrors }: Situation, fitness: readonly Fitness[]): Reason {
  if (mirrors.length === 0) return { code: "default-no-mirrors", params: {} };
  if (fitness.some(({ unfit }) => unfit?.code === "thin" || unfit?.code === "no-data")) {
    const n = Math.max(...mirrors.map(({ availability }) => availability.n));
    return { code: "default-thin", params: { n, need: MIN_N } };
  }
  return { code: "default-none-fit", params: { n: mirrors.length } };
}

type Seat = { readonly mirror: MirrorSituation; readonly kept: boolean };

/** Place by place the best that is left, or who has stood there before and is not displaced. */
function choose(ranked: readonly MirrorSituation[], before: readonly string[], places: number): Seat[] {
  const [top] = ranked;
  if (top === undefined || places === 0) return [];
  const present = before.flatMap((slug) => ranked.find((mirror) => mirror.slug === slug) ?? [])[0] ?? top;
  const mirror = displaces(top, present) ? top : present;
  const left = ranked.filter((other) => other !== mirror);
  return [{ mirror, kept: mirror !== top }, ...choose(left, before, places - 1)];
}

function toMeasured(
  situation: Situation,
  choices: Choices,
  fitness: readonly Fitness[],
  ranked: readonly MirrorSituation[],
  seats: readonly Seat[],
): Decision {
  const chosen = seats.map(({ mirror }) => mirror);
  const rest = ranked.filter((mirror) => !chosen.includes(mirror));
  const last = chosen.at(-1);
  return {
    ...baseOf(situation, choices),
    basis: "measured",
    chain: chosen.flatMap(toLink),
    confidence: confidenceOf(chosen, situation),
    reasons: [
      { code: "measured", params: { n: ranked.length, need: MIN_N } },
      ...seats.map(({ mirror, kept }, index) => chosenReason(kept ? "kept" : "chosen", mirror, index + 1)),
      ...rest.flatMap((mirror) => (last === undefined ? [] : passedOverReason(mirror, last))),
      ...unfitReasons(fitness),
    ],
    changes: toChanges(chosen, rest),
    mirrors: [...chosen, ...rest, ...unfitOf(fitness)],
  };
}

function toHeld(
  situation: Situation,
  choices: Choices,
  fitness: readonly Fitness[],
  held: readonly MirrorSituation[],
  code: "held-offline" | "held-probing-off",
): Decision {
  const rest = rank(fitness.filter(({ unfit }) => unfit === null).map(({ mirror }) => mirror)).filter(
    (mirror) => !held.includes(mirror),
  );
  return {
    ...baseOf(situation, choices),
    basis: "held",
    chain: held.flatMap(toLink),
    confidence: "low",
    reasons: [
      { code, params: {} },
      ...held.map((mirror, index) => chosenReason("kept", mirror, index + 1)),
      ...rest.map(notCompared),
      ...unfitReasons(fitness),
    ],
    changes: [{ code: code === "held-offline" ? "comes-online" : "probing-on", params: {} }],
    mirrors: [...held, ...rest, ...unfitOf(fitness)],
  };
}

function toDefault(occasion: Occasion, choices: Choices, fitness: readonly Fitness[], why: Reason): Decision {
  const link = fallbackOf(fitness);
  const others = fitness.filter(({ mirror }) => mirror.slug !== link.slug);
  const fit = rank(others.filter(({ unfit }) => unfit === null).map(({ mirror }) => mirror));
  const own = fitness.filter(({ mirror }) => mirror.slug === link.slug).map(({ mirror }) => mirror);
  return {
    ...baseOf(occasion, choices),
    basis: "default",
    chain: [link],
    confidence: "none",
    reasons: [
      why,
      { code: "fallback", params: { mirror: link.slug, position: 1 } },
      ...fit.map(notCompared),
      ...unfitReasons(others),
    ],
    changes: [{ code: DEFAULT_CHANGES[why.code] ?? "enough-data", params: { need: MIN_N } }],
    mirrors: [...own, ...fit, ...unfitOf(others)],
  };
}

const DEFAULT_CHANGES: Partial<Record<ReasonCode, Change["code"]>> = {
  "default-no-mirrors": "mirrors-added",
  "default-none-fit": "recovers",
  "default-offline": "comes-online",
  "default-probing-off": "probing-on",
};

function fallbackOf(fitness: readonly Fitness[]): ChainLink {
  const isOut = (slug: string) => fitness.some(({ mirror, out }) => mirror.slug === slug && out);
  const { slug, name, url } = FALLBACKS.find((fallback) => !isOut(fallback.slug)) ?? FALLBACKS[0];
  return { slug, name, entry: toEntry(url) ?? url };
}

type Occasion = Pick<Decision, "vantage" | "at">;

function baseOf({ vantage, at }: Occasion, { tail }: Choices) {
  return { vantage, at, tail, gosumdb: GOSUMDB, gotoolchain: null };
}

function toLink({ slug, name, url }: MirrorSituation): ChainLink[] {
  const entry = toEntry(url);
  return entry === null ? [] : [{ slug, name, entry }];
}

function notCompared({ slug }: MirrorSituation): Reason {
  return { code: "not-compared", params: { mirror: slug } };
}

function unfitReasons(fitness: readonly Fitness[]): Reason[] {
  return sortedUnfit(fitness).flatMap(({ unfit }) => unfit ?? []);
}

function unfitOf(fitness: readonly Fitness[]): MirrorSituation[] {
  return sortedUnfit(fitness).map(({ mirror }) => mirror);
}

function sortedUnfit(fitness: readonly Fitness[]): Fitness[] {
  const order = rank(fitness.map(({ mirror }) => mirror));
  return fitness
    .filter(({ unfit }) => unfit !== null)
    .toSorted((a, b) => order.indexOf(a.mirror) - order.indexOf(b.mirror));
}
