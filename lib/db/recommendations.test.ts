import { afterEach, beforeEach, expect, test } from "vitest";
import { DEFAULT_CHOICES } from "@/lib/goenv/choices";
import { decide } from "@/lib/goenv/decision";
import { situationOf } from "@/lib/goenv/situation.fixture";
import {
  insertRecommendation,
  type NewRecommendation,
  readNewestRecommendation,
  readRecommendation,
} from "./recommendations";
import { openTempStore, type TempStore } from "./store-fixture";

let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
});
afterEach(() => temp.remove());

function adviceAt(at: number): NewRecommendation {
  const inputs = situationOf([{ slug: "a" }, { slug: "b", n: 3 }], { at });
  const result = decide(inputs, DEFAULT_CHOICES, null);
  return { audience: "default", guideline: "2026.11", at, inputs, result };
}

test("a recommendation is read back as it was stored, by its id", async () => {
  const id = await insertRecommendation(temp.store, "here", adviceAt(1_000));
  expect(await readRecommendation(temp.store, id)).toEqual({ ...adviceAt(1_000), id, vantage: "here" });
  expect(await readRecommendation(temp.store, id + 1)).toBeNull();
});

test("the newest one is that of the vantage and the audience", async () => {
  await insertRecommendation(temp.store, "here", adviceAt(1_000));
  const newest = await insertRecommendation(temp.store, "here", adviceAt(2_000));
  await insertRecommendation(temp.store, "here", { ...adviceAt(3_000), audience: "payments" });
  await insertRecommendation(temp.store, "there", adviceAt(4_000));
  expect(await readNewestRecommendation(temp.store, "here", "default")).toMatchObject({
    id: newest,
    at: 2_000,
  });
  expect(await readNewestRecommendation(temp.store, "here", "nobody")).toBeNull();
});
