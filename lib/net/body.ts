/** Collects the pieces of a body. What it holds stays close to what was received, however small the pieces are. */
export type Body = {
  readonly append: (piece: Uint8Array) => void;
  /** All that was collected, in memory of its own. */
  readonly join: () => Uint8Array<ArrayBuffer>;
};

const BLOCK_BYTES = 64 * 1024;

/** A piece is copied: as a view it would keep the socket's whole read buffer, and a list of views outweighs the bytes. */
export function createBody(): Body {
  const blocks: Uint8Array[] = [];
  let bytes = 0;
  let used = 0;
  return {
    append: (piece) => {
      for (let rest = piece; rest.length > 0; ) {
        const last = blocks.at(-1);
        if (last === undefined || used === last.length) {
          blocks.push(new Uint8Array(blocks.length === 0 ? Math.min(rest.length, BLOCK_BYTES) : BLOCK_BYTES));
          used = 0;
          continue;
        }
        const part = rest.subarray(0, last.length - used);
        last.set(part, used);
        used += part.length;
        bytes += part.length;
        rest = rest.subarray(part.length);
      }
    },
    join: () => joinBlocks(blocks, bytes),
  };
}

function joinBlocks(blocks: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(bytes);
  let at = 0;
  for (const block of blocks) {
    body.set(block.subarray(0, bytes - at), at);
    at += Math.min(block.length, bytes - at);
  }
  return body;
}
