import { expect, test } from "vitest";
import type { Outcome } from "@/lib/probe/outcome";
import type { Family } from "@/lib/probe/series";
import {
  canTell,
  type Decision,
  decide,
  type Evidence,
  LACK_MS,
  mirrorAnswered,
  newObserver,
  observerAt,
  type Reading,
  stepAnswer,
  stepFault,
  toWayFamily,
  type WayFamily,
  WITNESS_MS,
} from "./observer";

const NOW = 1_000_000;
const A = "a.example:443";
const B = "b.example:443";
const C1 = "c1.example:443";
const C2 = "c2.example:443";

function reading(host: string, outcome: Outcome, over: Partial<Reading> = {}): Reading {
  return { host, at: NOW - 1_000, answered: outcome === "ok", outcome, resolved: true, family: 4, ...over };
}

function evidence(readings: readonly Reading[], over: Partial<Evidence> = {}): Evidence {
  return { now: NOW, controls: [C1, C2], mirrors: [A, B], readings, mute: new Set(), ...over };
}

type Case = {
  readonly name: string;
  readonly outcome: Outcome;
  readonly family?: WayFamily;
  readonly since?: number;
  readonly readings: readonly Reading[];
  readonly over?: Partial<Evidence>;
  readonly want: string;
};

/** Both controls, over both families: only when the other one was asked too can it be told which is missing. */
const dead = (outcome: Outcome) => [...deadOver(4, outcome), ...deadOver(6, outcome)];

