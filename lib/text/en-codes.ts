import type { Params } from "./params";
import { text } from "./params";

export const kind = {
  list: "list",
  latest: "@latest",
  info: ".info",
  mod: ".mod",
  zip: ".zip",
  sumdb: "sumdb",
  toolchain: "toolchain",
  absent: "absent",
  prefix: "prefix",
  escaped: "escaped",
} as const;

/** What an endpoint kind is asked for. */
export const kindMeaning = {
  list: "all versions of a module",
  latest: "the newest version when none is named",
  info: "version and time of one version",
  mod: "go.mod of one version",
  zip: "the sources of one version",
  sumdb: "the checksum database, so that go need not reach it itself",
  toolchain: "downloads of the Go toolchain",
  absent: "404 or 410 for a module that does not exist",
  prefix: "404 or 410 for a repository prefix and for a package inside a module",
  escaped: "module paths with capitals, spelt with ! and with %21",
} as const;

export const phase = {
  dns: "DNS",
  tcp: "TCP",
  tls: "TLS",
  ttfb: "first byte",
  transfer: "transfer",
} as const;

export const outcome = {
  ok: "ok",
  "dns-not-found": "no such host name",
  "dns-timeout": "DNS timed out",
  "dns-failed": "DNS lookup failed",
  refused: "connection refused",
  unreachable: "network unreachable",
  "connect-timeout": "connect timed out",
  "tls-timeout": "TLS handshake timed out",
  "tls-expired": "certificate expired",
  "tls-name": "certificate for another name",
  "tls-untrusted": "certificate not trusted",
  "tls-protocol": "TLS protocol error",
  reset: "connection reset",
  "header-timeout": "no response headers",
  stalled: "transfer stalled",
  truncated: "content cut short",
  "too-large": "content over the limit",
  "too-slow": "over the time limit",
  "redirect-loop": "redirect loop",
  "redirect-blocked": "redirect to a forbidden target",
  "blocked-address": "address not allowed",
  unauthorized: "asks for a login (401)",
  forbidden: "access refused (403)",
  "rate-limited": "rate limited (429)",
  "server-error": "server error",
  "not-found": "not found (404)",
  gone: "gone (410)",
  "dishonest-not-found": "untrue 404",
  "unexpected-status": "status outside the protocol",
  "soft-200": "error dressed as 200",
  malformed: "malformed content",
  "wrong-version": "other version or module",
  stopped: "probe stopped",
} as const;

export const reason = {
  "upstream-failed": "its upstream failed, yet it says 404",
  "absence-undecidable": "this 404 alone does not tell whether the module exists",
  "absence-refused": "the mirror refuses this module",
  "absence-true": "the module does not exist",
  "short-prefix-refused": "refuses a short prefix, which fails no build",
  "html-body": "a web page came back",
  "empty-list": "the version list is empty",
  "list-member-missing": "known versions are missing from the list",
  "list-malformed": "the list is malformed",
  "pseudo-versions-listed": "pseudo-versions in the list",
  "info-malformed": ".info is malformed",
  "version-differs": "another version came back",
  "module-line-differs": "go.mod names another module",
  "zip-not-a-zip": "not a zip file",
  "zip-prefix-differs": "wrong path prefix inside the zip",
  "zip-length-differs": "another length than known, as a repacked zip may have",
  "head-not-allowed": "does not answer HEAD",
  "range-ignored": "ignores ranges",
  "absent-answered": "content for a module that does not exist",
  "sumdb-not-proxied": "does not stand in for the checksum database",
  "sumdb-supported-but-dead": "claims to stand in for the checksum database, but lookups fail",
  "head-unsigned": "no valid signature on the tree head",
  "lookup-malformed": "the checksum record is malformed",
  "lookup-other-module": "the checksum record is of another module",
  "tile-wrong-length": "a tile of the wrong length",
  "tile-missing": "a tile is missing",
  "http2-not-agreed": "the TLS handshake came to no agreement on HTTP/2",
  "served-from-fallback": "served from a fallback source",
} as const;

export const state = {
  UNKNOWN: "No data",
  HEALTHY: "Operational",
  SUSPECT: "Checking",
  DEGRADED: "Degraded",
  DOWN: "Outage",
  UNTRUSTED: "Content mismatch",
  MAINTENANCE: "Maintenance",
} as const;

export const gapCause = {
  "not-running": "the worker was not running",
  stopped: "the probe was stopped",
  budget: "over the day's budget",
  busy: "too much in parallel",
  "retry-after": "the mirror asked us to wait",
  late: "its moment had passed",
  "no-connection": "no connection to reuse",
  "not-askable": "what it takes to ask is not known yet",
  "probing-off": "probing is off",
  clock: "the clock was set",
  "not-stored": "measured, but the database could not be written and memory was full",
} as const;

export const observerCause = {
  offline: "no control answers either, so the fault is on our side",
  resolver: "our DNS resolver does not answer, so the fault is on our side",
  captive: "the network asks for a login (captive portal), so the fault is on our side",
} as const;

/** A failed probe in words: what, in which phase, and why if that is known. */
export function failure(params: Params): string {
  const what = text(outcome, params["outcome"]);
  const why =
    params["reason"] === null || params["reason"] === undefined ? "" : text(reason, params["reason"]);
  const where = text(phase, params["phase"]);
  const status = params["outcome"] === "server-error" && params["status"] ? ` ${params["status"]}` : "";
  return `${what}${status}${why === "" ? "" : `: ${why}`} (${where} phase)`;
}

export const stateReason = {
  answered: () => "answers as it should",
  recovered: (p: Params) => `${p["goods"]} good answers in a row, recovered`,
  "probe-failed": (p: Params) => `${failure(p)}, confirmed twice`,
  "half-failed": (p: Params) => `${p["failed"]} of the last ${p["of"]} failed, last one: ${failure(p)}`,
  "address-dead": (p: Params) => `some addresses do not answer: ${p["address"]}`,
  "family-dead": (p: Params) => `IPv${p["family"]} does not answer, the other family does`,
  "endpoints-down": (p: Params) => `${p["n"]} of ${p["of"]} endpoints down`,
  "endpoints-degraded": (p: Params) => `${p["n"]} of ${p["of"]} endpoints degraded`,
  "endpoints-healthy": () => "all endpoints fine",
  "endpoints-unknown": () => "no data from any endpoint",
  "no-data": () => "no result for three intervals",
  "not-running": () => "the worker was not running",
  "observer-offline": () => "the vantage is offline",
  "probing-off": () => "probing is off",
  paused: () => "the mirror asked us to pause (Retry-After)",
  "budget-spent": () => "the day's budget is spent",
} as const;
