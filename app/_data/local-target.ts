/** The address of a page on this site as path and query, `/en/mirrors/x?range=7d`; null for any other text. */
export function parseLocalTarget(text: string): string | null {
  // Two slashes, or a slash and a backslash, begin another host; what is left can only be a path.
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text) ? text : null;
}
