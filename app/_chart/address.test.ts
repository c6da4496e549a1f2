import { expect, test } from "vitest";
import { formatInstant, withQuery } from "./address";

test("an instant is whole seconds in UTC", () => {
  expect(formatInstant(Date.UTC(2026, 10, 24, 10, 0, 7, 999))).toBe("2026-11-24T10:00:07Z");
});

test.each([
  ["nothing to add", "/mirrors/x", { range: null }, "/mirrors/x"],
  [
    "in order, without nulls",
    "/mirrors/x",
    { range: "7d", kind: null, tz: "Asia/Shanghai" },
    "/mirrors/x?range=7d&tz=Asia/Shanghai",
  ],
  [
    "after what is there",
    "/x?kind=zip",
    { from: "2026-11-24T10:00:00Z" },
    "/x?kind=zip&from=2026-11-24T10:00:00Z",
  ],
  ["what would end a value is escaped", "/x", { a: "b&c=d#e f+" }, "/x?a=b%26c%3Dd%23e%20f%2B"],
])("%s", (_, path, query, want) => {
  expect(withQuery(path, query)).toBe(want);
  expect(new URL(withQuery(path, query), "http://127.0.0.1").pathname).toBe(path.split("?")[0]);
});
