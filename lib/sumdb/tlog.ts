import { createHash } from "node:crypto";

/**
 * The transparent log: a Merkle tree over records, hashed as RFC 6962 says. Sizes and positions pass 2^32 in the real
 * log's numbering, so everything here is plain arithmetic, never a bit operator.
 */

/**
 * The hash of a complete subtree: at level 0 the n-th record's, at level L the one over records n·2^L to (n+1)·2^L.
 * What it returns must be authentic; it throws for a subtree that the tree does not have.
 */
export type HashReader = (level: number, n: number) => Uint8Array;

export type TlogErrorCode = "bad-inclusion" | "bad-consistency";

/** A proof that does not prove what it should. */
export class TlogError extends Error {
  override readonly name = "TlogError";
  readonly code: TlogErrorCode;

  constructor(code: TlogErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const HASH_BYTES = 32;

export function recordHash(text: string | Uint8Array): Uint8Array {
  return createHash("sha256").update(Buffer.of(0)).update(text).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}

/** Where the hash of a complete subtree stands in a store that is only appended to: in post-order, from 0. */
export function storedHashIndex(level: number, n: number): number {
  let leaf = n;
  for (let l = level; l > 0; l--) leaf = 2 * leaf + 1;
  return storedHashCount(leaf) + level;
}

/** How many hashes the first `size` records have in the store. */
export function storedHashCount(size: number): number {
  let count = 0;
  for (let n = size; n > 0; n = Math.floor(n / 2)) count += n;
  return count;
}

/** The hashes that record number `n` adds to the store, in order: its own, and that of each subtree it completes. */
export function storedHashes(n: number, leaf: Uint8Array, read: HashReader): Uint8Array[] {
  const added = [leaf];
  let hash = leaf;
  for (let level = 0, position = n; position % 2 === 1; level++) {
    hash = nodeHash(read(level, position - 1), hash);
    added.push(hash);
    position = (position - 1) / 2;
  }
  return added;
}

/** The root over the first `size` records. */
export function treeRoot(size: number, read: HashReader): Uint8Array {
  return size === 0 ? createHash("sha256").digest() : rangeRoot(0, size, read);
}

/** The proof that record `index` is in the tree of that size: sibling hashes from the leaf up. */
export function inclusionProof(index: number, size: number, read: HashReader): Uint8Array[] {
  if (index < 0 || index >= size) throw new RangeError(`record ${index} is not in a tree of ${size}`);
  return inclusionPath(index, 0, size, read);
}

/** Throws a TlogError unless the proof leads from the record's hash to the root. */
export function checkInclusion(
  proof: readonly Uint8Array[],
  tree: { size: number; root: Uint8Array },
  record: { index: number; hash: Uint8Array },
): void {
  const inTree = record.index >= 0 && record.index < tree.size;
  const root = inTree ? rootFromInclusion([...proof], 0, tree.size, record) : null;
  if (root === null || !isSameHash(root, tree.root)) {
    throw new TlogError(
      "bad-inclusion",
      `record ${record.index} is not proven to be in the tree of ${tree.size}`,
    );
  }
}

/** The proof that the tree of `newSize` begins with the tree of `oldSize` (at least 1). */
export function consistencyProof(oldSize: number, newSize: number, read: HashReader): Uint8Array[] {
  if (oldSize < 1 || oldSize > newSize) {
    throw new RangeError(`no proof leads from a tree of ${oldSize} to a tree of ${newSize}`);
  }
  return consistencyPath(oldSize, 0, newSize, read);
}

/** Throws a TlogError unless the proof shows that the newer tree begins with the older one. */
export function checkConsistency(
  proof: readonly Uint8Array[],
  older: { size: number; root: Uint8Array },
  newer: { size: number; root: Uint8Array },
): void {
  const inOrder = older.size >= 1 && older.size <= newer.size;
  const roots = inOrder ? rootsFromConsistency([...proof], 0, newer.size, older) : null;
  if (roots === null || !isSameHash(roots.older, older.root) || !isSameHash(roots.newer, newer.root)) {
    throw new TlogError(
      "bad-consistency",
      `the tree of ${newer.size} is not proven to begin with the tree of ${older.size}`,
    );
  }
}

/** The root over the records from `low` up to `high`, whose split points are those of the whole tree. */
function rangeRoot(low: number, high: number, read: HashReader): Uint8Array {
  const width = high - low;
  const split = splitWidth(width);
  if (split * 2 === width || width === 1) return read(Math.log2(width), low / width);
  return nodeHash(rangeRoot(low, low + split, read), rangeRoot(low + split, high, read));
}

/** The largest power of two below `width`; 1 for widths of 1 and 2. */
function splitWidth(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}

function inclusionPath(index: number, low: number, high: number, read: HashReader): Uint8Array[] {
  if (high - low === 1) return [];
  const middle = low + splitWidth(high - low);
  return index < middle
    ? [...inclusionPath(index, low, middle, read), rangeRoot(middle, high, read)]
    : [...inclusionPath(index, middle, high, read), rangeRoot(low, middle, read)];
}

/** Consumes the proof from its end; null when it has too few or too many hashes. */
function rootFromInclusion(
  proof: Uint8Array[],
  low: number,
  high: number,
  record: { index: number; hash: Uint8Array },
): Uint8Array | null {
  if (high - low === 1) return proof.length === 0 ? record.hash : null;
  const sibling = proof.pop();
  if (sibling === undefined) return null;
  const middle = low + splitWidth(high - low);
  const isLeft = record.index < middle;
  const child = isLeft
    ? rootFromInclusion(proof, low, middle, record)
    : rootFromInclusion(proof, middle, high, record);
  if (child === null) return null;
  return isLeft ? nodeHash(child, sibling) : nodeHash(sibling, child);
}

function consistencyPath(oldSize: number, low: number, high: number, read: HashReader): Uint8Array[] {
  // The whole old tree needs no hash: whoever checks has its root.
  if (oldSize === high) return low === 0 ? [] : [rangeRoot(low, high, read)];
  const middle = low + splitWidth(high - low);
  return oldSize <= middle
    ? [...consistencyPath(oldSize, low, middle, read), rangeRoot(middle, high, read)]
    : [...consistencyPath(oldSize, middle, high, read), rangeRoot(low, middle, read)];
}

/** Consumes the proof from its end; null when it has too few or too many hashes. */
function rootsFromConsistency(
  proof: Uint8Array[],
  low: number,
  high: number,
  older: { size: number; root: Uint8Array },
): { older: Uint8Array; newer: Uint8Array } | null {
  if (older.size === high) {
    const root = low === 0 ? older.root : proof.pop();
    return root === undefined || proof.length > 0 ? null : { older: root, newer: root };
  }
  const sibling = proof.pop();
  if (sibling === undefined) return null;
  const middle = low + splitWidth(high - low);
  if (older.size <= middle) {
    const left = rootsFromConsistency(proof, low, middle, older);
    return left && { older: left.older, newer: nodeHash(left.newer, sibling) };
  }
  const right = rootsFromConsistency(proof, middle, high, older);
  return right && { older: nodeHash(sibling, right.older), newer: nodeHash(sibling, right.newer) };
}

function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
