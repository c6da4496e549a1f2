import { expect, test } from "vitest";
import { createEpochs } from "./epochs";

test("an epoch that is over keeps its last moment, the current one goes on", () => {
  let now = 10_000;
  const epochs = createEpochs(4, () => now);
  expect([epochs.nowIn(4), epochs.begunAt()]).toEqual([10_000, 0]);
  now = 3_610_000;
  expect(epochs.rise(10_500)).toBe(5);
  now = 3_620_000;
  expect([epochs.nowIn(4), epochs.nowIn(5), epochs.begunAt()]).toEqual([10_500, 3_620_000, 3_610_000]);
});
