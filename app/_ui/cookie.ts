const YEAR_SECONDS = 31_536_000;

/** What this browser remembers and tells the server; `value` is made of letters, digits and `_+-/:`. Null forgets it. */
export function setCookie(name: string, value: string | null): void {
  const age = value === null ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs a secure context
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax`;
}
