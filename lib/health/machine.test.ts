import { expect, test } from "vitest";
import { formatHealth, newHealth, parseHealth } from "./health";
import { ruleFor } from "./machine";
import { key, MINUTE, probe, RULE, type Run, run, signalsOf, X, Y } from "./machine.fixture";
import type { Signal } from "./signal";

const states = (run: Run) => run.transitions.map((transition) => transition.to).join(" ");
const rules = (run: Run) => run.transitions.map((transition) => transition.rule).join(" ");

test.each([
  { name: "nothing is known before the first probe", marks: "", want: "" },
  { name: "the first good answer is believed at once", marks: "g", want: "HEALTHY" },
  { name: "one failure is not yet DOWN", marks: "gb", want: "HEALTHY" },
  { name: "a failure whose confirmation answers is forgiven", marks: "gb+b+b-+", want: "HEALTHY" },
  { name: "a failure and one failed confirmation are not yet DOWN", marks: "gb-", want: "HEALTHY" },
  { name: "a failure and two failed confirmations are DOWN", marks: "gb--", want: "HEALTHY DOWN" },
  { name: "the first failure of all goes the same way", marks: "b--", want: "DOWN" },
  { name: "failures without confirmations are DOWN at the third", marks: "gbbb", want: "HEALTHY DOWN" },
  { name: "DOWN stays DOWN while it fails", marks: "gb--bbbb", want: "HEALTHY DOWN" },
  { name: "four good ones are not enough", marks: "gb--gggg", want: "HEALTHY DOWN" },
  { name: "five good ones are", marks: "gb--ggggg", want: "HEALTHY DOWN HEALTHY" },
  { name: "a bad one starts the count anew", marks: "gb--ggggbgggg", want: "HEALTHY DOWN" },
  {
    name: "old failures do not count again",
    marks: "gb--bbbbbbggggg" + "gggb+",
    want: "HEALTHY DOWN HEALTHY",
  },
  { name: "every second probe fails: DOWN at the fifth failure", marks: "gbgbgbgbgb", want: "HEALTHY DOWN" },
  { name: "and never comes back that way", marks: "gb".repeat(60), want: "HEALTHY DOWN" },
  { name: "four of ten are not enough", marks: "ggb+gb+gb+gb+gggggg".repeat(3), want: "HEALTHY" },
])("$name", ({ marks, want }) => {
  expect(states(run(signalsOf(marks)))).toBe(want);
});

test("each transition names its rule, its reason and the sample it rests on", () => {
  const down = run([
    probe("g", 0),
    probe("b", MINUTE),
    probe("-", MINUTE + 5_000),
    probe("-", MINUTE + 10_000),
  ]);
  expect(down.transitions).toEqual([
    {
      subject: "endpoint/sumdb",
      from: "UNKNOWN",
      to: "HEALTHY",
      at: 0,
      reason: { code: "answered", params: { variant: "latest" } },
      sample: key(0, "latest", 0),
      rule: "first-answer",
    },
    {
      subject: "endpoint/sumdb",
      from: "HEALTHY",
      to: "DOWN",
      at: MINUTE + 10_000,
      reason: { code: "probe-failed", params: { variant: "latest" } },
      sample: key(MINUTE + 10_000, "latest", 1),
      rule: "three-failures",
    },
  ]);
  expect(down.health).toMatchObject({
    state: "DOWN",
    since: MINUTE + 10_000,
    reason: { code: "probe-failed" },
  });
  const flapping = run(signalsOf("gb".repeat(5)));
  expect(rules(flapping)).toBe("first-answer five-of-ten");
  expect(flapping.health.reason).toEqual({
    code: "half-failed",
    params: { variant: "latest", failed: 5, of: 10 },
  });
});

test("confirmations are asked 5 s later, at another address, twice and no more", () => {
  const { asks } = run([
    probe("g", 0),
    probe("b", MINUTE),
    probe("-", MINUTE + 5_100),
    probe("-", MINUTE + 10_200),
  ]);
  expect(asks).toEqual([
    null,
    { afterMs: 5_000, attempt: 1, otherAddress: true },
    { afterMs: 5_000, attempt: 2, otherAddress: true },
    null,
  ]);
});

