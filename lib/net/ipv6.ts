import { networkInterfaces } from "node:os";

const INTERFACES_FOR_MS = 10_000;

/** Tells whether this machine has an IPv6 address beyond loopback and link-local; looks again every 10 s. */
export function createIpv6Check(): () => boolean {
  let checkedAt = Number.NEGATIVE_INFINITY;
  let found = false;
  return () => {
    const now = performance.now();
    if (now - checkedAt > INTERFACES_FOR_MS) {
      checkedAt = now;
      found = Object.values(networkInterfaces()).some((addresses) =>
        addresses?.some((address) => address.family === "IPv6" && !address.internal && address.scopeid === 0),
      );
    }
    return found;
  };
}
