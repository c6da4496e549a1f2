/**
 * Why a probe ended as it did, finer than its outcome. The texts are in lib/text.
 * The index is what is stored, so the list only grows at its end.
 */
export const REASONS = [
  // A 404 that is not an absence (rules of real engines, docs/decisions).
  "upstream-failed",
  "absence-undecidable",
  "absence-refused",
  "absence-true",
  // Wrong answers with status 200.
  "html-body",
  "empty-list",
  "list-member-missing",
  "list-malformed",
  "pseudo-versions-listed",
  "info-malformed",
  "version-differs",
  "module-line-differs",
  "zip-not-a-zip",
  "zip-prefix-differs",
  "zip-length-differs",
  "absent-answered",
  // Checksum database.
  "sumdb-not-proxied",
  "sumdb-supported-but-dead",
  "head-unsigned",
  "lookup-malformed",
  "lookup-other-module",
  "tile-wrong-length",
  "tile-missing",
  // Manners.
  "served-from-fallback",
  "head-not-allowed",
  "range-ignored",
  // A refused short prefix fails no build: the longer path is found.
  "short-prefix-refused",
  // The handshake ended without an agreement on HTTP/2.
  "http2-not-agreed",
] as const;
export type Reason = (typeof REASONS)[number];
