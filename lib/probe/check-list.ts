import type { Exchange, Phase } from "./exchange";
import type { Outcome } from "./outcome";
import type { StoredSample } from "./result";

/** What is looked at of an answer, in order. Each rests on those before it. */
export const CHECKS = [
  "address",
  "connect",
  "tls",
  "head",
  "redirect",
  "status",
  "body",
  "content",
  "h1",
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `not-done` is no failure: there was nothing to look at, or we do not look at it. */
export type Check = { readonly name: CheckName; readonly result: "done" | "failed" | "not-done" };

/** What the list is made of; `exchange` is null when its details have expired. */
type Checked = {
  readonly sample: Pick<StoredSample, "outcome" | "phase" | "status" | "requests">;
  readonly exchange: Pick<Exchange, "failure" | "request"> | null;
};

const BY_PHASE: Readonly<Record<Phase, CheckName>> = {
  dns: "address",
  tcp: "connect",
  tls: "tls",
  ttfb: "head",
  transfer: "body",
};

/** The check that an outcome fails, where it is not that of the phase. */
const BY_OUTCOME: Partial<Readonly<Record<Outcome, CheckName>>> = {
  "redirect-loop": "redirect",
  "redirect-blocked": "redirect",
  unauthorized: "status",
  forbidden: "status",
  "rate-limited": "status",
  "server-error": "status",
  "not-found": "status",
  gone: "status",
  "dishonest-not-found": "status",
  "unexpected-status": "status",
  "soft-200": "content",
  "wrong-version": "content",
};

/**
 * The checks of one exchange in order, and how far they came. TLS is left out of plain http, and redirects where there
 * was none. The content's checksum (h1) is not computed.
 */
export function toChecks(checked: Checked): Check[] {
  const names = CHECKS.filter((name) => applies(name, checked));
  const { outcome } = checked.sample;
  if (outcome === "ok") return names.map((name) => ({ name, result: name === "h1" ? "not-done" : "done" }));
  const failed = failedCheck(checked);
  const stop = outcome === "stopped";
  return names.map((name) => {
    const turn = CHECKS.indexOf(name) - CHECKS.indexOf(failed);
    if (turn === 0) return { name, result: stop ? "not-done" : "failed" };
    return { name, result: turn < 0 || cameWhole(name, failed, checked) ? "done" : "not-done" };
  });
}

function applies(name: CheckName, { sample, exchange }: Checked): boolean {
  if (name === "tls") return exchange === null || exchange.request.url.startsWith("https:");
  if (name === "redirect") return sample.requests > 1 || failedRedirect(sample.outcome);
  return true;
}

function failedRedirect(outcome: Outcome): boolean {
  return BY_OUTCOME[outcome] === "redirect";
}

function failedCheck({ sample, exchange }: Checked): CheckName {
  const { outcome, phase } = sample;
  // Wrong content that arrived whole, unlike an answer that is no HTTP.
  if (outcome === "malformed" && phase === "transfer" && !exchange?.failure) return "content";
  return BY_OUTCOME[outcome] ?? BY_PHASE[phase];
}

/** The body of a refusal is read as well. */
function cameWhole(name: CheckName, failed: CheckName, { exchange }: Checked): boolean {
  return name === "body" && failed === "status" && exchange !== null && exchange.failure === null;
}
