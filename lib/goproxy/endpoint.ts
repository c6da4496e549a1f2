import { escapePath, escapeVersion } from "@/lib/module/path";

/**
 * Paths of the module proxy protocol below a mirror's base URL, without a leading slash, capitals in their `!` spelling.
 * Each throws a TypeError for an invalid module path or version.
 *
 * https://go.dev/ref/mod#goproxy-protocol
 */

export function listPath(module: string): string {
  return `${escapePath(module)}/@v/list`;
}

export function latestPath(module: string): string {
  return `${escapePath(module)}/@latest`;
}

export function infoPath(module: string, version: string): string {
  return versionPath(module, version, "info");
}

export function modPath(module: string, version: string): string {
  return versionPath(module, version, "mod");
}

export function zipPath(module: string, version: string): string {
  return versionPath(module, version, "zip");
}

/** Asks whether the mirror stands in for the checksum database `db`. */
export function sumdbSupportedPath(db: string): string {
  return `sumdb/${db}/supported`;
}

export function sumdbLatestPath(db: string): string {
  return `sumdb/${db}/latest`;
}

export function sumdbLookupPath(db: string, module: string, version: string): string {
  return `sumdb/${db}/lookup/${escapePath(module)}@${escapeVersion(version)}`;
}

/** `tilePath` is the tile's own path, such as `tile/8/0/x001/067.p/5`. */
export function sumdbTilePath(db: string, tilePath: string): string {
  return `sumdb/${db}/${tilePath}`;
}

/** The same path with `!` written as `%21`, as the go command sends it in module requests. */
export function percentBang(path: string): string {
  return path.replaceAll("!", "%21");
}

function versionPath(module: string, version: string, extension: "info" | "mod" | "zip"): string {
  return `${escapePath(module)}/@v/${escapeVersion(version)}.${extension}`;
}
