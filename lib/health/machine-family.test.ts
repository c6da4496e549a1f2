import { expect, test } from "vitest";
import { MINUTE, probe, run } from "./machine.fixture";
import { findDead, type Seen } from "./recent";

const SIX = "2001:db8::1";

/** `4` and `6` are good probes over a family, `f` and `s` failed ones over IPv4 and IPv6; each its own address. */
function signalsOf(marks: string, addresses: Readonly<Record<"4" | "6", readonly (string | null)[]>>) {
  const turns = { 4: 0, 6: 0 };
  return [...marks].map((mark, index) => {
    const family = mark === "4" || mark === "f" ? 4 : 6;
    const own = addresses[family];
    const address = own[turns[family]++ % own.length] ?? null;
    const signal = probe(mark === "4" || mark === "6" ? "g" : "b", index * MINUTE, address);
    const series = { ...signal.sample.series, family } as const;
    return { ...signal, sample: { ...signal.sample, series } };
  });
}

const FOUR = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6"];
const ALL = { 4: FOUR, 6: [SIX] };

test.each([
  ["IPv6 that fails while IPv4 answers", "4646s4s4", ALL, { family: 6, address: SIX }],
  ["IPv4 at each of six addresses, one failure each", "4646f6f6f6f6f6f6", ALL, { family: 4, address: null }],
  ["IPv6 whose name is not found", "4646s4s4", { ...ALL, 6: [null] }, { family: 6, address: null }],
])("%s is DEGRADED, never DOWN, and the family is named", (_, marks, addresses, params) => {
  const { transitions } = run(signalsOf(marks, addresses));
  expect(transitions.map(({ to }) => to)).toEqual(["HEALTHY", "DEGRADED"]);
  expect(transitions[1]).toMatchObject({ rule: "dead-family", reason: { code: "family-dead", params } });
});

test("one failure of a family says nothing of it yet", () => {
  expect(run(signalsOf("4646s4", ALL)).transitions.map(({ to }) => to)).toEqual(["HEALTHY"]);
});

test("failures over both families make DOWN", () => {
  const { transitions } = run(signalsOf("4646fsf", ALL));
  expect(transitions.map(({ to }) => to)).toEqual(["HEALTHY", "DOWN"]);
});

test("a family that answers again leads back, after five good ones and three minutes", () => {
  const { transitions } = run(signalsOf("4646s4s4646464", ALL));
  expect(transitions.map(({ to }) => to)).toEqual(["HEALTHY", "DEGRADED", "HEALTHY"]);
});

test("where families are not told apart none is dead", () => {
  const seen = (good: boolean, address: string): Seen => ({
    good,
    address,
    variant: "latest",
    family: 0,
    scheduled: true,
  });
  const recent = [seen(false, SIX), seen(true, "192.0.2.1"), seen(false, "2001:db8::2")];
  expect(findDead(recent, 2)).toEqual({ addresses: [], families: [] });
});
