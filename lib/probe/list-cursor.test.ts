import { expect, test } from "vitest";
import { formatListCursor, parseListCursor } from "./list-cursor";

const KEY = {
  series: { mirror: "corp", kind: "zip", variant: "small", connection: "fresh", family: 0 },
  epoch: 1,
  slot: 1_732_454_400_000,
  attempt: 2,
} as const;

test("a cursor comes back as it was", () => {
  const text = formatListCursor({ at: 1_732_454_400_003, key: KEY });
  expect(text).toBe("1732454400003.zip.small.fresh.0.1.1732454400000.2");
  expect(parseListCursor("corp", text)).toEqual({ at: 1_732_454_400_003, key: KEY });
});

test.each([
  "",
  "garbage",
  "1732454400003",
  ".zip.small.fresh.0.1.1732454400000.2",
  "01.zip.small.fresh.0.1.1732454400000.2",
  "-1.zip.small.fresh.0.1.1732454400000.2",
  "1.5.zip.small.fresh.0.1.1732454400000.2",
  "1.zip.small.fresh.0.1.1732454400000.2\n",
  "1.exe.small.fresh.0.1.1732454400000.2",
  "1' OR 1=1.zip.small.fresh.0.1.1.0",
])("%j is no cursor", (text) => {
  expect(parseListCursor("corp", text)).toBeNull();
});
