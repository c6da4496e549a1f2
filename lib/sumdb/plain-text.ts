// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\p{Surrogate}]/u;

/** What notes and records may hold: no control character below U+0020 but newlines, no half of a surrogate pair. */
export function isPlainText(text: string): boolean {
  return !FORBIDDEN.test(text);
}
