import { expect, test } from "vitest";
import { parseLabArguments } from "./arguments";

test("without a word the port is any free one, and nothing is wrong", () => {
  expect(parseLabArguments([])).toEqual({ port: 0, faults: [], tree: null });
});

test("port, faults and tree are read in any order", () => {
  const words = ["--fault", "slow-headers=250@/list", "--port", "8080", "--tree=/srv/tree", "--fault=gone"];
  expect(parseLabArguments(words)).toEqual({
    port: 8080,
    faults: [
      { name: "slow-headers", amount: 250, within: "/list" },
      { name: "gone", amount: 0, within: "" },
    ],
    tree: "/srv/tree",
  });
});

test.each([
  { words: ["--port", "65536"], error: 'not "65536"' },
  { words: ["--port", "080"], error: 'not "080"' },
  { words: ["--port", ""], error: 'not ""' },
  { words: ["--port"], error: "argument missing; the lab takes --port P" },
  { words: ["--speed", "5"], error: "Unknown option '--speed'; the lab takes --port P" },
  { words: ["8080"], error: "Unexpected argument '8080'; the lab takes --port P" },
  { words: ["--fault", "nope"], error: 'unknown fault "nope"' },
])("$words is refused in one sentence", ({ words, error }) => {
  expect(() => parseLabArguments(words)).toThrow(error);
});
