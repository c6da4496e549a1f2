import type { Confidence } from "@/lib/goenv/confidence";
import { toEnvironment } from "@/lib/goenv/environment";
import type { ReasonParams } from "@/lib/goenv/reason";
import { renderValue } from "@/lib/goenv/value";
import type { MeasuredTail, MirrorSituation } from "@/lib/health/situation";
import type { State } from "@/lib/health/state";
import type { LocalText } from "@/lib/mirror/mirror";
import { changeWords, type NameOf, namedReasonWords } from "@/lib/text/advice";
import type { Lang } from "@/lib/text/lang";
import type { Advice } from "./advice";

/** The JSON of `gomirrors recommend`. Times are RFC 3339 UTC, absent values null. */
export type RecommendationBody = {
  readonly id: number | null;
  /** Since when it is advised. */
  readonly at: string;
  readonly goproxy: string;
  readonly gosumdb: string;
  readonly gotoolchain: string | null;
  readonly confidence: Confidence;
  readonly reasons: readonly Told[];
  readonly changes: readonly Told[];
  readonly mirrors: readonly MirrorAdvice[];
};

/** A code with its parameters, and its sentence in the reader's language. */
export type Told = { readonly code: string; readonly params: ReasonParams; readonly text: string };

export type MirrorAdvice = {
  readonly slug: string;
  readonly name: LocalText;
  readonly url: string;
  readonly own: boolean;
  /** Place in the chain, from 1; null for a mirror that is not in it. */
  readonly position: number | null;
  readonly state: State;
  readonly partial: boolean;
  readonly since: string | null;
  readonly availability: Measured & { readonly ratio: number | null };
  /** Of successful `.info` and `.zip` requests on new connections. */
  readonly info: Measured & { readonly p95Ms: number | null };
  readonly zip: Measured & { readonly p95Ms: number | null };
};

type Measured = {
  readonly n: number;
  readonly window: string;
  readonly vantage: string | null;
  readonly asOf: string | null;
};

/** The JSON of `/api/v1/recommendation`: the same, and what it rests on. */
export type RecommendationAnswer = RecommendationBody & {
  readonly asOf: string | null;
  readonly stale: boolean;
  readonly basis: Advice["decision"]["basis"];
  readonly vantage: string | null;
  readonly audience: string;
  readonly guideline: string;
};

export function toRecommendationAnswer(advice: Advice, lang: Lang): RecommendationAnswer {
  const { asOf, stale, audience, guideline, decision } = advice;
  const { basis, vantage } = decision;
  const ground = { asOf: formatTimeOrNull(asOf), stale, basis, vantage, audience, guideline };
  return { ...toRecommendationBody(advice, lang), ...ground };
}

export function toRecommendationBody({ id, since, decision }: Advice, lang: Lang): RecommendationBody {
  const environment = toEnvironment(decision);
  const nameOf = toNameOf(decision, lang);
  return {
    id,
    at: new Date(since).toISOString(),
    goproxy: renderValue(environment, "GOPROXY")?.trimEnd() ?? "",
    gosumdb: decision.gosumdb,
    gotoolchain: decision.gotoolchain,
    confidence: decision.confidence,
    reasons: decision.reasons.map((reason) => ({ ...reason, text: namedReasonWords(reason, nameOf, lang) })),
    changes: decision.changes.map((change) => ({ ...change, text: changeWords(change, nameOf, lang) })),
    mirrors: decision.mirrors.map((mirror) => toMirrorAdvice(mirror, decision)),
  };
}

/** The names of the mirrors that a decision speaks of; a slug that it does not know stays a slug. */
export function toNameOf({ chain, mirrors }: Advice["decision"], lang: Lang): NameOf {
  const names = new Map([...chain, ...mirrors].map(({ slug, name }) => [slug, name[lang]]));
  return (slug) => names.get(slug) ?? slug;
}

function toMirrorAdvice(mirror: MirrorSituation, { chain, vantage }: Advice["decision"]): MirrorAdvice {
  const { slug, name, url, own, state, partial, since, availability } = mirror;
  const place = chain.findIndex((link) => link.slug === slug);
  const measured = ({ n, window }: Pick<MeasuredTail, "n" | "window">): Measured => {
    return { n, window, vantage, asOf: formatTimeOrNull(mirror.asOf) };
  };
  return {
    slug,
    name,
    url,
    own,
    position: place === -1 ? null : place + 1,
    state,
    partial,
    since: formatTimeOrNull(since),
    availability: { ratio: availability.ratio, ...measured(availability) },
    info: { p95Ms: mirror.info.p95Ms, ...measured(mirror.info) },
    zip: { p95Ms: mirror.zip.p95Ms, ...measured(mirror.zip) },
  };
}

function formatTimeOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
