import { expect, test } from "vitest";
import { type AnswerFixture, answered } from "./answer-fixture";
import { type EngineSign, guessEngine, noteSigns } from "./engine";
import type { EngineSignCode } from "./engine-sign";
import { okJudgement } from "./judgement";
import type { KindName } from "./kind";
import type { ProbeResult } from "./result";
import { toResult } from "./to-result";

const LISTED = { headers: { "cache-control": "public, max-age=60" } };
const FILE = { headers: { "cache-control": "public, max-age=604800" } };
const ATHENS_LATEST = { headers: { "content-type": "text/plain" }, body: '{"Version":"v1.0.0","Tags":null}' };

function result(kind: KindName, variant: string, answer: AnswerFixture): ProbeResult {
  const series = { mirror: "a", kind, variant, connection: "fresh", family: 0 } as const;
  const asked = {
    series,
    epoch: 1,
    slot: 1_760_000_000_000,
    attempt: 0,
    cause: "scheduled",
    target: null,
  } as const;
  return toResult(asked, answered(answer), okJudgement(), false);
}

function noteAll(...results: readonly ProbeResult[]): readonly EngineSign[] {
  return results.reduce<readonly EngineSign[]>(noteSigns, []);
}

function codesOf(signs: readonly EngineSign[]): EngineSignCode[] {
  return signs.map(({ code }) => code);
}

test("two sorts of signs that agree are a name, each with the exchange it came from", () => {
  const guess = guessEngine(noteAll(result("list", "tagged", LISTED), result("info", "canonical", FILE)));
  expect(guess.name).toBe("goproxy");
  expect(guess.signs).toEqual([
    {
      code: "list-lifetime",
      kind: "list",
      variant: "tagged",
      exchange: "list.tagged.fresh.0.1.1760000000000.0",
      at: 1_760_000_000_000,
    },
    {
      code: "file-lifetime",
      kind: "info",
      variant: "canonical",
      exchange: "info.canonical.fresh.0.1.1760000000000.0",
      at: 1_760_000_000_000,
    },
  ]);
});

test.each<[string, readonly ProbeResult[], readonly EngineSignCode[]]>([
  ["nothing shown", [], []],
  ["one sort alone", [result("list", "tagged", LISTED)], ["list-lifetime"]],
  [
    "the same rule of a front on every list",
    [result("list", "tagged", LISTED), result("latest", "latest", LISTED)],
    ["list-lifetime"],
  ],
  [
    "signs of two engines, both said",
    [
      result("list", "tagged", LISTED),
      result("info", "canonical", FILE),
      result("latest", "latest", ATHENS_LATEST),
    ],
    ["list-lifetime", "file-lifetime", "latest-with-nulls"],
  ],
])("%s: unknown", (_, results, codes) => {
  const guess = guessEngine(noteAll(...results));
  expect(guess.name).toBe("unknown");
  expect(codesOf(guess.signs)).toEqual(codes);
});

test("the newest answer to a question replaces what the one before showed", () => {
  const plain = { headers: { "content-type": "text/plain" }, body: "v1.0.0\n" };
  expect(noteAll(result("list", "tagged", LISTED), result("list", "tagged", plain))).toEqual([]);
});

test.each<[string, AnswerFixture]>([
  [
    "a failure of transport",
    { status: null, failure: { outcome: "reset", phase: "ttfb", detail: "", wouldHang: false } },
  ],
  ["an error without a sign", { status: 502, body: "<html>" }],
  ["a front's own page", { body: "<!doctype html><title>Sign in</title>" }],
])("%s tells nothing, and leaves what was known", (_, answer) => {
  const known = noteAll(result("list", "tagged", LISTED));
  expect(noteSigns(known, result("list", "tagged", answer))).toBe(known);
});
