import { formatExchangeId, parseExchangeId } from "./exchange-id";
import type { SampleKey } from "./result";

/** Where a list of samples goes on: after the sample of this key, which began at `at` (Unix ms). */
export type ListCursor = { readonly at: number; readonly key: SampleKey };

/*
 * A cursor as addresses have it.
 *
 *   1732454400003.zip.small.fresh.0.1.1732454400000.0
 *   at            . exchange id
 */
const FORM = /^(0|[1-9]\d{0,14})\.(.+)$/s;

export function formatListCursor({ at, key }: ListCursor): string {
  return `${at}.${formatExchangeId(key)}`;
}

/** The cursor that a text names within a mirror; null for a text that is none. */
export function parseListCursor(mirror: string, text: string): ListCursor | null {
  const parts = FORM.exec(text);
  const key = parts === null ? null : parseExchangeId(mirror, parts[2] ?? "");
  return parts === null || key === null ? null : { at: Number(parts[1]), key };
}
