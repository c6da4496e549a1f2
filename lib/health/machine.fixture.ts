import type { SampleKey } from "@/lib/probe/result";
import { type Health, newHealth } from "./health";
import { type Ask, ruleFor, step } from "./machine";
import type { Signal } from "./signal";
import type { Transition } from "./state";

export const X = "192.0.2.1";
export const Y = "192.0.2.2";
export const MINUTE = 60_000;
export const RULE = ruleFor(MINUTE);

type Probe = Extract<Signal, { type: "probe" }>;

export function key(at: number, variant: string, attempt: number): SampleKey {
  const series = { mirror: "corp", kind: "sumdb", variant, connection: "fresh", family: 0 } as const;
  return { series, epoch: 0, slot: at, attempt };
}

/** `g` and `b` are scheduled probes, `+` and `-` their confirmations. */
export function probe(mark: string, at: number, address: string | null = X, variant = "latest"): Probe {
  const cause = mark === "g" || mark === "b" ? "scheduled" : "confirm";
  const verdict = mark === "g" || mark === "+" ? "good" : "bad";
  const code = verdict === "good" ? "answered" : "probe-failed";
  const sample = key(at, variant, cause === "confirm" ? 1 : 0);
  return { type: "probe", at, verdict, cause, reason: { code, params: { variant } }, sample, address };
}

export type Run = {
  readonly health: Health;
  readonly transitions: readonly Transition[];
  readonly asks: readonly (Ask | null)[];
};

export function run(signals: readonly Signal[], rule = RULE): Run {
  let health = newHealth("endpoint/sumdb");
  const transitions: Transition[] = [];
  const asks: (Ask | null)[] = [];
  for (const signal of signals) {
    const stepped = step(health, signal, rule);
    health = stepped.health;
    if (stepped.transition !== null) transitions.push(stepped.transition);
    asks.push(stepped.ask);
  }
  return { health, transitions, asks };
}

/** Signals `everyMs` apart, one a mark; an address a mark, repeated from the start. */
export function signalsOf(marks: string, everyMs = MINUTE, addresses: readonly string[] = [X]): Probe[] {
  return [...marks].map((mark, index) => probe(mark, index * everyMs, addresses[index % addresses.length]));
}
