import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { type Answer, PLAIN } from "./answer";
import type { Site } from "./site";

const CONTENT_TYPES: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^sumdb\/[^/]+\/tile\//, "application/octet-stream"],
  [/\.zip$/, "application/zip"],
  [/\.info$|\/@latest$/, "application/json"],
];

const MISSING = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG"]);

/** A folder to serve, and the name of the checksum database that it holds a copy of; empty when it holds none. */
export type Tree = { readonly folder: string; readonly sumdbName: string };

/** Throws an Error that names the folder and the fix when it is not there. */
export function openTree(folder: string): Tree {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Error(`${folder} is not a folder; --tree takes the cache/download folder of a module cache`);
  }
  const databases = join(folder, "sumdb");
  const names = existsSync(databases) ? readdirSync(databases) : [];
  return { folder: realpathSync(folder), sumdbName: names[0] ?? "" };
}

/** The files of a module cache's `cache/download` folder, as a static server has them. Nothing outside is served. */
export function treeSite({ folder }: Tree): Site {
  return async (path) => {
    const body = isSafe(path) ? await readInside(folder, path) : null;
    return body === null ? missingAnswer() : fileAnswer(path, body);
  };
}

/** Neither an empty, a dotted nor a hidden element, and nothing that a file system could read as a separator. */
function isSafe(path: string): boolean {
  return (
    !/[\\\0]/.test(path) && path.split("/").every((element) => element !== "" && !element.startsWith("."))
  );
}

async function readInside(folder: string, path: string): Promise<Uint8Array | null> {
  try {
    const real = await realpath(join(folder, path));
    return real.startsWith(`${folder}${sep}`) ? await readFile(real) : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && MISSING.has(String(error.code))) return null;
    throw error;
  }
}

function fileAnswer(path: string, body: Uint8Array): Answer {
  const [, type = PLAIN] = CONTENT_TYPES.find(([pattern]) => pattern.test(path)) ?? [];
  return { status: 200, headers: { "content-type": type }, body };
}

function missingAnswer(): Answer {
  return { status: 404, headers: { "content-type": PLAIN }, body: Buffer.from("404 page not found\n") };
}
