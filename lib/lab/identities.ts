import { type Identity, newAuthority, newIdentity } from "./certificate";

/** The certificates that the lab's https port can show, and the root that the good ones lead to. */
export type Identities = {
  /** PEM text of the root. */
  readonly ca: string;
  readonly good: Identity;
  readonly expired: Identity;
  readonly wrongName: Identity;
  readonly untrusted: Identity;
};

const DAY_MS = 86_400_000;
const HOSTS = ["localhost", "127.0.0.1", "::1"];

/** Fresh keys and certificates; `now` is Unix milliseconds. */
export function newIdentities(now: number): Identities {
  const validity = { from: now - 30 * DAY_MS, to: now + 90 * DAY_MS };
  const root = newAuthority("gomirrors lab root", validity);
  const stranger = newAuthority("a root that nobody has", validity);
  return {
    ca: root.cert,
    good: newIdentity(root, HOSTS, validity),
    expired: newIdentity(root, HOSTS, { ...validity, to: now - DAY_MS }),
    wrongName: newIdentity(root, ["wrong-name.lab.test"], validity),
    untrusted: newIdentity(stranger, HOSTS, validity),
  };
}
