import { expect, test } from "vitest";
import { DATA_LEVEL, formatTilePath, parseTilePath, tileHashes, topTile, treeTiles } from "./tile";

const PATHS = [
  { path: "tile/8/0/003", tile: { height: 8, level: 0, index: 3, width: 256 } },
  { path: "tile/8/0/x001/x234/067.p/5", tile: { height: 8, level: 0, index: 1_234_067, width: 5 } },
  { path: "tile/8/0/x277/309.p/181", tile: { height: 8, level: 0, index: 277_309, width: 181 } },
  { path: "tile/8/3/000.p/4", tile: { height: 8, level: 3, index: 0, width: 4 } },
  { path: "tile/8/data/x001/000", tile: { height: 8, level: DATA_LEVEL, index: 1000, width: 256 } },
  { path: "tile/4/0/001", tile: { height: 4, level: 0, index: 1, width: 16 } },
];
test.each(PATHS)("$path is read and written back the same", ({ path, tile }) => {
  expect(parseTilePath(path)).toEqual(tile);
  expect(formatTilePath(tile)).toBe(path);
});

test.each([
  "",
  "tile/8/0",
  "/tile/8/0/003",
  "tile/8/0/3",
  "tile/8/0/0003",
  "tile/8/0/x000/003",
  "tile/8/0/001/003",
  "tile/8/0/x001",
  "tile/8/0/003.p/0",
  "tile/8/0/003.p/256",
  "tile/8/0/003.p/05",
  "tile/8/0/003.p/-5",
  "tile/08/0/003",
  "tile/8/00/003",
  "tile/0/0/000",
  "tile/31/0/000",
  "tile/8/-1/003",
  "tile/8/0/003\n",
])("%j is not the path of a tile", (path) => {
  expect(() => parseTilePath(path)).toThrow(TypeError);
});

test.each([
  [1, "tile/8/0/000.p/1"],
  [255, "tile/8/0/000.p/255"],
  [256, "tile/8/1/000.p/1"],
  [65_535, "tile/8/1/000.p/255"],
  [65_536, "tile/8/2/000.p/1"],
  [49_154_241, "tile/8/3/000.p/2"],
  [70_991_285, "tile/8/3/000.p/4"],
  [2 ** 40, "tile/8/5/000.p/1"],
])("the top tile of a tree of %i is %s", (size, path) => {
  expect(formatTilePath(topTile(size))).toBe(path);
});

test("an empty tree has no top tile", () => {
  expect(() => topTile(0)).toThrow(RangeError);
  expect(treeTiles(0)).toEqual([]);
});

test("a tree of 600 records has two full tiles and a partial one below, and a partial one above", () => {
  expect(treeTiles(600).map(formatTilePath)).toEqual([
    "tile/8/0/000",
    "tile/8/0/001",
    "tile/8/0/002.p/88",
    "tile/8/1/000.p/2",
  ]);
});

test("a tile is the hashes at its level, from its first on", () => {
  const asked: string[] = [];
  const bytes = tileHashes({ height: 8, level: 1, index: 2, width: 3 }, (level, n) => {
    asked.push(`${level}:${n}`);
    return Buffer.alloc(32, n % 256);
  });
  expect(asked).toEqual(["8:512", "8:513", "8:514"]);
  expect([bytes.length, bytes[32], bytes[95]]).toEqual([96, 1, 2]);
});