function deadOver(family: WayFamily, outcome: Outcome): Reading[] {
  return [reading(C1, outcome, { family }), reading(C2, outcome, { family })];
}

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
    want: "ask c1 c2 over 4",
  },
  {
    name: "nobody was heard: ask the controls",
    outcome: "tls-timeout",
    readings: [],
    want: "ask c1 c2 over 4",
  },
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
    want: "ask c1 c2 over 4",
  },
  {
    name: "only the controls not heard yet are asked",
    outcome: "refused",
    readings: [reading(C1, "refused")],
    want: "ask c2 over 4",
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
    want: "ask c1 c2 over 4",
  },
  {
    name: "without controls the other mirror is asked",
    outcome: "refused",
    readings: [],
    over: { controls: [] },
    want: "ask b over 4",
  },
  {
    name: "without controls, and no mirror answers: our fault",
    outcome: "refused",
    readings: [reading(B, "refused"), reading(B, "unreachable", { family: 6 })],
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
  {
    name: "a control that could not be asked is no witness, and no reason to wait",
    outcome: "refused",
    readings: [],
    over: { mute: new Set([C1, C2]) },
    want: "cannot-tell",
  },
  {
    name: "a portal is still looked for when no control could be asked",
    outcome: "soft-200",
    readings: [],
    over: { mute: new Set([C1, C2]) },
    want: "cannot-tell",
  },
  {
    name: "an answer from before the failures began says nothing of a link that was cut since",
    outcome: "refused",
    since: NOW - 500,
    readings: [reading(C1, "ok"), reading(B, "ok")],
    want: "ask c1 c2 over 4",
  },
  {
    name: "an answer since the failures began is a witness",
    outcome: "refused",
    since: NOW - 1_000,
    readings: [reading(B, "ok")],
    want: "counts",
  },
  {
    name: "whoever answered and has failed since is no witness",
    outcome: "refused",
    readings: [reading(B, "ok", { at: NOW - 2_000 }), reading(B, "refused"), reading(C1, "refused")],
    want: "ask c2 over 4",
  },
  {
    name: "whoever answered and could not even be looked up since is no witness",
    outcome: "dns-failed",
    family: null,
    readings: [
      reading(B, "ok", { at: NOW - 2_000 }),
      reading(B, "dns-failed", { family: null }),
      ...deadOver(null, "dns-failed"),
    ],
    want: "resolver",
  },
  {
    name: "whoever answered before and was asked again in vain is no witness",
    outcome: "unreachable",
    since: NOW - 500,
    readings: [reading(C1, "ok", { at: NOW - 2_000 }), ...dead("unreachable")],
    want: "offline",
  },
  {
    name: "no control answers: a mirror that answered just before is asked again before we blame ourselves",
    outcome: "unreachable",
    since: NOW - 500,
    readings: [reading(B, "ok"), ...dead("unreachable")],
    want: "ask b over 4",
  },
  {
    name: "and if it does not answer any more, it is us",
    outcome: "unreachable",
    since: NOW - 500,
    readings: [reading(B, "ok"), reading(B, "unreachable", { at: NOW }), ...dead("unreachable")],
    want: "offline",
  },
  {
    name: "over IPv6, an answer over IPv4 is no witness",
    outcome: "unreachable",
    family: 6,
    readings: [reading(C1, "ok"), reading(B, "ok")],
    want: "ask c1 c2 over 6",
  },
  {
    name: "over IPv6, an answer of a control over IPv6 is one",
    outcome: "connect-timeout",
    family: 6,
    readings: [reading(C2, "ok", { family: 6 })],
    want: "counts",
  },
  {
    name: "over IPv6, an answer of another mirror over IPv6 is one",
    outcome: "connect-timeout",
    family: 6,
    readings: [...deadOver(6, "connect-timeout"), reading(B, "server-error", { family: 6, answered: true })],
    want: "counts",
  },
  {
    name: "over IPv4, an answer over IPv6 is no witness",
    outcome: "refused",
    family: 4,
    readings: [reading(C1, "ok", { family: 6 })],
    want: "ask c1 c2 over 4",
  },
  {
    name: "nobody answers over IPv6 and somebody over IPv4: we have no IPv6",
    outcome: "unreachable",
    family: 6,
    readings: [...deadOver(6, "unreachable"), reading(C1, "ok")],
    want: "no IPv6",
  },
  {
    name: "nobody answers over IPv4 and somebody over IPv6: we have no IPv4",
    outcome: "unreachable",
    family: 4,
    readings: [...deadOver(4, "unreachable"), reading(B, "ok", { family: 6 })],
    want: "no IPv4",
  },
  {
    name: "nobody answers over IPv6, and of IPv4 nothing was heard: that is asked before we say what is missing",
    outcome: "connect-timeout",
    family: 6,
    readings: deadOver(6, "connect-timeout"),
    want: "ask c1 c2 over 4",
  },
  {
    name: "nobody answers over either: offline",
    outcome: "connect-timeout",
    family: 6,
    readings: dead("unreachable"),
    want: "offline",
  },
  {
    name: "controls without an IPv6 address cannot tell: the other mirrors are asked",
    outcome: "connect-timeout",
    family: 6,
    readings: [...deadOver(6, "dns-not-found"), reading(C1, "ok")],
    want: "ask b over 6",
  },
  {
    name: "nobody but the mirror has an IPv6 address: we cannot know that ours works, and it counts against nobody",
    outcome: "connect-timeout",
    family: 6,
    readings: [...deadOver(6, "dns-not-found"), reading(C1, "ok")],
    over: { mute: new Set([B]) },
    want: "no IPv6",
  },
  {
    name: "a lookup for IPv6 alone that fails while names with IPv6 are found counts",
    outcome: "dns-not-found",
    family: 6,
    readings: [reading(C1, "ok", { family: 6 })],
    want: "counts",
  },
  {
    name: "a resolver that keeps IPv6 addresses from us is a lack of IPv6",
    outcome: "dns-not-found",
    family: 6,
    readings: [...deadOver(6, "dns-not-found"), reading(C1, "ok")],
    over: { mirrors: [A] },
    want: "no IPv6",
  },
  {
    name: "a name that is not found before any address was tried needs a name, over whatever family",
    outcome: "dns-failed",
    family: null,
    readings: [reading(B, "ok", { family: 6 })],
    want: "counts",
  },
  {
    name: "through a proxy nobody knows the family: any answer will do",
    outcome: "reset",
    family: null,
    readings: [reading(C1, "ok", { family: 6 })],
    want: "counts",
  },
  {
    name: "an answer through a proxy stands for IPv4",
    outcome: "reset",
    family: 4,
    readings: [reading(C1, "ok", { family: null })],
    want: "counts",
  },
  {
    name: "an answer through a proxy says nothing of IPv6",
    outcome: "reset",
    family: 6,
    readings: [reading(C1, "ok", { family: null }), reading(C2, "ok", { family: null })],
    want: "no IPv6",
  },
];

