import { expect, test } from "vitest";
import { formatExchangeId, parseExchangeId } from "./exchange-id";
import { KIND_MAP } from "./kinds";

const KEY = {
  series: { mirror: "corp", kind: "zip", variant: "small", connection: "fresh", family: 0 },
  epoch: 1,
  slot: 1_732_454_400_000,
  attempt: 2,
} as const;

test("an id names every part of the key but the mirror", () => {
  expect(formatExchangeId(KEY)).toBe("zip.small.fresh.0.1.1732454400000.2");
});

test.each(
  Object.values(KIND_MAP).flatMap(({ name, variants }) => variants.map((v) => [name, v.name] as const)),
)("%s/%s comes back as it was", (kind, variant) => {
  const key = { ...KEY, series: { ...KEY.series, kind, variant } };
  expect(parseExchangeId("corp", formatExchangeId(key))).toEqual(key);
});

test.each([
  "",
  "zip.small.fresh.0.1.1732454400000",
  "zip.small.fresh.0.1.1732454400000.2.3",
  "zap.small.fresh.0.1.1732454400000.2",
  "zip.small.cold.0.1.1732454400000.2",
  "zip.small.fresh.5.1.1732454400000.2",
  "zip.small.fresh.0.01.1732454400000.2",
  "zip.small.fresh.0.1.-5.2",
  "zip.small.fresh.0.1.1e9.2",
  "zip.Small.fresh.0.1.1732454400000.2",
  " zip.small.fresh.0.1.1732454400000.2",
  "zip.small.fresh.0.1.1732454400000.2\n",
])("%j is no id", (id) => {
  expect(parseExchangeId("corp", id)).toBeNull();
});
