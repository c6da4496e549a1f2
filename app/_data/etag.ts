import { createHash } from "node:crypto";

/** The ETag of a text: equal texts have equal ones. */
export function etagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
}

/** Whether `If-None-Match: "a", W/"b"` or `*` names this ETag; compared weakly, as a GET asks for. */
export function hasEtag(header: string | null, etag: string): boolean {
  const named = (header ?? "").split(",").map((part) => part.trim().replace(/^W\//, ""));
  return named.includes(etag) || named.includes("*");
}
