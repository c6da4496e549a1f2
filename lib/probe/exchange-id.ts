import { CONNECTIONS } from "./exchange";
import { KINDS } from "./kind";
import type { SampleKey } from "./result";

/*
 * The id of a mirror's exchange, as addresses have it: a sample's key without the mirror, which is in the path.
 *
 *   zip.small.fresh.0.1.1732454400000.0
 *   kind . variant . connection . family . epoch . slot . attempt
 */
const FORM =
  /^([a-z]+)\.([a-z][a-z0-9-]*)\.([a-z]+)\.(0|4|6)\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,5})$/;

export function formatExchangeId({ series, epoch, slot, attempt }: SampleKey): string {
  const { kind, variant, connection, family } = series;
  return [kind, variant, connection, family, epoch, slot, attempt].join(".");
}

/** The key that an id names within a mirror; null for a text that is no id. */
export function parseExchangeId(mirror: string, id: string): SampleKey | null {
  const parts = FORM.exec(id);
  if (parts === null) return null;
  const kind = KINDS.find((name) => name === parts[1]);
  const connection = CONNECTIONS.find((name) => name === parts[3]);
  if (kind === undefined || connection === undefined) return null;
  const family = parts[4] === "4" ? 4 : parts[4] === "6" ? 6 : 0;
  return {
    series: { mirror, kind, variant: parts[2] ?? "", connection, family },
    epoch: Number(parts[5]),
    slot: Number(parts[6]),
    attempt: Number(parts[7]),
  };
}
