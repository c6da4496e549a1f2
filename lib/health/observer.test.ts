import { expect, test } from "vitest";
import type { Outcome } from "@/lib/probe/outcome";
import {
  canTell,
  decide,
  type Evidence,
  mirrorAnswered,
  newObserver,
  type Reading,
  stepAnswer,
  stepFault,
  WITNESS_MS,
} from "./observer";

const NOW = 1_000_000;
const A = "a.example:443";
const B = "b.example:443";
const C1 = "c1.example:443";
const C2 = "c2.example:443";

function reading(host: string, outcome: Outcome, over: Partial<Reading> = {}): Reading {
  return { host, at: NOW - 1_000, answered: outcome === "ok", outcome, resolved: true, ...over };
}

function evidence(readings: readonly Reading[], over: Partial<Evidence> = {}): Evidence {
  return { now: NOW, controls: [C1, C2], mirrors: [A, B], readings, ...over };
}

type Case = {
  readonly name: string;
  readonly outcome: Outcome;
  readonly readings: readonly Reading[];
  readonly over?: Partial<Evidence>;
  readonly want: string;
};

const dead = (outcome: Outcome) => [reading(C1, outcome), reading(C2, outcome)];

const cases: readonly Case[] = [
  {
    name: "an answer that only the mirror can give counts",
    outcome: "server-error",
    readings: [],
    want: "counts",
  },
  {
    name: "a failure counts if a control answered",
    outcome: "refused",
    readings: [reading(C1, "ok")],
    want: "counts",
  },
  {
    name: "a failure counts if another mirror answered",
    outcome: "connect-timeout",
    readings: [reading(B, "ok"), ...dead("connect-timeout")],
    want: "counts",
  },
  {
    name: "another mirror that is broken but there has answered",
    outcome: "reset",
    readings: [reading(B, "server-error", { answered: mirrorAnswered("server-error") })],
    want: "counts",
  },
  {
    name: "the mirror's own answers are no witness",
    outcome: "reset",
    readings: [reading(A, "ok")],
    want: "ask c1 c2",
  },
  { name: "nobody was heard: ask the controls", outcome: "tls-timeout", readings: [], want: "ask c1 c2" },
  {
    name: "an answer of 10 s ago still counts",
    outcome: "stalled",
    readings: [reading(C1, "ok", { at: NOW - WITNESS_MS })],
    want: "counts",
  },
  {
    name: "an older one does not",
    outcome: "stalled",
    readings: [reading(C1, "ok", { at: NOW - WITNESS_MS - 1 })],
    want: "ask c1 c2",
  },
  {
    name: "only the controls not heard yet are asked",
    outcome: "refused",
    readings: [reading(C1, "refused")],
    want: "ask c2",
  },
  {
    name: "no control answers: our fault",
    outcome: "unreachable",
    readings: dead("unreachable"),
    want: "offline",
  },
  {
    name: "two mirrors that fail at once prove nothing before a control was asked",
    outcome: "refused",
    readings: [reading(B, "refused")],
    want: "ask c1 c2",
  },
  {
    name: "without controls the other mirror is asked",
    outcome: "refused",
    readings: [],
    over: { controls: [] },
    want: "ask b",
  },
  {
    name: "without controls, and no mirror answers: our fault",
    outcome: "refused",
    readings: [reading(B, "refused")],
    over: { controls: [] },
    want: "offline",
  },
  {
    name: "one mirror and no control: nobody can tell",
    outcome: "refused",
    readings: [],
    over: { controls: [], mirrors: [A] },
    want: "cannot-tell",
  },
  {
    name: "one mirror and no control: its own answer still counts",
    outcome: "not-found",
    readings: [],
    over: { controls: [], mirrors: [A] },
    want: "counts",
  },
  {
    name: "no name can be looked up: the resolver",
    outcome: "dns-timeout",
    readings: dead("dns-failed"),
    want: "resolver",
  },
  {
    name: "only addresses answer, no name: the resolver",
    outcome: "dns-failed",
    readings: [reading(B, "ok", { resolved: false }), ...dead("dns-failed")],
    want: "resolver",
  },
  {
    name: "another name was looked up: the mirror's own name is at fault",
    outcome: "dns-not-found",
    readings: [reading(B, "ok")],
    want: "counts",
  },
  {
    name: "no name and no way out: offline",
    outcome: "dns-failed",
    readings: dead("unreachable"),
    want: "offline",
  },
  {
    name: "a portal answers for everyone: our fault",
    outcome: "soft-200",
    readings: dead("unexpected-status"),
    want: "captive",
  },
  {
    name: "a portal's redirect likewise",
    outcome: "redirect-blocked",
    readings: dead("unexpected-status"),
    want: "captive",
  },
  {
    name: "another mirror that gets the portal's page is no witness",
    outcome: "malformed",
    readings: [
      reading(B, "malformed", { answered: mirrorAnswered("malformed") }),
      ...dead("unexpected-status"),
    ],
    want: "captive",
  },
  {
    name: "a soft 200 counts while a control is as it should be",
    outcome: "soft-200",
    readings: [reading(C2, "ok")],
    want: "counts",
  },
  {
    name: "without controls a soft 200 counts",
    outcome: "soft-200",
    readings: [],
    over: { controls: [] },
    want: "counts",
  },
];

test.each(cases)("$name", ({ outcome, readings, over, want }) => {
  const decision = decide({ host: A, outcome }, evidence(readings, over));
  const hosts = decision.code === "ask" ? decision.hosts.map((host) => host.split(".")[0]) : [];
  expect(decision.code === "observer" ? decision.cause : [decision.code, ...hosts].join(" ")).toBe(want);
});

test.each([
  { name: "a control", controls: [C1], mirrors: [A], want: true },
  { name: "two mirrors", controls: [], mirrors: [A, B], want: true },
  { name: "two mirrors on one host", controls: [], mirrors: [A, A], want: false },
  { name: "one mirror", controls: [], mirrors: [A], want: false },
])("with $name alone, telling us from them is possible: $want", ({ controls, mirrors, want }) => {
  expect(canTell(controls, mirrors)).toBe(want);
});

test("we are offline from the first fault to the next answer", () => {
  const online = stepAnswer(newObserver([C1], [A]), 1_000);
  expect(online).toEqual({ online: true, since: 1_000, lastAnswerAt: 1_000, canTell: true, cause: null });
  const offline = stepFault(stepFault(online, "offline", 5_000), "resolver", 6_000);
  expect(offline).toEqual({
    online: false,
    since: 5_000,
    lastAnswerAt: 1_000,
    canTell: true,
    cause: "resolver",
  });
  const back = stepAnswer(stepAnswer(offline, 9_000), 8_000);
  expect(back).toEqual({ online: true, since: 9_000, lastAnswerAt: 9_000, canTell: true, cause: null });
});