test("while a confirmation is awaited no other is asked for; one that never came is asked for again", () => {
  const failures = [probe("b", 0), probe("b", 20_000, X, "tile"), probe("b", 36_000)];
  const { asks } = run(failures, { ...RULE, failures: 9 });
  expect(asks.map((ask) => ask?.afterMs ?? null)).toEqual([5_000, null, 5_000]);
});

test("failures within a moment are one failure", () => {
  expect(states(run(signalsOf("gbbb", 1_000)))).toBe("HEALTHY");
  expect(states(run(signalsOf("gbbb", 5_000)))).toBe("HEALTHY DOWN");
});

test("the way back takes three minutes, however many good ones there are", () => {
  const every20s = signalsOf(`gb--${"g".repeat(12)}`, 20_000);
  const back = run(every20s, ruleFor(20_000));
  const [, down, healthy] = back.transitions;
  expect(states(back)).toBe("HEALTHY DOWN HEALTHY");
  expect((healthy?.at ?? 0) - (down?.at ?? 0)).toBe(180_000);
  expect(back.asks.slice(4)).toEqual(every20s.slice(4).map(() => null));
});

test("where the kind is asked seldom, the later good ones are asked 45 s apart", () => {
  const rule = ruleFor(15 * MINUTE);
  const from = 30 * MINUTE;
  const good = [0, 45, 90, 135, 180].map((s) => probe(s === 0 ? "g" : "+", from + s * 1_000));
  const back = run([...signalsOf("gb--", 10_000), ...good], rule);
  expect(states(back)).toBe("HEALTHY DOWN HEALTHY");
  expect(back.health.since).toBe(from + 180_000);
  expect(back.asks.slice(4).map((ask) => ask?.afterMs ?? null)).toEqual([
    45_000,
    45_000,
    45_000,
    45_000,
    null,
  ]);
});

test("a variant that fails is not made good by the others", () => {
  const at = (index: number) => index * 15 * MINUTE;
  const down = [
    probe("g", 0),
    probe("b", at(1), X, "tile"),
    probe("-", at(1) + 5_000, X, "tile"),
    probe("-", at(1) + 10_000, X, "tile"),
  ];
  const others = ["latest", "lookup", "supported"].map((variant, index) =>
    probe("g", at(2 + index), X, variant),
  );
  const still = run([...down, ...others, probe("b", at(5), X, "tile"), ...others], ruleFor(15 * MINUTE));
  expect(states(still)).toBe("HEALTHY DOWN");
  expect(still.asks.slice(4)).toEqual(Array(7).fill(null));
  const tile = [0, 1, 2, 3, 4].map((n) => probe(n === 0 ? "g" : "+", at(6) + n * 45_000, X, "tile"));
  expect(states(run([...down, ...others, ...tile], ruleFor(15 * MINUTE)))).toBe("HEALTHY DOWN HEALTHY");
});

test("one dead address among those that answer is DEGRADED and named, however long it lasts", () => {
  const signals = signalsOf("gb".repeat(30), MINUTE, [Y, X]);
  const degraded = run(signals);
  expect(states(degraded)).toBe("HEALTHY DEGRADED");
  expect(degraded.health.reason).toEqual({ code: "address-dead", params: { address: X } });
  expect(degraded.asks.filter((ask) => ask !== null)).toHaveLength(1);
});

test("the dead address answers again: HEALTHY after five good ones and three minutes", () => {
  const back = run(signalsOf(`gbgbgb${"g".repeat(6)}`, MINUTE, [Y, X]));
  expect(states(back)).toBe("HEALTHY DEGRADED HEALTHY");
});

test("five good ones elsewhere do not make a dead address good", () => {
  const Z = "192.0.2.3";
  const signals = signalsOf("gbggggbgggggggg", MINUTE, [Y, X, Z, Y, Z, Y, X, Y, Z, Y, Z, Y, Z, Y, Z]);
  expect(states(run(signals))).toBe("HEALTHY DEGRADED");
});

test("the other address dies too: DOWN", () => {
  const before = signalsOf("gbgb", MINUTE, [Y, X]);
  const at = 4 * MINUTE;
  const dead = run([...before, probe("b", at, Y), probe("-", at + 5_000, X), probe("-", at + 10_000, Y)]);
  expect(states(dead)).toBe("HEALTHY DEGRADED DOWN");
});

