import { expect, test } from "vitest";
import type { Exchange } from "@/lib/probe/exchange";
import { type ControlBaseline, isHealthyAnswer, toBaseline, toControlReading } from "./control";

const URL = "https://control.example/generate_204";
const CERTIFICATE = {
  notAfter: 2e12,
  subject: "CN=control.example",
  issuer: "CN=root",
  names: ["control.example"],
};
const NO_PHASES = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };
const BASELINE: ControlBaseline = { status: 204, host: "control.example", certified: true };

type Answer = { url?: string; status?: number; certified?: boolean; failed?: boolean; dns?: number | null };

function exchange({
  url = URL,
  status = 204,
  certified = true,
  failed = false,
  dns = 900,
}: Answer = {}): Exchange {
  const phasesUs = { ...NO_PHASES, dns };
  const failure = { outcome: "tls-untrusted", phase: "tls", detail: "", wouldHang: false } as const;
  return {
    startedAt: 1_000,
    request: { method: "GET", url: URL, headers: {} },
    connection: "fresh",
    hops: [{ url, address: null, phasesUs, status: failed ? null : status, headers: {} }],
    phasesUs,
    totalUs: 250_000,
    status: failed ? null : status,
    headers: {},
    bytes: 0,
    body: new Uint8Array(),
    cut: false,
    failure: failed ? failure : null,
    alpn: null,
    tlsVersion: null,
    certificate: certified ? CERTIFICATE : null,
    address: null,
    addresses: [],
    lagUs: 0,
  };
}

test.each([
  { name: "a 2xx over TLS is how it is when healthy", answer: {}, want: BASELINE },
  {
    name: "also from the host that it sends on to",
    answer: { url: "https://www.control.example/" },
    want: { ...BASELINE, host: "www.control.example" },
  },
  { name: "an error is not", answer: { status: 503 }, want: null },
  { name: "a redirect that was not followed is not", answer: { status: 302 }, want: null },
  { name: "a fault of transport is not", answer: { failed: true }, want: null },
  {
    name: "another host over plain http is not",
    answer: { url: "http://portal.example/login", status: 200, certified: false },
    want: null,
  },
])("$name", ({ answer, want }) => {
  expect(toBaseline(exchange(answer), URL)).toEqual(want);
});

test("plain http from the asked host can be a baseline", () => {
  const url = "http://127.0.0.1:8080/";
  const seen = toBaseline(exchange({ url, status: 200, certified: false }), url);
  expect(seen).toEqual({ status: 200, host: "127.0.0.1:8080", certified: false });
});

test.each([
  { name: "the same answer", answer: {}, want: true },
  { name: "another status", answer: { status: 200 }, want: false },
  { name: "another host", answer: { url: "https://portal.example/" }, want: false },
  { name: "no certificate", answer: { certified: false }, want: false },
  { name: "an invalid certificate", answer: { failed: true }, want: false },
])("$name has answered: $want", ({ answer, want }) => {
  expect(isHealthyAnswer(exchange(answer), BASELINE)).toBe(want);
});

test("a reading says who, when, whether it answered, and whether a name was looked up", () => {
  expect(toControlReading("control.example:443", exchange(), 0, URL, null)).toEqual({
    reading: {
      host: "control.example:443",
      at: 1_250,
      answered: true,
      outcome: "ok",
      resolved: true,
      family: null,
    },
    baseline: BASELINE,
  });
});

test("a control that never was healthy has not answered; a portal does not become its baseline", () => {
  const { reading, baseline } = toControlReading("c", exchange({ status: 302, dns: null }), 0, URL, null);
  expect(baseline).toBeNull();
  expect(reading).toMatchObject({ answered: false, outcome: "unexpected-status", resolved: false });
  const failed = toControlReading("c", exchange({ failed: true }), 6, URL, BASELINE);
  expect(failed).toMatchObject({
    baseline: BASELINE,
    reading: { answered: false, outcome: "tls-untrusted", family: 6 },
  });
});
