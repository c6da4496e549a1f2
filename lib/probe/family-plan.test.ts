import { describe, expect, test } from "vitest";
import { familyOf, familyUsed } from "./family";
import {
  ABSENT_MS,
  APART,
  decideFamilies,
  type FamilyFacts,
  JOINT,
  LOST_IPV6_MS,
  noteLookup,
  UNSEEN_MS,
  UNSIGHTED,
} from "./family-plan";

const NOW = Date.UTC(2026, 10, 24);
const BOTH = ["192.0.2.1", "2001:db8::1"];
const SEEN = noteLookup(UNSIGHTED, BOTH, null, NOW);

test.each([
  ["192.0.2.1", 4],
  ["2001:db8::1", 6],
  ["::1", 6],
  ["fe80::1%eth0", 6],
] as const)("%s is of IPv%i", (address, family) => {
  expect(familyOf(address)).toBe(family);
});

test.each([
  [{ family: 4 }, null, 4],
  [{ family: 6 }, "192.0.2.1", 6],
  [{ family: 0 }, "192.0.2.1", 4],
  [{ family: 0 }, "2001:db8::1", 6],
  [{ family: 0 }, null, null],
] as const)("a probe of %j at %s went over %s", (series, address, family) => {
  expect(familyUsed(series, address)).toBe(family);
});

describe("families are measured", () => {
  const facts = { now: NOW, hasChoice: true, ipv6At: NOW, sightings: SEEN };
  const absent = noteLookup(SEEN, ["192.0.2.1"], 6, NOW);
  const rows: readonly (readonly [string, Partial<FamilyFacts>, typeof JOINT])[] = [
    ["apart at the first sight of both", {}, APART],
    [
      "together while one was never seen",
      { sightings: noteLookup(UNSIGHTED, ["192.0.2.1"], null, NOW) },
      JOINT,
    ],
    ["together behind a proxy or a literal", { hasChoice: false }, JOINT],
    ["together on a machine without IPv6", { ipv6At: null }, JOINT],
    ["apart while the machine's IPv6 is away for a moment", { ipv6At: NOW - LOST_IPV6_MS }, APART],
    ["together once it stays away", { ipv6At: NOW - LOST_IPV6_MS - 1 }, JOINT],
    ["apart for a day after one was last seen", { now: NOW + UNSEEN_MS, ipv6At: NOW + UNSEEN_MS }, APART],
    ["together after that", { now: NOW + UNSEEN_MS + 1, ipv6At: NOW + UNSEEN_MS + 1 }, JOINT],
    ["apart when the resolver says once that one is gone", { sightings: absent }, APART],
    [
      "together when it says so for an hour",
      { sightings: absent, now: NOW + ABSENT_MS, ipv6At: NOW + ABSENT_MS },
      JOINT,
    ],
    [
      "apart when it names one again",
      {
        sightings: noteLookup(absent, ["2001:db8::2"], null, NOW + 1),
        now: NOW + ABSENT_MS,
        ipv6At: NOW + ABSENT_MS,
      },
      APART,
    ],
  ];
  test.each(rows)("%s", (_, over, families) => {
    expect(decideFamilies({ ...facts, ...over })).toEqual(families);
  });
});

test("an answer without a family that nobody asked for alone says nothing of it", () => {
  expect(noteLookup(SEEN, ["192.0.2.9"], null, NOW + 5)).toEqual({
    4: { seenAt: NOW + 5, absentSince: null },
    6: SEEN[6],
  });
  const gone = noteLookup(SEEN, [], 6, NOW + 5);
  expect(noteLookup(gone, [], 6, NOW + 9)[6]).toEqual({ seenAt: NOW, absentSince: NOW + 5 });
});