test("of a mirror that was DOWN one address comes back: DEGRADED, not DOWN for ever", () => {
  const outage = signalsOf("gb--bbbb", MINUTE, [X, Y]);
  const after = Array.from({ length: 12 }, (_, n) =>
    probe(n % 2 === 0 ? "g" : "b", (8 + n) * MINUTE, n % 2 === 0 ? X : Y),
  );
  const back = run([...outage, ...after]);
  expect(states(back)).toBe("HEALTHY DOWN DEGRADED");
  expect(back.health.reason?.params).toEqual({ address: Y });
});

test("and where the kind is asked seldom, that shows within minutes: what is asked for goes to both", () => {
  const rule = ruleFor(15 * MINUTE);
  const outage = signalsOf("gb--", 10_000, [X, Y]);
  const addresses = [X, Y, X, Y, X, Y, X, Y, X];
  const asked = addresses.map((address, n) => {
    const at = 15 * MINUTE + n * 45_000;
    return probe(address === Y ? "-" : n === 0 ? "g" : "+", at, address);
  });
  const back = run([...outage, probe("b", 10 * MINUTE, Y), ...asked], rule);
  expect(back.asks.slice(5).map((ask) => ask?.otherAddress ?? null)).toEqual([...Array(8).fill(true), null]);
  expect(states(back)).toBe("HEALTHY DOWN DEGRADED");
});

test("an address that fails now and then, and answers in between, is not dead", () => {
  expect(states(run(signalsOf("gggbg+gbggggbgg", MINUTE, [Y, X])))).toBe("HEALTHY");
});

test("failures before any address was known are nobody's", () => {
  const signals = [
    probe("g", 0),
    probe("b", MINUTE, null),
    probe("+", MINUTE + 5_000),
    probe("b", 2 * MINUTE, null),
  ];
  expect(states(run(signals))).toBe("HEALTHY");
});

test("silence is UNKNOWN with its cause, once, and forgets what was before", () => {
  const silence: Signal = { type: "silence", at: 10 * MINUTE, cause: "observer-offline" };
  const silent = run([...signalsOf("gb-"), silence, { ...silence, cause: "not-running" }]);
  expect(states(silent)).toBe("HEALTHY UNKNOWN");
  expect(silent.transitions[1]).toMatchObject({
    rule: "silence",
    sample: null,
    reason: { code: "observer-offline" },
  });
  expect(silent.health).toMatchObject({ since: 10 * MINUTE, reason: { code: "not-running" }, failures: 0 });
  expect(states(run([...signalsOf("gb--"), silence, probe("g", 11 * MINUTE)]))).toBe(
    "HEALTHY DOWN UNKNOWN HEALTHY",
  );
});

test("an answer that comes late does not turn time back", () => {
  const late = run([
    probe("g", 10 * MINUTE),
    probe("b", 9 * MINUTE),
    probe("-", 10 * MINUTE),
    probe("-", 9 * MINUTE),
  ]);
  expect(late.transitions.map((transition) => transition.at)).toEqual([10 * MINUTE, 10 * MINUTE]);
});

test("a clock that is set back by a day does not hold the way back up for a day", () => {
  const day = 24 * 60 * MINUTE;
  const down = [...signalsOf("gb--")].map((signal) => ({ ...signal, at: signal.at + day }));
  const back = run([...down, ...signalsOf("gggggg")]);
  expect(states(back)).toBe("HEALTHY DOWN HEALTHY");
  expect(back.health.since).toBe(4 * MINUTE);
});

test("the memory stays small", () => {
  const { health } = run(signalsOf("gb+b-+g+++".repeat(200), MINUTE, [X, Y]));
  expect(health.recent.length).toBeLessThan(60);
});

test.each([
  { name: "no JSON", text: "{" },
  {
    name: "another version",
    text: JSON.stringify({ ...JSON.parse(formatHealth(newHealth("mirror"))), version: 2 }),
  },
  {
    name: "an unknown key",
    text: JSON.stringify({ ...JSON.parse(formatHealth(newHealth("mirror"))), more: 1 }),
  },
  {
    name: "an unknown state",
    text: JSON.stringify({ ...JSON.parse(formatHealth(newHealth("mirror"))), state: "UP" }),
  },
])("$name is no stored state", ({ text }) => {
  expect(() => parseHealth(text)).toThrow("a stored state is not readable");
});
