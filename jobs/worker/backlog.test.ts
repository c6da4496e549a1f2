import { expect, test } from "vitest";
import { makeResult } from "@/lib/db/result-fixture";
import type { ProbeResult } from "@/lib/probe/result";
import { createBacklog } from "./backlog";

const results = Array.from({ length: 6 }, (_, index) => makeResult({ slot: 1_000 * (index + 1) }));
const slotsOf = (all: readonly ProbeResult[]) => all.map(({ slot }) => slot);

test("results wait in their order until they are removed", () => {
  const backlog = createBacklog();
  for (const result of results) backlog.add(result, 1_000);
  expect(slotsOf(backlog.read(2))).toEqual([1_000, 2_000]);
  expect(backlog.oldest()).toBe(1_000);
  backlog.remove(backlog.read(2));
  expect(slotsOf(backlog.read(100))).toEqual([3_000, 4_000, 5_000, 6_000]);
  expect(backlog.oldest()).toBe(3_000);
});

test("beyond the bound the oldest leave, and what they took is free again", () => {
  const backlog = createBacklog(20_000);
  const left = results.flatMap((result) => backlog.add(result, 1_000));
  expect(left.map(({ result }) => result.slot)).toEqual([1_000, 2_000, 3_000]);
  backlog.remove(backlog.read(100));
  expect(backlog.oldest()).toBeNull();
  expect(results.slice(0, 3).flatMap((result) => backlog.add(result, 1_000))).toEqual([]);
});

test("a large body counts with its bytes", () => {
  const backlog = createBacklog(100_000);
  const [first, second] = results;
  if (first === undefined || second === undefined) throw new Error("there are two results");
  const large = { ...second, exchange: { ...second.exchange, body: new Uint8Array(98_000) } };
  expect(backlog.add(first, 1_000)).toEqual([]);
  expect(backlog.add(large, 1_000).map(({ result }) => result.slot)).toEqual([1_000, 2_000]);
});

test("only what was scheduled has a slot", () => {
  const backlog = createBacklog();
  backlog.add(makeResult({ slot: 500, cause: "confirm", attempt: 1 }), 1_000);
  expect(backlog.oldest()).toBeNull();
});
