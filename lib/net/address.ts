import { addressRange, isAddressAllowed, isPrivateHost } from "@/lib/mirror/guard";
import { Fault } from "./fault";

/**
 * Throws a Fault of the given outcome unless every address may be connected to for this origin. One refused address
 * refuses the whole answer: a public name that also points inside is not to be trusted with the rest.
 */
export function checkAddresses(
  addresses: readonly string[],
  origin: string,
  privateOrigins: readonly string[],
  outcome: "blocked-address" | "redirect-blocked",
): void {
  const refused = addresses.find((address) => !isAddressAllowed(address, origin, privateOrigins));
  if (refused === undefined) return;
  throw new Fault(outcome, `${refused} is ${addressRange(refused)}`, "dns");
}

/**
 * As checkAddresses, of what a proxy is asked to reach. A name is the proxy's to look up, but for those that would always
 * be the proxy itself; an address is ours to refuse.
 */
export function checkProxied(
  url: URL,
  privateOrigins: readonly string[],
  outcome: "blocked-address" | "redirect-blocked",
): void {
  if (!isPrivateHost(url.hostname) || privateOrigins.includes(url.origin)) return;
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const range = addressRange(name);
  throw new Fault(outcome, `${name} is ${range === "invalid" ? "loopback" : range}`, "dns");
}

/** The address of this turn: they take turns by `rotation`, and the one to avoid only when there is no other. */
export function pickAddress(addresses: readonly string[], rotation: number, avoid: string | null): string {
  const others = addresses.filter((address) => address !== avoid);
  const candidates = others.length > 0 ? others : addresses;
  const picked = candidates[rotation % candidates.length];
  if (picked === undefined) throw new RangeError(`no address at turn ${rotation} of ${addresses.length}`);
  return picked;
}
