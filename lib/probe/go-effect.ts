import type { KindName } from "./kind";
import type { Outcome } from "./outcome";

/** What the go command does with an answer, or with its absence. The texts are in lib/text. */
export const GO_EFFECTS = [
  /** Takes it and goes on. */
  "goes-on",
  /** Asks the next entry of GOPROXY, after a comma as after a pipe. */
  "asks-next",
  /** The same, for an answer that is not true. */
  "asks-next-misled",
  /** Ends with an error at a comma, asks the next entry at a pipe. */
  "stops",
  /** The same, after its own limit for connecting or for the handshake. */
  "stops-late",
  /** Waits without end: it has no limit for headers or for the whole, and no retry. */
  "hangs",
  /** Goes on reading past our limit: it has none for the whole. */
  "waits",
  /** Rejects the content as that entry's error: ends at a comma, asks the next entry at a pipe. */
  "rejects",
  /** Drops the lines that are no versions, and works with what is left. */
  "misreads",
  /** Takes something that does not exist for a module. */
  "believes",
  /** Ends with an error whatever the separator: the content is looked at after the entry was chosen. */
  "ends",
  /** A limit or a rule of ours that it does not have. */
  "our-rule",
  /** Never asks this. */
  "never-asks",
  /** Nothing was seen. */
  "unknown",
] as const;
export type GoEffect = (typeof GO_EFFECTS)[number];

type Probed = {
  readonly kind: KindName;
  readonly variant: string;
  readonly outcome: Outcome;
  readonly wouldHang: boolean;
};

/**
 * What becomes of an answer in the go command, whatever was asked: statuses and faults by
 * https://go.dev/ref/mod#goproxy-protocol, limits as those of its HTTP client (dial 30 s, handshake 10 s, no other).
 * Null where it depends on what was asked.
 */
const EFFECTS: Readonly<Record<Outcome, GoEffect | null>> = {
  ok: "goes-on",
  "dns-not-found": "stops",
  "dns-timeout": "stops-late",
  "dns-failed": "stops",
  refused: "stops",
  unreachable: "stops",
  "connect-timeout": "stops-late",
  "tls-timeout": "stops-late",
  "tls-expired": "stops",
  "tls-name": "stops",
  "tls-untrusted": "stops",
  "tls-protocol": "stops",
  reset: "stops",
  "header-timeout": "hangs",
  stalled: "hangs",
  truncated: "stops",
  "too-large": "our-rule",
  "too-slow": "waits",
  "redirect-loop": "stops",
  "redirect-blocked": "our-rule",
  "blocked-address": "our-rule",
  unauthorized: "stops",
  forbidden: "stops",
  "rate-limited": "stops",
  "server-error": "stops",
  "not-found": "asks-next",
  gone: "asks-next",
  "dishonest-not-found": "asks-next-misled",
  "unexpected-status": "stops",
  "soft-200": null,
  malformed: null,
  "wrong-version": null,
  stopped: "unknown",
};

/**
 * What wrong content with a status of success does, by what was asked. A go.mod is checked while the next entry can still
 * be asked, a zip after that.
 */
const CONTENT_EFFECTS: Readonly<Record<KindName, GoEffect>> = {
  list: "misreads",
  latest: "rejects",
  info: "rejects",
  mod: "rejects",
  zip: "ends",
  sumdb: "ends",
  toolchain: "ends",
  absent: "believes",
  prefix: "believes",
  escaped: "rejects",
};

export function goEffect({ kind, variant, outcome, wouldHang }: Probed): GoEffect {
  if (outcome === "ok") return "goes-on";
  if (kind === "sumdb" && variant === "latest") return "never-asks";
  // It offers HTTP/1.1 as well, and takes what it gets.
  if (variant === "h2" && outcome === "tls-protocol") return "never-asks";
  const effect = wouldHang ? "hangs" : (EFFECTS[outcome] ?? CONTENT_EFFECTS[kind]);
  return kind === "sumdb" && variant !== "supported" ? boundToDatabase(effect) : effect;
}

/** Once `supported` was answered, all look-ups go to that entry: no separator leads to another one. */
function boundToDatabase(effect: GoEffect): GoEffect {
  const chooses: readonly GoEffect[] = ["asks-next", "asks-next-misled", "stops", "stops-late"];
  return chooses.includes(effect) ? "ends" : effect;
}
