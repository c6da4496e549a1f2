import { expect, test } from "vitest";
import { addressWithoutZone } from "./zone-choice";

test.each([
  ["http://127.0.0.1/mirrors/x?tz=UTC", "/mirrors/x"],
  ["http://127.0.0.1/mirrors/x?range=7d&tz=UTC&kind=zip#latency", "/mirrors/x?range=7d&kind=zip#latency"],
  ["http://127.0.0.1/mirrors/x?range=7d", null],
])("%s without its zone is %j", (href, address) => {
  expect(addressWithoutZone(href)).toBe(address);
});
