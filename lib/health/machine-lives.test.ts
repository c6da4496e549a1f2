import { expect, test } from "vitest";
import { formatHealth, newHealth, parseHealth } from "./health";
import { ruleFor, type Step, step } from "./machine";
import { MINUTE, probe, RULE, run, X, Y } from "./machine.fixture";
import type { Signal } from "./signal";
import type { Transition } from "./state";

/** A repeatable stream of numbers in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** What a subject goes through: how often it fails changes now and then, between never and always. */
type Life = { readonly random: () => number; badShare: number };

function chance(life: Life, good: string, bad: string): string {
  return life.random() < life.badShare ? bad : good;
}

function address(life: Life): string {
  return life.random() < 0.5 ? X : Y;
}

function nextSlot(life: Life, at: number): Signal {
  if (life.random() < 0.08) life.badShare = [0, 0.1, 0.5, 1][Math.floor(life.random() * 4)] ?? 0;
  if (life.random() < 0.02) return { type: "silence", at, cause: "no-data" };
  return probe(chance(life, "g", "b"), at, address(life), life.random() < 0.5 ? "latest" : "tile");
}

/** 120 slots with two addresses, two variants and silences; each probe that is asked for is answered. */
function randomLife(seed: number): Signal[] {
  const life: Life = { random: randomOf(seed), badShare: 0 };
  const rule = ruleFor(seed % 2 === 0 ? MINUTE : 15 * MINUTE);
  const signals: Signal[] = [];
  let health = newHealth("endpoint/sumdb");
  for (let slot = 0; slot < 120; slot += 1) {
    let next: Signal | null = nextSlot(life, slot * rule.cadenceMs);
    while (next !== null) {
      signals.push(next);
      const stepped: Step = step(health, next, rule);
      health = stepped.health;
      next = stepped.ask === null ? null : answerOf(life, next.at + stepped.ask.afterMs);
    }
  }
  return signals;
}

function answerOf(life: Life, at: number): Signal {
  return probe(chance(life, "+", "-"), at, address(life));
}

const LIVES = Array.from({ length: 300 }, (_, seed) => randomLife(seed));

test("in any life no state is entered twice in a row, each transition starts where the last ended, time goes on", () => {
  const seen = new Set<string>();
  for (const life of LIVES) {
    const { transitions } = run(life);
    let [state, at] = ["UNKNOWN", 0];
    for (const transition of transitions) {
      expect(transition.from).toBe(state);
      expect(transition.to).not.toBe(state);
      expect(transition.at).toBeGreaterThanOrEqual(at);
      [state, at] = [transition.to, transition.at];
      seen.add(`${transition.rule} ${transition.to}`);
    }
  }
  expect([...seen].sort()).toEqual([
    "dead-address DEGRADED",
    "first-answer HEALTHY",
    "five-good HEALTHY",
    "five-of-ten DOWN",
    "silence UNKNOWN",
    "three-failures DOWN",
  ]);
});

test("in any life the way back from DOWN to HEALTHY has five good ones in a row and three minutes since the last bad", () => {
  let ways = 0;
  for (const life of LIVES) {
    const heard: Signal[] = [];
    let health = newHealth("endpoint/sumdb");
    for (const signal of life) {
      heard.push(signal);
      const stepped = step(health, signal, RULE);
      health = stepped.health;
      if (stepped.transition?.from !== "DOWN" || stepped.transition.to !== "HEALTHY") continue;
      ways += 1;
      const lastBad = heard.findLast((one) => one.type === "probe" && one.verdict === "bad");
      expect(heard.slice(-5).every((one) => one.type === "probe" && one.verdict === "good")).toBe(true);
      expect(signal.at - (lastBad?.at ?? 0)).toBeGreaterThanOrEqual(180_000);
    }
  }
  expect(ways).toBeGreaterThan(20);
});

test("the same signals give the same transitions, also when the memory is written down after each step", () => {
  for (const life of LIVES) {
    let health = newHealth("endpoint/sumdb");
    const transitions: Transition[] = [];
    for (const signal of life) {
      const stepped = step(parseHealth(formatHealth(health)), signal, RULE);
      health = stepped.health;
      if (stepped.transition !== null) transitions.push(stepped.transition);
    }
    expect(transitions).toEqual(run(life).transitions);
  }
});
