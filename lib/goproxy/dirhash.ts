import { createHash } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";
import { dataOffset, readZipDirectoryAt, type ZipEntry, ZipError } from "./zip-directory";
import type { ZipFile } from "./zip-writer";

/** What the go command unpacks at most (golang.org/x/mod/zip). */
export const MAX_UNPACKED_BYTES = 500 * 1024 * 1024;

/**
 * The `h1:` hash of a set of files, as go.sum and the checksum database hold it: SHA-256, in base64, over one line a
 * file in bytewise order of the names.
 *
 *   <hex of the content's SHA-256>  <name>
 *
 * Throws a TypeError for a name with a line break. (golang.org/x/mod/sumdb/dirhash)
 */
export function hash1(files: readonly ZipFile[]): string {
  return hashLines(files.map(({ name, data }) => ({ name, digest: sha256(data) })));
}

/**
 * The `h1:` hash of a module's zip: every entry of its directory counts under its full name. Throws a ZipError when the
 * zip cannot be read, unpacks to more than the go command allows, or names a file twice.
 */
export function hashZip(zip: Uint8Array): string {
  const { entries, baseOffset } = readZipDirectoryAt(zip, zip.length);
  checkUnpackedBytes(entries);
  checkNamesDiffer(entries);
  return hashLines(
    entries.map((entry) => ({ name: entry.name, digest: sha256(unpack(zip, entry, baseOffset)) })),
  );
}

/** The `h1:` hash of a go.mod file, as the `/go.mod` lines of go.sum hold it. */
export function hashGoMod(data: Uint8Array): string {
  return hash1([{ name: "go.mod", data }]);
}

type Line = { readonly name: string; readonly digest: string };

function hashLines(lines: readonly Line[]): string {
  const hash = createHash("sha256");
  for (const { name, digest } of [...lines].sort(byNameBytes)) {
    if (name.includes("\n")) throw new TypeError(`file name ${JSON.stringify(name)} has a line break`);
    hash.update(`${digest}  ${name}\n`);
  }
  return `h1:${hash.digest("base64")}`;
}

/** Bytewise, as Go sorts: the default order of strings differs beyond the basic plane. */
function byNameBytes(a: Line, b: Line): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
}

function sha256(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function checkUnpackedBytes(entries: readonly ZipEntry[]): void {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > MAX_UNPACKED_BYTES)
    throw new ZipError("too-large", `${bytes} bytes unpacked, at most ${MAX_UNPACKED_BYTES}`);
}

function checkNamesDiffer(entries: readonly ZipEntry[]): void {
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name))
      throw new ZipError("bad-entry", `${JSON.stringify(name.slice(0, 200))} is there twice`);
    names.add(name);
  }
}

function unpack(zip: Uint8Array, entry: ZipEntry, baseOffset: number): Uint8Array {
  const start = dataOffset(zip, baseOffset + entry.headerOffset);
  if (start + entry.compressedBytes > zip.length)
    throw new ZipError("bad-data", `${entry.name.slice(0, 200)} is cut off`);
  const data = inflate(zip.subarray(start, start + entry.compressedBytes), entry);
  // Go's reader, too, takes a checksum of zero for "not given" when no descriptor follows the data.
  const isChecked = entry.hasDescriptor || entry.crc32 !== 0;
  if (data.length !== entry.bytes || (isChecked && crc32(data) !== entry.crc32)) {
    throw new ZipError("bad-data", `${entry.name.slice(0, 200)} does not match its checksum`);
  }
  return data;
}

function inflate(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.method === 0) return packed;
  if (entry.method !== 8)
    throw new ZipError("bad-entry", `compression method ${entry.method} is not used by modules`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) });
  } catch {
    throw new ZipError(
      "bad-data",
      `${entry.name.slice(0, 200)} does not inflate to its ${entry.bytes} bytes`,
    );
  }
}
