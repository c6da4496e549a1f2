import { expect, test } from "vitest";
import type { StoredSample } from "@/lib/probe/result";
import { SERIES, sample } from "@/lib/rollup/sample.fixture";
import { toSignal } from "./signal";

const silent: readonly { name: string; over: Partial<StoredSample> }[] = [
  { name: "our own fault", over: { outcome: "refused", observerFault: true } },
  { name: "a probe that we stopped", over: { outcome: "stopped" } },
  { name: "a run that a person asked for", over: { cause: "manual" } },
  { name: "what is asked once a day", over: { series: { ...SERIES, variant: "h2" } } },
  { name: "a first look at it", over: { series: { ...SERIES, variant: "h2" }, cause: "start" } },
  { name: "the reused twin", over: { series: { ...SERIES, connection: "reused" } } },
];

test.each(silent)("$name says nothing of the mirror", ({ over }) => {
  expect(toSignal(sample(over))).toBeNull();
});

test("a right answer is good", () => {
  expect(toSignal(sample({ at: 7, slot: 5, address: "192.0.2.1" }))).toEqual({
    type: "probe",
    at: 7,
    verdict: "good",
    cause: "scheduled",
    reason: { code: "answered", params: { variant: "canonical", address: "192.0.2.1" } },
    sample: { series: SERIES, epoch: 0, slot: 5, attempt: 0 },
    address: "192.0.2.1",
  });
});

test("a failed confirmation is bad, and says what failed", () => {
  const failed = sample({
    outcome: "soft-200",
    phase: "transfer",
    reason: "html-body",
    cause: "confirm",
    attempt: 2,
  });
  expect(toSignal(failed)).toMatchObject({
    verdict: "bad",
    cause: "confirm",
    sample: { attempt: 2 },
    reason: {
      code: "probe-failed",
      params: {
        outcome: "soft-200",
        phase: "transfer",
        reason: "html-body",
        variant: "canonical",
        status: 200,
        address: null,
      },
    },
  });
});

test("a probe at the start of the worker is heard like a scheduled one", () => {
  expect(toSignal(sample({ cause: "start" }))).toMatchObject({ verdict: "good", cause: "scheduled" });
});
