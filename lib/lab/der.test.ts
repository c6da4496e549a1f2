import { expect, test } from "vitest";
import { derBitString, derInteger, derOctetString, derOid, derTime } from "./der";

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

test.each([
  ["1.2.840.10045.4.3.2", "06082a8648ce3d040302"],
  ["2.5.29.17", "0603551d11"],
  ["1.3.6.1.5.5.7.3.1", "06082b06010505070301"],
])("the object identifier %s is %s", (oid, want) => {
  expect(hex(derOid(oid))).toBe(want);
});

test.each([
  ["zero", [0], "020100"],
  ["a leading zero is dropped", [0, 5], "020105"],
  ["a top bit needs a zero before it", [0x80], "02020080"],
])("an integer: %s", (_, bytes, want) => {
  expect(hex(derInteger(Uint8Array.from(bytes)))).toBe(want);
});

test.each([
  [127, "047f"],
  [128, "048180"],
  [256, "04820100"],
])("a string of %i bytes begins with %s", (length, want) => {
  expect(hex(derOctetString(new Uint8Array(length))).slice(0, want.length)).toBe(want);
});

test("bits tell how many of the last byte are not used", () => {
  expect(hex(derBitString(Buffer.of(0x06), 1))).toBe("03020106");
});

test("a time is written to the second in UTC", () => {
  expect(Buffer.from(derTime(Date.UTC(2024, 0, 2, 3, 4, 5, 678))).toString("latin1")).toBe(
    "\x17\x0d240102030405Z",
  );
});
