import { expect, test } from "vitest";
import { parseDemoArguments } from "./arguments";

test("without a word the demo runs", () => {
  expect(parseDemoArguments([])).toEqual({ verb: "run" });
});

for (const verb of ["on", "off"] as const) {
  test(`${verb} and a slug switch one mirror`, () => {
    expect(parseDemoArguments([verb, "slow"])).toEqual({ verb, slug: "slow" });
  });
}

const refused = [
  { words: ["down", "slow"], says: 'the demo has no "down"' },
  { words: ["off"], says: "off needs the slug of a mirror" },
  { words: ["on", "slow", "flaky"], says: '"flaky" is one word too many' },
];
for (const { words, says } of refused) {
  test(`${words.join(" ")} is refused: ${says}`, () => {
    expect(() => parseDemoArguments(words)).toThrow(says);
    expect(() => parseDemoArguments(words)).toThrow("npm run demo -- off SLUG");
  });
}
