import { expect, test } from "vitest";
import { keysOf, type Pending, SHORTCUTS, stepShortcut } from "./shortcut";

const PLAIN = { at: 1000, modified: false, typing: false };

/** Presses one key after the other, `gapMs` apart, and lists what was done. */
function press(keys: readonly string[], gapMs = 100): (string | null)[] {
  let pending: Pending | null = null;
  return keys.map((key, i) => {
    const step = stepShortcut(pending, { ...PLAIN, key, at: 1000 + i * gapMs });
    pending = step.pending;
    return step.action;
  });
}

test.each([
  [["c"], ["copy-chain"]],
  [
    ["g", "o"],
    [null, "go-overview"],
  ],
  [
    ["g", "m"],
    [null, "go-methodology"],
  ],
  [
    ["g", "g", "s"],
    [null, null, "go-system"],
  ],
  [
    ["g", "x", "o"],
    [null, null, null],
  ],
  [
    ["g", "1"],
    [null, "range-1h"],
  ],
  [["o"], [null]],
  [["["], ["shift-back"]],
  [
    ["?", "/"],
    ["help", "palette"],
  ],
  [["C"], [null]],
  [["constructor"], [null]],
] as const)("%j does %j", (keys, actions) => {
  expect(press(keys)).toEqual(actions);
});

test("the second key of a pair comes too late after 1.5 seconds", () => {
  expect(press(["g", "o"], 1500)).toEqual([null, "go-overview"]);
  expect(press(["g", "o"], 1501)).toEqual([null, null]);
});

test.each([{ modified: true }, { typing: true }])("nothing is done while %j, and a pair is over", (held) => {
  const pending = { key: "g", at: 900 };
  expect(stepShortcut(pending, { ...PLAIN, key: "o", ...held })).toEqual({ action: null, pending: null });
  expect(stepShortcut(null, { ...PLAIN, key: "c", ...held })).toEqual({ action: null, pending: null });
});

test("each shortcut is found again by what it does", () => {
  for (const [keys, action] of SHORTCUTS) expect(keysOf(action).join(" ")).toBe(keys);
});
