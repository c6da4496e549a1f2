import { promises as dns } from "node:dns";
import { isIP } from "node:net";
import type { Family } from "@/lib/probe/series";
import { Fault } from "./fault";
import { createHostsReader, type Hosts } from "./hosts-file";

/** `dns`: hosts file, then DNS by c-ares. `system`: getaddrinfo, which knows more but shares four threads with all else. */
export type ResolverMode = "dns" | "system";

/**
 * Every address of a name, in the order of the answer. Throws a Fault `dns-not-found`, `dns-timeout` or `dns-failed`,
 * or the signal's reason as soon as it fires.
 */
export type Resolve = (
  name: string,
  mode: ResolverMode,
  family: Family,
  signal: AbortSignal,
) => Promise<readonly string[]>;

type Answer = { readonly addresses: readonly string[] } | { readonly code: string };

/** A lost question is asked again after this long; the exchange's own deadline bounds the whole. */
const QUERY_TIMEOUT_MS = 2_000;
const QUERY_TRIES = 3;

/**
 * A resolver over a hosts file and the name servers given, or the system's when there are none. `hasIpv6` tells
 * whether this machine has an IPv6 address of its own.
 */
export function createResolver(
  hostsFile: string,
  servers: readonly string[],
  hasIpv6: () => boolean,
): Resolve {
  const readHosts = createHostsReader(hostsFile);
  return async (name, mode, family, signal) => {
    signal.throwIfAborted();
    if (mode === "system") return await lookUp(name, family, signal);
    const listed = hostsAnswer(readHosts(), name, family);
    if (listed.length > 0) return listed;
    return await query(name, askedFamilies(family, hasIpv6()), servers, signal);
  };
}

/**
 * The hosts file's addresses of a name. Left to choose, it takes the family named first: such a file lists one machine
 * twice (`127.0.0.1 localhost`, `::1 localhost`), not two servers.
 */
export function hostsAnswer(hosts: Hosts, name: string, family: Family): readonly string[] {
  const addresses = hosts.get(name.toLowerCase()) ?? [];
  const wanted = family === 0 ? isIP(addresses[0] ?? "") : family;
  return addresses.filter((address) => isIP(address) === wanted);
}

/** Without an IPv6 address of its own beyond loopback and link-local, a machine asks for A alone (RFC 3493, AI_ADDRCONFIG). */
function askedFamilies(family: Family, hasIpv6: boolean): readonly (4 | 6)[] {
  if (family !== 0) return [family];
  return hasIpv6 ? [4, 6] : [4];
}

async function query(
  name: string,
  families: readonly (4 | 6)[],
  servers: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  // One resolver a question: cancelling takes back all that a resolver has under way.
  const resolver = new dns.Resolver({ timeout: QUERY_TIMEOUT_MS, tries: QUERY_TRIES });
  if (servers.length > 0) resolver.setServers(servers);
  const cancel = (): void => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  const ask = (family: 4 | 6): Promise<string[]> =>
    family === 4 ? resolver.resolve4(name) : resolver.resolve6(name);
  const answers = await Promise.all(families.map((family) => settle(ask(family))));
  signal.removeEventListener("abort", cancel);
  signal.throwIfAborted();
  return mergeAnswers(answers);
}

async function lookUp(name: string, family: Family, signal: AbortSignal): Promise<readonly string[]> {
  const asked = dns.lookup(name, { all: true, verbatim: true, family });
  // getaddrinfo cannot be called back: its late answer is dropped.
  const answer = await settle(
    asked.then((found) => found.map(({ address }) => address)),
    signal,
  );
  signal.throwIfAborted();
  return mergeAnswers([answer]);
}

/** The answer, or the code of its error; at once `ABORTED` when the signal fires. */
async function settle(asked: Promise<string[]>, signal?: AbortSignal): Promise<Answer> {
  const answer = asked.then(
    (addresses): Answer => ({ addresses }),
    (error: NodeJS.ErrnoException): Answer => ({ code: error.code ?? error.message }),
  );
  if (signal === undefined) return await answer;
  let onAbort = (): void => {};
  const aborted = new Promise<Answer>((resolve) => {
    onAbort = () => resolve({ code: "ABORTED" });
    signal.addEventListener("abort", onAbort, { once: true });
  });
  const first = await Promise.race([answer, aborted]);
  signal.removeEventListener("abort", onAbort);
  return first;
}

/** Any address is an answer; without one the worst error speaks: not answered, then refused, then not there. */
function mergeAnswers(answers: readonly Answer[]): readonly string[] {
  const addresses = answers.flatMap((answer) => ("addresses" in answer ? answer.addresses : []));
  if (addresses.length > 0) return addresses;
  const codes = answers.map((answer) => ("code" in answer ? answer.code : "ENODATA"));
  const faults = codes.map((code) => new Fault(outcomeOf(code), code, "dns"));
  const order = ["dns-timeout", "dns-failed", "dns-not-found"];
  faults.sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  throw faults[0] ?? new Fault("dns-failed", "no question was asked", "dns");
}

function outcomeOf(code: string): "dns-not-found" | "dns-timeout" | "dns-failed" {
  if (code === "ENOTFOUND" || code === "ENODATA") return "dns-not-found";
  return code === "ETIMEOUT" ? "dns-timeout" : "dns-failed";
}
