import { isHtml } from "@/lib/goproxy/html";
import {
  ENGINE_SIGNS,
  ENGINES,
  type EngineName,
  type EngineSignCode,
  findSigns,
  meaningOf,
} from "./engine-sign";
import type { Exchange } from "./exchange";
import { formatExchangeId } from "./exchange-id";
import type { KindName } from "./kind";
import type { ProbeResult } from "./result";

/** A sign of an engine, and the exchange that showed it. */
export type EngineSign = {
  readonly code: EngineSignCode;
  readonly kind: KindName;
  readonly variant: string;
  /** Id of the exchange within its mirror. */
  readonly exchange: string;
  /** Unix milliseconds. */
  readonly at: number;
};

/** Which engine a mirror looks like: a guess, never part of a verdict. */
export type EngineGuess = {
  /** `unknown`: too little was shown, or signs of several engines. */
  readonly name: EngineName | "unknown";
  /** The newest of each code, in the order of ENGINE_SIGNS. */
  readonly signs: readonly EngineSign[];
};

/** Aspects that must agree: one alone may be a rule of the front. */
const ASPECTS_NEEDED = 2;

/**
 * The signs of a mirror after one more answer: those that the same question showed before are replaced. An answer
 * that tells nothing (a failure, a front's own page) leaves them.
 */
export function noteSigns(signs: readonly EngineSign[], result: ProbeResult): readonly EngineSign[] {
  const { series, at, exchange } = result;
  const { kind, variant } = series;
  const found = findSigns({ kind, variant, exchange });
  if (found.length === 0 && !isTelling(exchange)) return signs;
  const id = formatExchangeId(result);
  const others = signs.filter((sign) => sign.kind !== kind || sign.variant !== variant);
  return [...others, ...found.map((code) => ({ code, kind, variant, exchange: id, at }))];
}

/**
 * The engine that all signs agree upon, if they are of two aspects at least. The Server header is left out: it is
 * the front's, but for repository managers, which name themselves there.
 */
export function guessEngine(signs: readonly EngineSign[]): EngineGuess {
  const newest = ENGINE_SIGNS.flatMap((code) => newestOf(signs, code) ?? []);
  const named = ENGINES.filter((engine) => newest.some(({ code }) => meaningOf(code).engine === engine));
  const aspects = new Set(newest.map(({ code }) => meaningOf(code).aspect));
  const [only] = named;
  const agreed = only !== undefined && named.length === 1 && aspects.size >= ASPECTS_NEEDED;
  return { name: agreed ? only : "unknown", signs: newest };
}

function newestOf(signs: readonly EngineSign[], code: EngineSignCode): EngineSign | undefined {
  return signs.filter((sign) => sign.code === code).toSorted((a, b) => b.at - a.at)[0];
}

function isTelling({ status, failure, body }: Exchange): boolean {
  const isAnswer = status === 200 || status === 206 || status === 404 || status === 410;
  return isAnswer && failure === null && !isHtml(body);
}
