import { expect, test } from "vitest";
import type { Exchange, PhasesUs } from "./exchange";
import { type Asked, isLagged, toResult } from "./to-result";

const phases = (us: number | null): PhasesUs => ({ dns: us, tcp: us, tls: us, ttfb: us, transfer: us });

const exchange: Exchange = {
  startedAt: 1_000_040,
  request: { method: "GET", url: "http://127.0.0.1/a/@v/list", headers: {} },
  connection: "fresh",
  hops: [
    {
      url: "http://127.0.0.1/a/@v/list",
      address: "127.0.0.1",
      phasesUs: phases(1_000),
      status: 302,
      headers: {},
    },
    { url: "http://127.0.0.1/b", address: "127.0.0.1", phasesUs: phases(1_000), status: 200, headers: {} },
  ],
  phasesUs: phases(2_000),
  totalUs: 10_000,
  status: 200,
  headers: {},
  bytes: 7,
  body: new Uint8Array(),
  cut: false,
  failure: null,
  alpn: null,
  tlsVersion: null,
  certificate: null,
  address: "127.0.0.1",
  addresses: ["127.0.0.1"],
  lagUs: 100,
};

const asked: Asked = {
  series: { mirror: "a", kind: "list", variant: "tagged", connection: "fresh", family: 0 },
  epoch: 1,
  slot: 1_000_000,
  attempt: 0,
  cause: "scheduled",
  target: { module: "rsc.io/quote", version: "v1.5.2" },
};

const ok = { outcome: "ok", phase: "transfer", reason: null } as const;

test("a result carries its slot's key and how late it started", () => {
  expect(toResult(asked, exchange, ok, false)).toMatchObject({
    ...asked,
    lateMs: 40,
    at: 1_000_040,
    outcome: "ok",
  });
});
test("a manual run is never late", () => {
  expect(toResult({ ...asked, cause: "manual" }, exchange, ok, false).lateMs).toBe(0);
});
test("each redirect followed is a request more", () => {
  expect(toResult(asked, exchange, ok, false).requests).toBe(2);
});
test("a refused first hop is still one request", () => {
  expect(toResult(asked, { ...exchange, hops: [] }, ok, false).requests).toBe(1);
});
test("the client's view of a hang is kept", () => {
  const failure = { outcome: "stalled", phase: "transfer", detail: "silent", wouldHang: true } as const;
  const result = toResult(
    asked,
    { ...exchange, failure },
    { outcome: "stalled", phase: "transfer", reason: null },
    false,
  );
  expect(result).toMatchObject({ wouldHang: true, outcome: "stalled" });
});

const lags = [
  { name: "2 ms of lag is nothing", lagUs: 2_000, phase: 1_000, want: false },
  { name: "more than 2 ms beside a short phase is", lagUs: 2_001, phase: 1_000, want: true },
  { name: "5 % of a long phase is nothing", lagUs: 5_000, phase: 100_000, want: false },
  { name: "more than 5 % of it is", lagUs: 5_001, phase: 100_000, want: true },
];
test.each(lags)("$name", ({ lagUs, phase, want }) => {
  expect(isLagged(lagUs, phases(phase))).toBe(want);
});
test("a phase that did not happen is not touched by lag", () => {
  expect(isLagged(50_000, phases(null))).toBe(false);
});
