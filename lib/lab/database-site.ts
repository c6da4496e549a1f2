import { createHash } from "node:crypto";
import { sumdbLatestPath, sumdbLookupPath, sumdbSupportedPath } from "@/lib/goproxy/endpoint";
import type { Signer } from "@/lib/sumdb/note";
import { formatRecord } from "@/lib/sumdb/record";
import { parseTilePath, TILE_WIDTH, type Tile } from "@/lib/sumdb/tile";
import { type Answer, cachedAnswer, MAX_AGE, notFoundAnswer, PLAIN } from "./answer";
import { buildLog, lookupBody, tileBody } from "./log";
import { hashModuleVersion, type ModuleVersion } from "./module-version";
import type { Site } from "./site";

type History = "honest" | "forked";

/** Records of other modules that come first, so that the tree has full tiles and a second row of them. */
const FILLERS = 700;

/**
 * How many records a forked log has more. A whole tile of them makes its right edge lie elsewhere: a client that keeps
 * the honest one's tiles can then prove the fork, where it would else see no more than a tile that does not fit.
 */
const FORKED_MORE = TILE_WIDTH;

/**
 * The checksum database over these modules, under `sumdb/NAME/`. A forked one begins with another record, is longer,
 * and is signed with the same key: what a database must never do.
 */
export function databaseSite(signer: Signer, modules: readonly ModuleVersion[], history: History): Site {
  const { name } = signer.key;
  const records = modules.map((version) =>
    formatRecord(version.module, version.version, hashModuleVersion(version)),
  );
  const log = buildLog([...fillerRecords(history, FILLERS), ...records, ...moreRecords(history)], signer);
  const pages = new Map<string, Answer>();
  pages.set(sumdbSupportedPath(name), cachedAnswer("", null, MAX_AGE.refusal));
  pages.set(sumdbLatestPath(name), cachedAnswer(log.head, PLAIN, MAX_AGE.head));
  modules.forEach(({ module, version }, i) => {
    const body = lookupBody(log, FILLERS + i);
    pages.set(sumdbLookupPath(name, module, version), cachedAnswer(body, PLAIN, MAX_AGE.lookup));
  });
  return (path) => pages.get(path) ?? tileAnswer(name, path, (tile) => tileBody(log, tile));
}

function tileAnswer(name: string, path: string, read: (tile: Tile) => Uint8Array | null): Answer {
  const prefix = `sumdb/${name}/`;
  if (!path.startsWith(prefix)) return notFoundAnswer("unknown checksum database", MAX_AGE.refusal);
  const tile = tryParseTile(path.slice(prefix.length));
  const body = tile === null ? null : read(tile);
  if (body === null) return notFoundAnswer(`no ${path.slice(prefix.length)} here`, MAX_AGE.query);
  return cachedAnswer(body, "application/octet-stream", MAX_AGE.lookup);
}

function tryParseTile(path: string): Tile | null {
  try {
    return parseTilePath(path);
  } catch {
    return null;
  }
}

function moreRecords(history: History): string[] {
  return history === "forked" ? fillerRecords("later", FORKED_MORE) : [];
}

/** The first one is named for the word, the others are the same for every word. */
function fillerRecords(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => fillerRecord(i === 0 ? word : `${i}`));
}

function fillerRecord(name: string): string {
  const hash = `h1:${createHash("sha256").update(name).digest("base64")}`;
  return formatRecord(`filler.lab.test/${name}`, "v1.0.0", { zip: hash, mod: hash });
}
