import { expect, test } from "vitest";
import { parseExchangeId } from "@/lib/probe/exchange-id";
import { OPERATION_NAMES, OPERATIONS } from "@/lib/snapshot/operations";
import { toExample } from "./example";

test("every address has an example without a place left to fill in", () => {
  for (const name of OPERATION_NAMES) {
    const line = toExample("http://127.0.0.1:3000", OPERATIONS[name].path, name, null);
    expect(line).toMatch(/^curl -fsS 'http:\/\/127\.0\.0\.1:3000\/[^'{}]+'$/);
  }
});

test("a mirror that is there stands in the example", () => {
  const line = toExample("https://x", OPERATIONS.series.path, "series", "corp");
  expect(line).toBe("curl -fsS 'https://x/api/v1/mirrors/corp/series?kind=zip&range=7d'");
});

test("the id in the example is one", () => {
  const id = /exchanges\/([^']+)'/.exec(toExample("", OPERATIONS.exchange.path, "exchange", null))?.[1] ?? "";
  expect(parseExchangeId("corp", id)).not.toBeNull();
});
