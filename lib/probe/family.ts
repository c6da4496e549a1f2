import type { Family } from "./series";

/** IPv4 or IPv6. */
export type IpFamily = Exclude<Family, 0>;
export const IP_FAMILIES = [4, 6] as const satisfies readonly IpFamily[];

/** The family to try where one has failed; none in particular stays so. */
export function otherFamily(family: Family): Family {
  return family === 0 ? 0 : family === 4 ? 6 : 4;
}

/** The family of an address, as a resolver or a socket writes it. */
export function familyOf(address: string): IpFamily {
  return address.includes(":") ? 6 : 4;
}

/**
 * The family that one probe went over: that of its series, else that of the address it was connected to. Null where
 * the choice was left open and no address was come to (a failed lookup, a proxy).
 */
export function familyUsed(series: { readonly family: Family }, address: string | null): IpFamily | null {
  if (series.family !== 0) return series.family;
  return address === null ? null : familyOf(address);
}
