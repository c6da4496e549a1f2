/** Parameters of a stored code. */
export type Params = Readonly<Record<string, string | number | null>>;

/** The words for a stored code, or the code itself when a newer process wrote one that we do not know. */
export function text(
  words: Readonly<Record<string, string>>,
  code: string | number | null | undefined,
): string {
  const key = String(code ?? "");
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

/** A stored code and its parameters as a sentence, or the bare code when it is one that we do not know. */
export function sentence(
  words: Readonly<Record<string, (params: Params) => string>>,
  stored: { readonly code: string; readonly params: Params },
): string {
  const write = Object.hasOwn(words, stored.code) ? words[stored.code] : undefined;
  return write === undefined ? stored.code : write(stored.params);
}
