/**
 * Why a decision is as it is: a code and its parameters, never prose. The ratios are 0..1, latencies milliseconds.
 *
 * Of the whole:
 *   measured              the mirrors were compared          n, need
 *   default-thin          no mirror has enough probes        n, need
 *   default-no-mirrors    none is configured                 none
 *   default-none-fit      all that have data are unfit       n
 *   default-offline default-probing-off                      none
 *   default-unmeasured    there is no snapshot at all        none
 *   held-offline held-probing-off   the last measured choice stays   none
 *
 * Of a mirror in the chain:
 *   chosen                by rank             position, ratio, n, window, infoP95Ms, infoN, zipP95Ms, zipN, own
 *   kept                  its place is kept: none is better by a whole band      as chosen
 *   fallback              the documented default, not measured                   position
 *
 * Of a mirror that is not:
 *   down (partial) untrusted maintenance no-data thin (n, need) unsafe-url credentials
 *   less-available (ratio, thanRatio) slower-info slower-zip (p95Ms, thanP95Ms, n, window)
 *   later-in-order        as good as the one before it; the documented order decides
 *   margin                ahead, but by less than a band, of one that already stands there
 *   not-compared          nothing was compared
 */
export const REASON_CODES = [
  "measured",
  "default-thin",
  "default-no-mirrors",
  "default-none-fit",
  "default-offline",
  "default-probing-off",
  "default-unmeasured",
  "held-offline",
  "held-probing-off",
  "chosen",
  "kept",
  "fallback",
  "down",
  "untrusted",
  "maintenance",
  "no-data",
  "thin",
  "unsafe-url",
  "credentials",
  "less-available",
  "slower-info",
  "slower-zip",
  "later-in-order",
  "margin",
  "not-compared",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/**
 * What would change a decision:
 *   goes-down     the mirror is DOWN or UNTRUSTED: replaced at once       mirror, next (null: nobody)
 *   drops         its availability falls below `ratio`                    mirror, next, ratio
 *   slows         the p95 of its .info rises above `p95Ms`                mirror, next, p95Ms
 *   enough-data   some mirror has `need` probes that count                need
 *   comes-online probing-on mirrors-added recovers                        none
 */
export const CHANGE_CODES = [
  "goes-down",
  "drops",
  "slows",
  "enough-data",
  "comes-online",
  "probing-on",
  "mirrors-added",
  "recovers",
] as const;
export type ChangeCode = (typeof CHANGE_CODES)[number];

export type ReasonParams = Readonly<Record<string, string | number | null>>;

/** `params.mirror`, where it is there, is a slug. */
export type Reason = { readonly code: ReasonCode; readonly params: ReasonParams };
export type Change = { readonly code: ChangeCode; readonly params: ReasonParams };
