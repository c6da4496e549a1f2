import { STATES, type State, type Transition } from "./state";

/** A stretch of time in one state: [from, to), Unix milliseconds. */
export type StateSpan = { readonly state: State; readonly from: number; readonly to: number };

/** Time in each state. Availability is the share of known time, maintenance left out, in which the subject worked. */
export type StateTimes = {
  readonly ms: Readonly<Record<State, number>>;
  readonly knownMs: number;
  /** Null when nothing was known. */
  readonly availability: number | null;
};

/** States in which a subject does its work: slowly, or while a failure is being re-checked, it still does. */
const WORKING: readonly State[] = ["HEALTHY", "SUSPECT", "DEGRADED"];
/** States that say nothing of whether it would have worked. */
const UNJUDGED: readonly State[] = ["UNKNOWN", "MAINTENANCE"];

/** Where spans begin and end, and up to when the newest state is known to hold; Unix milliseconds. */
export type SpanFrame = { readonly from: number; readonly to: number; readonly knownUntil: number };

/**
 * The spans of one subject over [from, to), without a hole and each unlike the one before. `transitions` are those of
 * that time, oldest first; `before` is the state they found. What is not known is UNKNOWN, as is all after
 * `knownUntil`: a state holds no longer than somebody looks.
 */
export function toSpans(
  transitions: readonly Pick<Transition, "to" | "at">[],
  before: State | null,
  { from, to, knownUntil }: SpanFrame,
): StateSpan[] {
  const inside = transitions.filter(({ at }) => at < to && at < knownUntil);
  const changes = [
    { state: before ?? "UNKNOWN", at: from },
    ...inside.map((transition) => ({ state: transition.to, at: Math.max(from, transition.at) })),
    ...(knownUntil < to ? [{ state: "UNKNOWN" as const, at: Math.max(from, knownUntil) }] : []),
  ];
  const spans = changes.map(({ state, at }, index) => ({
    state,
    from: at,
    to: changes[index + 1]?.at ?? to,
  }));
  return joinEqual(spans.filter((span) => span.to > span.from));
}

function joinEqual(spans: readonly StateSpan[]): StateSpan[] {
  const joined: StateSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.state === span.state) joined.splice(-1, 1, { ...last, to: span.to });
    else joined.push(span);
  }
  return joined;
}

/** The parts of some spans that lie in [from, to). */
export function clipSpans(spans: readonly StateSpan[], from: number, to: number): StateSpan[] {
  return spans.flatMap((span) => {
    const part = { ...span, from: Math.max(from, span.from), to: Math.min(to, span.to) };
    return part.to > part.from ? [part] : [];
  });
}

/** Time in each state of some spans, and the share of it in which the subject worked. */
export function toTimes(spans: readonly StateSpan[]): StateTimes {
  const timeIn = (state: State) =>
    spans.reduce((sum, span) => (span.state === state ? sum + span.to - span.from : sum), 0);
  const ms = Object.fromEntries(STATES.map((state) => [state, timeIn(state)])) as Record<State, number>;
  const knownMs = STATES.reduce((sum, state) => (UNJUDGED.includes(state) ? sum : sum + ms[state]), 0);
  const workedMs = WORKING.reduce((sum, state) => sum + ms[state], 0);
  return { ms, knownMs, availability: knownMs === 0 ? null : workedMs / knownMs };
}
