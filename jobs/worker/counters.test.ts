import { expect, test } from "vitest";
import { INFO_SERIES, makeResult } from "@/lib/db/result-fixture";
import type { ProbeResult } from "@/lib/probe/result";
import { countersSchema, toStoredCounters } from "@/lib/snapshot/counters";
import { EMPTY_SPREAD } from "@/lib/snapshot/spread";
import { createCounter } from "./counters";

function counted(...results: readonly Partial<ProbeResult>[]) {
  const counter = createCounter();
  for (const changes of results) counter.addResult(makeResult(changes));
  return counter.read();
}

test("scheduled probes are counted by outcome, and those that tell nothing of the mirror are not", () => {
  const { probes } = counted(
    {},
    {},
    { outcome: "reset" },
    { outcome: "reset", observerFault: true },
    { outcome: "stopped" },
    { cause: "confirm", attempt: 1, outcome: "reset" },
    { cause: "start" },
  );
  expect(probes).toEqual([
    { mirror: "corp", kind: "info", family: 4, outcome: "ok", n: 2 },
    { mirror: "corp", kind: "info", family: 4, outcome: "reset", n: 1 },
  ]);
});

test("families are told apart, by the series or else by the address", () => {
  const { probes, durations } = counted(
    { address: "2001:db8::1" },
    { series: { ...INFO_SERIES, family: 6 } },
    { series: { ...INFO_SERIES, family: 6 }, address: null, outcome: "dns-not-found" },
    { address: null, outcome: "dns-timeout" },
  );
  expect(probes.map(({ family, outcome, n }) => [family, outcome, n])).toEqual([
    [6, "ok", 2],
    [6, "dns-not-found", 1],
    [null, "dns-timeout", 1],
  ]);
  expect(new Set(durations.map(({ family }) => family))).toEqual(new Set([6]));
});

test("scheduled probes that our lag keeps out of latency are counted apart", () => {
  const { lagged } = counted({ lagged: true }, { lagged: true, cause: "confirm", attempt: 1 }, {});
  expect(lagged).toBe(1);
});

test("a slot is kept once: confirmations and runs outside the plan have none", () => {
  const { slotsKept, observerFaults } = counted(
    {},
    { observerFault: true },
    { cause: "confirm", attempt: 1 },
    { cause: "manual" },
  );
  expect({ slotsKept, observerFaults }).toEqual({ slotsKept: 2, observerFaults: 1 });
});

test("only good probes have a duration, by phase for the light one alone", () => {
  const { durations } = counted(
    {},
    { outcome: "reset" },
    { lagged: true },
    { series: { ...INFO_SERIES, kind: "zip" }, totalUs: 11_000_000 },
    { series: { ...INFO_SERIES, connection: "reused" }, totalUs: 50_000 },
  );
  expect(durations.map(({ kind, connection, phase }) => `${kind} ${connection} ${phase}`)).toEqual([
    "info fresh total",
    "info fresh dns",
    "info fresh tcp",
    "info fresh tls",
    "info fresh ttfb",
    "info fresh transfer",
    "zip fresh total",
    "info reused total",
  ]);
  expect(durations[0]).toMatchObject({ counts: [0, 0, 1, 0, 0, 0], sumUs: 243_613 });
  expect(durations[6]).toMatchObject({ counts: [0, 0, 0, 0, 0, 1] });
  expect(durations[7]).toMatchObject({ counts: [1, 0, 0, 0, 0, 0] });
});

test("a phase that did not happen has no duration", () => {
  const phasesUs = { dns: null, tcp: null, tls: 1, ttfb: 1, transfer: 1 };
  expect(counted({ phasesUs }).durations.map(({ phase }) => phase)).toEqual([
    "total",
    "tls",
    "ttfb",
    "transfer",
  ]);
});

test("lag is that of all probes, whyever they were sent", () => {
  const { lag } = counted(
    {},
    { series: { ...INFO_SERIES, connection: "reused" }, lagUs: 900 },
    { cause: "start", lagUs: 5_000 },
  );
  expect(lag).toMatchObject({ n: 3, maxUs: 5_000 });
});

test("missed slots are counted by cause", () => {
  const counter = createCounter();
  for (const cause of ["budget", "late", "budget"] as const) counter.missSlot(cause);
  expect(counter.read().slotsMissed).toEqual([
    { cause: "budget", n: 2 },
    { cause: "late", n: 1 },
  ]);
});

test("a reading does not change afterwards, and survives being stored", () => {
  const counter = createCounter();
  counter.addResult(makeResult());
  const before = counter.read();
  counter.addResult(makeResult());
  expect(before.durations[0]?.counts).toEqual([0, 0, 1, 0, 0, 0]);
  const whole = { ...before, late: EMPTY_SPREAD };
  expect(countersSchema.parse(JSON.parse(JSON.stringify(toStoredCounters(whole))))).toEqual(whole);
});
