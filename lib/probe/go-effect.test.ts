import { describe, expect, test } from "vitest";
import { GO_EFFECTS, type GoEffect, goEffect } from "./go-effect";
import { KINDS, type KindName } from "./kind";
import { OUTCOMES, type Outcome } from "./outcome";

function effect(kind: KindName, outcome: Outcome, variant = "", wouldHang = false): GoEffect {
  return goEffect({ kind, variant, outcome, wouldHang });
}

describe("what an answer does in the go command", () => {
  test.each<[string, KindName, Outcome, GoEffect]>([
    ["a right answer is taken", "info", "ok", "goes-on"],
    ["404 leads to the next entry", "zip", "not-found", "asks-next"],
    ["410 leads to the next entry", "mod", "gone", "asks-next"],
    ["an untrue 404 leads there as well", "info", "dishonest-not-found", "asks-next-misled"],
    ["500 ends at a comma", "info", "server-error", "stops"],
    ["403 ends at a comma", "list", "forbidden", "stops"],
    ["a refused connection ends at a comma", "list", "refused", "stops"],
    ["a dial that times out ends so after 30 s", "list", "connect-timeout", "stops-late"],
    ["no headers: it waits for ever", "info", "header-timeout", "hangs"],
    ["a stalled body: it waits for ever", "zip", "stalled", "hangs"],
    ["a slow body: it reads on", "zip", "too-slow", "waits"],
    ["a web page for a version's info is rejected", "info", "soft-200", "rejects"],
    ["a web page for a list reads as no versions", "list", "soft-200", "misreads"],
    ["another version is rejected", "escaped", "wrong-version", "rejects"],
    ["a go.mod that is none is rejected as well", "mod", "soft-200", "rejects"],
    ["a zip that is none fails after the entry was chosen", "zip", "malformed", "ends"],
    ["content for what does not exist is believed", "absent", "malformed", "believes"],
    ["a guard of ours is not go's", "zip", "blocked-address", "our-rule"],
  ])("%s", (_, kind, outcome, want) => {
    expect(effect(kind, outcome)).toBe(want);
  });

  test.each<[string, Outcome, string, GoEffect]>([
    ["its absence leads to the next entry", "not-found", "supported", "asks-next"],
    ["a look-up after `supported` has nowhere else to go", "not-found", "lookup", "ends"],
    ["nor has a tile", "server-error", "tile", "ends"],
    ["a look-up may hang like anything else", "header-timeout", "lookup", "hangs"],
    ["the newest head is never asked for", "server-error", "latest", "never-asks"],
  ])("checksum database: %s", (_, outcome, variant, want) => {
    expect(effect("sumdb", outcome, variant)).toBe(want);
  });

  test("whatever went silent past the deadline hangs", () => {
    expect(effect("zip", "too-slow", "small", true)).toBe("hangs");
  });

  test("every outcome of every kind has an effect, and every effect is some outcome's", () => {
    const seen = new Set<GoEffect>();
    for (const kind of KINDS) {
      for (const outcome of OUTCOMES) {
        for (const variant of ["supported", "latest", "lookup"]) seen.add(effect(kind, outcome, variant));
      }
    }
    expect([...seen].sort()).toEqual([...GO_EFFECTS].sort());
  });
});
