import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { StoreError } from "./store-error";

/**
 * The absolute path of a database file.
 *
 *   file:data/gomirrors.db · file:./data/gomirrors.db · file:/var/lib/gomirrors.db · file:///var/lib/gomirrors.db
 *
 * Relative paths start at the working directory. Throws a StoreError that names the scheme and never the rest,
 * which may hold a password.
 */
export function parseDatabaseUrl(url: string): string {
  const scheme = url.slice(0, url.indexOf(":") + 1);
  const path = url.slice(scheme.length);
  if (scheme !== "file:" || path === "" || /[?#]/.test(path)) {
    throw new StoreError(
      "bad-url",
      `DATABASE_URL starts with ${JSON.stringify(scheme)}: write file: and a path, such as file:data/gomirrors.db`,
    );
  }
  if (path.startsWith("//")) return fileURLToPath(url);
  return isAbsolute(path) ? path : resolve(path);
}

/** The URL of an absolute path, as libSQL takes it. */
export function formatDatabaseUrl(file: string): string {
  return `file:${file}`;
}
