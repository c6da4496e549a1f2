import { expect, it } from "vitest";
import { createBody } from "./body";

const rows = [
  ["nothing", []],
  ["one piece", [5]],
  ["pieces of a byte", Array<number>(3_000).fill(1)],
  ["pieces around the size of a block", [65_535, 1, 65_536, 65_537, 0, 3]],
  ["one piece of many blocks", [1_000_000, 7]],
] as const;

it.each(rows)("%s comes out as it came in", (_, sizes) => {
  const all = Buffer.concat(sizes.map((size, n) => Buffer.alloc(size, n % 251)));
  const body = createBody();
  let at = 0;
  for (const size of sizes) {
    body.append(all.subarray(at, at + size));
    at += size;
  }
  const joined = body.join();
  expect(Buffer.from(joined).equals(all)).toBe(true);
  expect(joined.buffer.byteLength).toBe(all.length);
});

it("keeps a copy: the piece may change afterwards", () => {
  const body = createBody();
  const piece = Buffer.from("abc");
  body.append(piece);
  piece.fill(0);
  expect(Buffer.from(body.join()).toString()).toBe("abc");
});

it("a million pieces of a byte take the memory of a few bodies, not that of a million objects", () => {
  const slab = new Uint8Array(65_536);
  const body = createBody();
  const before = process.memoryUsage();
  for (let n = 0; n < 1_000_000; n += 1) body.append(slab.subarray(n % 65_536, (n % 65_536) + 1));
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(10_000_000);
  expect(body.join()).toHaveLength(1_000_000);
});
