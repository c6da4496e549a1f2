import { expect, test } from "vitest";
import { decodeHistogram, decodePhases, eachPhase, encodeHistogram, encodePhases } from "./codec";
import { toHistogram } from "./histogram";
import { CodecError } from "./varint";

test.each([
  { name: "nothing", values: [], want: [1, 0, 0] },
  { name: "zeros alone", values: [0, 0], want: [1, 2, 0] },
  { name: "one microsecond", values: [1], want: [1, 0, 1, 0, 1] },
  { name: "two buckets", values: [2, 2, 4], want: [1, 0, 2, 32, 2, 32, 1] },
  { name: "an index of two bytes", values: [1024], want: [1, 0, 1, 0xc0, 0x02, 1] },
])("$name has these bytes, and they are read back", ({ values, want }) => {
  const histogram = toHistogram(values);
  expect([...encodeHistogram(histogram)]).toEqual(want);
  expect(decodeHistogram(Uint8Array.from(want))).toEqual(histogram);
});

test.each([
  { name: "no bytes", bytes: [], code: "truncated" },
  { name: "another version", bytes: [2, 0, 0], code: "unknown-version" },
  { name: "an end within a number", bytes: [1, 0x80], code: "truncated" },
  { name: "a bucket that is missing", bytes: [1, 0, 2, 32, 2], code: "truncated" },
  { name: "bytes left over", bytes: [1, 0, 0, 0], code: "trailing" },
  { name: "a number longer than need be", bytes: [1, 0x80, 0x00, 0], code: "not-canonical" },
  { name: "an empty bucket", bytes: [1, 0, 1, 5, 0], code: "not-canonical" },
  { name: "a bucket twice", bytes: [1, 0, 2, 5, 1, 0, 1], code: "disorder" },
  { name: "a bucket beyond any duration", bytes: [1, 0, 1, 0xa1, 0x0d, 1], code: "overflow" },
  {
    name: "a number beyond 2^53 - 1",
    bytes: [1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10, 0],
    code: "overflow",
  },
])("$name is refused as $code", ({ bytes, code }) => {
  const decode = () => decodeHistogram(Uint8Array.from(bytes));
  expect(decode).toThrow(CodecError);
  expect(decode).toThrow(expect.objectContaining({ code }));
});

test("the greatest count there is comes back", () => {
  const histogram = { zeros: Number.MAX_SAFE_INTEGER, buckets: new Map([[1696, Number.MAX_SAFE_INTEGER]]) };
  expect(decodeHistogram(encodeHistogram(histogram))).toEqual(histogram);
});

test("a count beyond it is refused", () => {
  expect(() => encodeHistogram({ zeros: Number.MAX_SAFE_INTEGER + 1, buckets: new Map() })).toThrow(
    RangeError,
  );
});

test("five phases are one blob in their order", () => {
  const values = { dns: [], tcp: [0], tls: [1], ttfb: [2, 2], transfer: [1024] };
  const phases = eachPhase((phase) => toHistogram(values[phase]));
  const bytes = encodePhases(phases);
  expect([...bytes]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 32, 2, 0, 1, 0xc0, 0x02, 1]);
  expect(decodePhases(bytes)).toEqual(phases);
  expect(() => decodePhases(bytes.subarray(0, -1))).toThrow(expect.objectContaining({ code: "truncated" }));
  expect(() => decodePhases(Uint8Array.from([...bytes, 0]))).toThrow(
    expect.objectContaining({ code: "trailing" }),
  );
});

test("an hour of a light probe takes about sixty bytes", () => {
  const hour = Array.from({ length: 60 }, (_, minute) => 180_000 + ((minute * 7919) % 60) * 1500);
  expect(encodeHistogram(toHistogram(hour)).length).toBeLessThan(100);
});
