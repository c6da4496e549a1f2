import { formatBase64, parseBase64 } from "./base64";
import { parseDecimal } from "./decimal";

/** A state of the log: so many records, with this root over them. */
export type Checkpoint = {
  readonly size: number;
  /** Base64 of 32 bytes. */
  readonly root: string;
};

const HEADING = "go.sum database tree";
const MAX_LENGTH = 1_000_000;

/**
 * The text of a signed head:
 *
 *   go.sum database tree
 *   70991285
 *   UDMD+tZJasiuDP4BOEsBar7NPLZCTCUvmmdToIY+OTc=
 *
 * Lines after the third are allowed and mean nothing. Throws a TypeError naming what is wrong.
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (text.length > MAX_LENGTH) throw new TypeError(`a tree head of ${text.length} characters is too long`);
  const [heading, size, root, rest] = text.split("\n", 4);
  if (heading !== HEADING) throw new TypeError(`a tree head begins with ${JSON.stringify(HEADING)}`);
  if (size === undefined || root === undefined || rest === undefined) {
    throw new TypeError("a tree head has three whole lines: heading, size, root");
  }
  if (parseBase64(root).length !== 32)
    throw new TypeError(`tree root ${JSON.stringify(root)} is not 32 bytes`);
  return { size: parseDecimal(size), root };
}

export function formatCheckpoint({ size, root }: Checkpoint): string {
  return `${HEADING}\n${size}\n${root}\n`;
}

/** The checkpoint of a tree of that size with that root hash. */
export function newCheckpoint(size: number, root: Uint8Array): Checkpoint {
  return { size, root: formatBase64(root) };
}
