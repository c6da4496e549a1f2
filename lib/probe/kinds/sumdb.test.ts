import { expect, test } from "vitest";
import { type AnswerFixture, answered } from "@/lib/probe/answer-fixture";
import { judge } from "@/lib/probe/judge";
import type { Judgement, Learned, ProbeContext } from "@/lib/probe/kind";
import { BUILTIN_TOOLCHAIN } from "@/lib/probe/sample-set";
import { newCheckpoint } from "@/lib/sumdb/checkpoint";
import { signHead } from "@/lib/sumdb/head";
import { formatVerifierKey, newSigner } from "@/lib/sumdb/note";
import { formatLookup, formatRecord } from "@/lib/sumdb/record";
import { sumdbKind } from "./sumdb";

const MODULE = "a.test/Upper/mod";
const VERSION = "v1.2.0";
const signer = newSigner("sum.test", new Uint8Array(32).fill(1));
const stranger = newSigner("sum.test", new Uint8Array(32).fill(2));
const head = newCheckpoint(70_991_285, new Uint8Array(32));
const hashes = { zip: `h1:${"A".repeat(43)}=`, mod: `h1:${"B".repeat(43)}=` };
const BAD_UPSTREAM: AnswerFixture = { status: 404, body: "not found: bad upstream" };
const PAGE: AnswerFixture = { body: "<!doctype html><title>Hello</title>" };
const SILENT: AnswerFixture = {
  status: null,
  failure: { outcome: "header-timeout", phase: "ttfb", detail: "", wouldHang: true },
};

const lookup = (module: string, note: string) =>
  formatLookup({ id: 842, text: formatRecord(module, VERSION, hashes), note });

function judged(name: string, answer: AnswerFixture, learned: Partial<Learned> = {}): Judgement {
  const variant = sumdbKind.variants.find((candidate) => candidate.name === name);
  if (variant === undefined) throw new Error(`no variant ${name}`);
  const context: ProbeContext = {
    sample: { module: MODULE, version: VERSION, listed: [], zipBytes: null },
    toolchain: BUILTIN_TOOLCHAIN,
    nonce: "k7",
    sumdb: { name: "sum.test", key: formatVerifierKey(signer.key) },
    learned: { head, supported: true, ...learned },
  };
  return judge(variant, context, answered(answer));
}

/** The judgement of one answer as `outcome phase reason`. */
function verdict(name: string, answer: AnswerFixture, learned: Partial<Learned> = {}): string {
  const { outcome, phase, reason } = judged(name, answer, learned);
  return [outcome, phase, reason].filter((word) => word !== null).join(" ");
}

test.each([
  ["supported", "yes", {}, "ok transfer"],
  ["supported", "no", { status: 404 }, "ok transfer sumdb-not-proxied"],
  ["supported", "gone", { status: 410 }, "ok transfer sumdb-not-proxied"],
  ["supported", "the face of an upstream failure", BAD_UPSTREAM, "dishonest-not-found ttfb upstream-failed"],
  ["supported", "a page", PAGE, "soft-200 transfer html-body"],
  ["supported", "broken", { status: 500 }, "server-error ttfb"],
  ["latest", "signed", { body: signHead(head, signer) }, "ok transfer"],
  [
    "latest",
    "signed by another key of that name",
    { body: signHead(head, stranger) },
    "malformed transfer head-unsigned",
  ],
  ["latest", "not a head", { body: "v1.0.0\n" }, "malformed transfer head-unsigned"],
  ["latest", "broken, which no build notices", { status: 500 }, "server-error ttfb"],
  ["lookup", "this version's record", { body: lookup(MODULE, signHead(head, signer)) }, "ok transfer"],
  [
    "lookup",
    "another module's record",
    { body: lookup("a.test/other", signHead(head, signer)) },
    "malformed transfer lookup-other-module",
  ],
  [
    "lookup",
    "the lines in the head's text only",
    { body: `842\nx\n\n${formatRecord(MODULE, VERSION, hashes)}` },
    "malformed transfer lookup-other-module",
  ],
  [
    "lookup",
    "a head signed by another key",
    { body: lookup(MODULE, signHead(head, stranger)) },
    "malformed transfer head-unsigned",
  ],
  ["lookup", "not a lookup", { body: "not found\n" }, "malformed transfer lookup-malformed"],
  ["lookup", "absent behind supported", { status: 404 }, "not-found ttfb sumdb-supported-but-dead"],
  [
    "lookup",
    "an upstream failure behind supported",
    BAD_UPSTREAM,
    "dishonest-not-found ttfb sumdb-supported-but-dead",
  ],
  ["lookup", "a page behind supported", PAGE, "soft-200 transfer sumdb-supported-but-dead"],
  ["tile", "the top tile of that head", { body: new Uint8Array(4 * 32) }, "ok transfer"],
  [
    "tile",
    "the tile of an older head",
    { body: new Uint8Array(3 * 32) },
    "malformed transfer tile-wrong-length",
  ],
  ["tile", "absent", { status: 404 }, "not-found ttfb tile-missing"],
  ["tile", "broken", { status: 502 }, "server-error ttfb sumdb-supported-but-dead"],
] satisfies [string, string, AnswerFixture, string][])("%s: %s", (name, _, answer, want) => {
  expect(verdict(name, answer)).toBe(want);
});

test("behind `supported`, a lookup that hangs is told apart from a mirror that cannot be reached", () => {
  const failure = { outcome: "refused", phase: "tcp", detail: "", wouldHang: false } as const;
  expect(verdict("lookup", SILENT)).toBe("header-timeout ttfb sumdb-supported-but-dead");
  expect(verdict("lookup", SILENT, { supported: false })).toBe("header-timeout ttfb");
  expect(verdict("lookup", { status: null, failure })).toBe("refused tcp");
});

test.each(["latest", "lookup", "tile"])("without a database, an absent %s is right", (name) => {
  expect(verdict(name, { status: 404 }, { supported: false })).toBe("ok transfer sumdb-not-proxied");
  expect(verdict(name, { status: 410 }, { supported: false })).toBe("ok transfer sumdb-not-proxied");
});

test.each([
  ["supported", {}, { supported: true }],
  ["supported", PAGE, { supported: true }],
  ["supported", { status: 404 }, { supported: false }],
  ["supported", BAD_UPSTREAM, { supported: false }],
  ["supported", { status: 500 }, undefined],
  ["latest", { body: signHead(head, signer) }, { head }],
  ["latest", { body: signHead(head, stranger) }, undefined],
  ["lookup", { body: lookup(MODULE, signHead(head, signer)) }, { head }],
] satisfies [string, AnswerFixture, Partial<Learned> | undefined][])(
  "%s %j teaches %j",
  (name, answer, want) => {
    expect(judged(name, answer).learned).toEqual(want);
  },
);
