import { newCheckpoint } from "@/lib/sumdb/checkpoint";
import { signHead } from "@/lib/sumdb/head";
import type { Signer } from "@/lib/sumdb/note";
import { formatDataTile, formatLookup } from "@/lib/sumdb/record";
import { DATA_LEVEL, TILE_HEIGHT, type Tile, tileHashes } from "@/lib/sumdb/tile";
import { type HashReader, recordHash, storedHashes, storedHashIndex, treeRoot } from "@/lib/sumdb/tlog";

/** A checksum database's log: records that only grow in number, and a signed head over all of them. */
export type Log = {
  readonly texts: readonly string[];
  readonly read: HashReader;
  /** The signed head. */
  readonly head: string;
};

export function buildLog(texts: readonly string[], signer: Signer): Log {
  const store: Uint8Array[] = [];
  const read: HashReader = (level, n) => {
    const hash = store[storedHashIndex(level, n)];
    if (hash === undefined) throw new RangeError(`the log has no hash at level ${level}, position ${n}`);
    return hash;
  };
  texts.forEach((text, n) => {
    store.push(...storedHashes(n, recordHash(text), read));
  });
  const head = signHead(newCheckpoint(texts.length, treeRoot(texts.length, read)), signer);
  return { texts, read, head };
}

export function lookupBody({ texts, head }: Log, id: number): string {
  const text = texts[id];
  if (text === undefined) throw new RangeError(`the log has no record ${id}`);
  return formatLookup({ id, text, note: head });
}

/** A tile's bytes, full or as narrow as asked for; null when the log does not reach so far. */
export function tileBody({ texts, read }: Log, tile: Tile): Uint8Array | null {
  const { height, level, index, width } = tile;
  const hashes = Math.floor(texts.length / 2 ** (height * Math.max(0, level)));
  const first = index * 2 ** height;
  if (height !== TILE_HEIGHT || first + width > hashes) return null;
  return level === DATA_LEVEL
    ? Buffer.from(formatDataTile(texts.slice(first, first + width)))
    : tileHashes(tile, read);
}