test.each(cases)("$name", ({ outcome, family = 4, since = NOW - 20_000, readings, over, want }) => {
  expect(formatDecision(decide({ host: A, outcome, family, since }, evidence(readings, over)))).toBe(want);
});

function formatDecision(decision: Decision): string {
  if (decision.code === "observer") {
    return decision.cause === "family" ? `no IPv${decision.family}` : decision.cause;
  }
  if (decision.code !== "ask") return decision.code;
  const hosts = decision.hosts.map((host) => host.split(".")[0]);
  return ["ask", ...hosts, ...(decision.family === 0 ? [] : [`over ${decision.family}`])].join(" ");
}

test.each([
  { name: "a control", controls: [C1], mirrors: [A], want: true },
  { name: "two mirrors", controls: [], mirrors: [A, B], want: true },
  { name: "two mirrors on one host", controls: [], mirrors: [A, A], want: false },
  { name: "one mirror", controls: [], mirrors: [A], want: false },
])("with $name alone, telling us from them is possible: $want", ({ controls, mirrors, want }) => {
  expect(canTell(controls, mirrors)).toBe(want);
});

test.each<{ name: string; address: string | null; failed: boolean; asked: Family; want: WayFamily }>([
  { name: "an IPv4 address", address: "192.0.2.1", failed: true, asked: 0, want: 4 },
  { name: "an IPv6 address", address: "2001:db8::1", failed: false, asked: 0, want: 6 },
  { name: "no address, IPv6 asked for", address: null, failed: true, asked: 6, want: 6 },
  { name: "no address, anything asked for", address: null, failed: true, asked: 0, want: null },
  { name: "an answer through a proxy", address: null, failed: false, asked: 6, want: null },
])("the way of an exchange with $name is of family $want", ({ address, failed, asked, want }) => {
  const failure = failed
    ? ({ outcome: "reset", phase: "tcp", detail: "ECONNRESET", wouldHang: false } as const)
    : null;
  expect(toWayFamily({ address, failure }, asked)).toBe(want);
});

test("we are offline from the first fault to the next answer", () => {
  const online = stepAnswer(newObserver([C1], [A]), 1_000, 4);
  const known = { canTell: true, lacking: [] };
  expect(online).toEqual({ ...known, online: true, since: 1_000, lastAnswerAt: 1_000, cause: null });
  const first = stepFault(online, { code: "observer", cause: "offline" }, 5_000);
  const offline = stepFault(first, { code: "observer", cause: "resolver" }, 6_000);
  expect(offline).toEqual({ ...known, online: false, since: 5_000, lastAnswerAt: 1_000, cause: "resolver" });
  const back = stepAnswer(stepAnswer(offline, 9_000, 4), 8_000, 4);
  expect(back).toEqual({ ...known, online: true, since: 9_000, lastAnswerAt: 9_000, cause: null });
});

test("a family is missing, while we are online, until something answers over it or nothing shows it for an hour", () => {
  const noIpv6 = { code: "observer", cause: "family", family: 6 } as const;
  const online = stepAnswer(newObserver([C1], [A]), 1_000, 4);
  const lacking = stepAnswer(stepFault(stepFault(online, noIpv6, 5_000), noIpv6, 9_000), 10_000, 4);
  expect(lacking).toMatchObject({ online: true, lacking: [{ family: 6, since: 5_000, at: 9_000 }] });
  expect(stepAnswer(lacking, 11_000, 6).lacking).toEqual([]);
  expect(observerAt(lacking, 9_000 + LACK_MS).lacking).toHaveLength(1);
  expect(observerAt(lacking, 9_001 + LACK_MS).lacking).toEqual([]);
});
