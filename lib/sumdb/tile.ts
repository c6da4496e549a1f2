import { parseDecimal } from "./decimal";
import type { HashReader } from "./tlog";

/** The checksum database's tiles are 8 levels high: 256 hashes wide when full. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;
/** In place of a level: the tile holds records, not hashes. */
export const DATA_LEVEL = -1;

/** A run of hashes at tree level `height × level`, from `index × 2^height` on, `width` of them (1 to 2^height). */
export type Tile = {
  readonly height: number;
  readonly level: number;
  readonly index: number;
  readonly width: number;
};

/**
 * A tile's path. The index is written in groups of three digits, each but the last led by an `x`; a tile that is not
 * full has its width at the end; a data tile has `data` for its level.
 *
 *   tile/8/0/x001/x234/067.p/5   the first 5 hashes of tile 1234067 at level 0
 */
export function formatTilePath({ height, level, index, width }: Tile): string {
  const groups: string[] = [];
  for (let n = index; groups.length === 0 || n > 0; n = Math.floor(n / 1000)) {
    groups.unshift(`${groups.length === 0 ? "" : "x"}${String(n % 1000).padStart(3, "0")}`);
  }
  const name = level === DATA_LEVEL ? "data" : level;
  const partial = width === 2 ** height ? "" : `.p/${width}`;
  return `tile/${height}/${name}/${groups.join("/")}${partial}`;
}

/** Throws a TypeError unless the path is written exactly as formatTilePath writes it. */
export function parseTilePath(path: string): Tile {
  const match =
    /^tile\/([0-9]{1,2})\/(data|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,4}[0-9]{3})(?:\.p\/([0-9]+))?$/.exec(path);
  if (match !== null) {
    const [, height = "", level = "", groups = "", width] = match;
    const tile = readTile(height, level, groups, width);
    if (isTile(tile) && formatTilePath(tile) === path) return tile;
  }
  throw new TypeError(`${JSON.stringify(path.slice(0, 100))} is not the path of a tile`);
}

/**
 * The tile at the top of a tree of that size (at least 1): the one tile of the highest level that holds any hash. A
 * log that hands out a head of that size must serve it, partial as it mostly is.
 */
export function topTile(size: number): Tile {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`a tree of ${size} records has no tile`);
  let level = 0;
  let width = size;
  for (; width >= TILE_WIDTH; level++) width = Math.floor(width / TILE_WIDTH);
  return { height: TILE_HEIGHT, level, index: 0, width };
}

/** Every hash tile that a tree of that size has: at each level the full ones and, at its right edge, the partial one. */
export function treeTiles(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, width = size; width > 0; level++) {
    tiles.push(...levelTiles(level, width));
    width = Math.floor(width / TILE_WIDTH);
  }
  return tiles;
}

/** The bytes of a hash tile, 32 for each hash. */
export function tileHashes({ height, level, index, width }: Tile, read: HashReader): Uint8Array {
  const first = index * 2 ** height;
  return Buffer.concat(Array.from({ length: width }, (_, i) => read(height * level, first + i)));
}

function levelTiles(level: number, hashes: number): Tile[] {
  const full = Math.floor(hashes / TILE_WIDTH);
  const tiles = Array.from({ length: full }, (_, index) => ({
    height: TILE_HEIGHT,
    level,
    index,
    width: TILE_WIDTH,
  }));
  const width = hashes % TILE_WIDTH;
  return width === 0 ? tiles : [...tiles, { height: TILE_HEIGHT, level, index: full, width }];
}

function readTile(height: string, level: string, groups: string, width: string | undefined): Tile {
  return {
    height: Number(height),
    level: level === "data" ? DATA_LEVEL : Number(level),
    index: Number(groups.replace(/[x/]/g, "")),
    width: width === undefined ? 2 ** Number(height) : parseDecimal(width),
  };
}

function isTile({ height, index, width }: Tile): boolean {
  return height >= 1 && height <= 30 && Number.isSafeInteger(index) && width >= 1 && width <= 2 ** height;
}
