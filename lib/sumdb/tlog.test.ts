import { expect, test } from "vitest";
import {
  checkConsistency,
  checkInclusion,
  consistencyProof,
  type HashReader,
  inclusionProof,
  nodeHash,
  recordHash,
  storedHashCount,
  storedHashes,
  storedHashIndex,
  treeRoot,
} from "./tlog";

const SIZE = 100;
const leaves = Array.from({ length: SIZE }, (_, i) => recordHash(`leaf ${i}`));
const read = storeOf(leaves);

function storeOf(hashes: readonly Uint8Array[]): HashReader {
  const store: Uint8Array[] = [];
  const reader: HashReader = (level, n) => {
    const hash = store[storedHashIndex(level, n)];
    if (hash === undefined) throw new RangeError(`no hash at level ${level}, ${n}`);
    return hash;
  };
  hashes.forEach((leaf, n) => {
    store.push(...storedHashes(n, leaf, reader));
  });
  return reader;
}

/** RFC 6962 section 2.1, word for word. */
function naiveRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [first] = hashes;
  if (first !== undefined && hashes.length === 1) return first;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k)));
}

function base64(hash: Uint8Array): string {
  return Buffer.from(hash).toString("base64");
}

function flipped(proof: readonly Uint8Array[], at: number): Uint8Array[] {
  return proof.map((hash, i) => (i === at ? hash.map((byte, j) => (j === 0 ? byte ^ 1 : byte)) : hash));
}

test("a record's hash is that of a zero byte and the text", () => {
  expect(base64(recordHash("hello world"))).toBe("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=");
});

test.each([
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 2],
  [0, 2, 3],
  [0, 3, 4],
  [1, 1, 5],
  [2, 0, 6],
  [0, 842, 1679],
])("the hash at level %i, position %i is stored at %i", (level, n, index) => {
  expect(storedHashIndex(level, n)).toBe(index);
});

test("the stored hashes of a log beyond 2^32 are counted exactly", () => {
  expect(storedHashCount(2 ** 40)).toBe(2 ** 41 - 1);
  expect(storedHashIndex(0, 2 ** 40)).toBe(2 ** 41 - 1);
});

test.each([
  [0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
  [1, "G7l9zCFjXUfiZj79/QoXRobZjdcBNS3SzQbotD/T0wU="],
  [2, "/F9riP+FVPdbsvnm85wxsZNtRLaSdu33sSBalVuXYeM="],
  [3, "1Pksj7uJcg6ztVZ3x9fvrd/rENEaGoSguo8aIzN/qpU="],
  [4, "T2MQhKFXxU9U/Psj/164ZQxLoWDClbsTqYMrEJ1SZ34="],
  [5, "NBUVmC1lDiNSDb1U1/zwr6G3DMOhakEdRk3JwayWwwE="],
  [7, "WmH8K1T5z6cXdPJDIUPdQMbLKxGUf69lp9PaXLZRmcg="],
  [100, "E/iJFcVg3JEaHaD7IJ2EoglxBR8pTr60KPs/wpOvJ0M="],
])("the root of the first %i of `leaf <i>` is %s", (size, root) => {
  expect(base64(treeRoot(size, read))).toBe(root);
});

test("the root of every size is that of RFC 6962", () => {
  for (let size = 1; size <= SIZE; size++) {
    expect(base64(treeRoot(size, read))).toBe(base64(naiveRoot(leaves.slice(0, size))));
  }
});

test("every record is proven to be in every tree that has it, and no flipped bit passes", () => {
  for (let size = 1; size <= 40; size++) {
    const tree = { size, root: treeRoot(size, read) };
    leaves.slice(0, size).forEach((hash, index) => {
      const proof = inclusionProof(index, size, read);
      checkInclusion(proof, tree, { index, hash });
      proof.forEach((_, at) => {
        expect(() => checkInclusion(flipped(proof, at), tree, { index, hash })).toThrow("not proven");
      });
    });
  }
});

test.each([
  { name: "a hash too many", change: (proof: Uint8Array[]) => [...proof, recordHash("x")] },
  { name: "a hash too few", change: (proof: Uint8Array[]) => proof.slice(1) },
  { name: "no hash", change: () => [] },
])("an inclusion proof with $name proves nothing", ({ change }) => {
  const tree = { size: 21, root: treeRoot(21, read) };
  const record = { index: 5, hash: recordHash("leaf 5") };
  expect(() => checkInclusion(change(inclusionProof(5, 21, read)), tree, record)).toThrow("not proven");
});

test("a record is not proven under another number", () => {
  const tree = { size: 21, root: treeRoot(21, read) };
  const record = { index: 4, hash: recordHash("leaf 5") };
  expect(() => checkInclusion(inclusionProof(5, 21, read), tree, record)).toThrow("not proven");
  expect(() => checkInclusion([], tree, { ...record, index: 21 })).toThrow("not proven");
});

test("every tree is proven to begin with every smaller one, and no flipped bit passes", () => {
  for (let newSize = 1; newSize <= 40; newSize++) {
    const newer = { size: newSize, root: treeRoot(newSize, read) };
    for (let oldSize = 1; oldSize <= newSize; oldSize++) {
      const older = { size: oldSize, root: treeRoot(oldSize, read) };
      const proof = consistencyProof(oldSize, newSize, read);
      checkConsistency(proof, older, newer);
      proof.forEach((_, at) => {
        expect(() => checkConsistency(flipped(proof, at), older, newer)).toThrow("not proven");
      });
    }
  }
});

test("a tree that differs in one early record is not consistent", () => {
  const forked = storeOf(leaves.map((leaf, i) => (i === 3 ? recordHash("forged") : leaf)));
  const older = { size: 20, root: treeRoot(20, read) };
  const newer = { size: 50, root: treeRoot(50, forked) };
  expect(() => checkConsistency(consistencyProof(20, 50, forked), older, newer)).toThrow("not proven");
});

test("a tree is not consistent with a larger one before it, nor with an empty one", () => {
  const tree = { size: 5, root: treeRoot(5, read) };
  expect(() => checkConsistency([], { ...tree, size: 6 }, tree)).toThrow("not proven");
  expect(() => checkConsistency([], { ...tree, size: 0 }, tree)).toThrow("not proven");
});

test("a proof that cannot exist is not made", () => {
  expect(() => inclusionProof(5, 5, read)).toThrow(RangeError);
  expect(() => consistencyProof(0, 5, read)).toThrow(RangeError);
  expect(() => consistencyProof(6, 5, read)).toThrow(RangeError);
});
