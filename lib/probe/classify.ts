import { isHtml } from "@/lib/goproxy/html";
import type { Exchange } from "./exchange";
import { bodyText, okJudgement } from "./judgement";
import type { Judgement } from "./kind";
import type { Outcome } from "./outcome";
import type { Reason } from "./reason";

/** What a 404 is worth. */
export type Absence = Extract<
  Reason,
  "upstream-failed" | "absence-refused" | "absence-true" | "absence-undecidable"
>;

const REFUSALS: ReadonlyMap<number, Outcome> = new Map([
  [401, "unauthorized"],
  [403, "forbidden"],
  [429, "rate-limited"],
]);

/**
 * Engines that put an upstream failure into the body of a 404: goproxy in phrases of its own (`invalid info file` for a
 * web page in its place), Athens in the go command's words.
 */
const UPSTREAM_FAILURE =
  /bad upstream|fetch timed out|invalid (?:info|mod|zip) (?:file|response)|: (?:5[0-9]{2}|429|401|403) |dial tcp|connection refused|\bEOF\b|invalid response from proxy|verifying go\.mod|signal: killed/;
/** The mirror fetched bits that the checksum database does not hold, and kept them back. */
const REFUSED_BITS = /untrusted revision/;
/** Upstream said so itself. */
const TRUE_ABSENCE =
  /unknown revision|no matching versions|unrecognized import path|: 404 Not Found|: 410 Gone/;
/** Another client forbade the mirror to fetch, and a cache kept the answer. */
const NOT_ASKED = /temporarily unavailable/;
/** goproxy lets an honest absence be cached for these times. */
export const HONEST_ABSENCE = /^public, max-age=(?:60|600|86400)$/;
/** What it sends in its place. */
export const UPSTREAM_FAILURE_CACHE = "must-revalidate, no-cache, no-store";
/** Error texts say what they have to say at their start. */
const LOOKED_AT = 8192;

/**
 * What a status alone decides, whatever was asked: null for the statuses that a variant judges, 200, 206, 404 and 410.
 * A web page under status 200 is no answer of any mirror. A HEAD that is not allowed is no fault: the go command
 * sends none.
 */
export function classifyStatus(exchange: Exchange): Judgement | null {
  const status = statusOf(exchange);
  if (status === 200 || status === 206) return isPage(exchange) ? pageJudgement() : null;
  if (status === 404 || status === 410) return null;
  if (status === 405 && exchange.request.method === "HEAD") return okJudgement("head-not-allowed");
  const outcome = REFUSALS.get(status) ?? (isServerError(status) ? "server-error" : "unexpected-status");
  return { outcome, phase: "ttfb", reason: null };
}

/** Judges an answer to a question for something that exists: `judgeBody` sees a plain 200 only. */
export function judgeFound(exchange: Exchange, judgeBody: (exchange: Exchange) => Judgement): Judgement {
  const status = statusOf(exchange);
  if (status === 404 || status === 410) return classifyMissing(exchange);
  return status === 200 ? judgeBody(exchange) : unexpectedStatus();
}

/** Judges an answer to a question for something that cannot exist: `judgeBody` sees a 200 only. */
export function judgeAbsent(exchange: Exchange, judgeBody: (exchange: Exchange) => Judgement): Judgement {
  const status = statusOf(exchange);
  if (status === 200) return judgeBody(exchange);
  if (status === 206) return unexpectedStatus();
  // The go command is served right by any 404; that upstream failed is worth a remark all the same.
  return okJudgement(
    status === 404 && classifyAbsence(exchange) === "upstream-failed" ? "upstream-failed" : null,
  );
}

/** A 404 or 410 for something that exists. */
export function classifyMissing(exchange: Exchange): Judgement {
  if (exchange.status === 410) return { outcome: "gone", phase: "ttfb", reason: null };
  const reason = classifyAbsence(exchange);
  const outcome = reason === "upstream-failed" ? "dishonest-not-found" : "not-found";
  return { outcome, phase: "ttfb", reason };
}

/** What the body and the cache rule of a 404 give away (docs/decisions; measured on goproxy, Athens and nginx). */
export function classifyAbsence(exchange: Exchange): Absence {
  const cache = exchange.headers["cache-control"] ?? "";
  const text = bodyText(exchange).slice(0, LOOKED_AT);
  if (REFUSED_BITS.test(text)) return "absence-refused";
  // A front's own page says nothing of why the engine behind it had no answer.
  if (isHtml(exchange.body) || NOT_ASKED.test(text)) return "absence-undecidable";
  if (UPSTREAM_FAILURE.test(text) || cache === UPSTREAM_FAILURE_CACHE) return "upstream-failed";
  const isHonest = HONEST_ABSENCE.test(cache) && text.startsWith("not found");
  return isHonest || TRUE_ABSENCE.test(text) ? "absence-true" : "absence-undecidable";
}

/**
 * Whether a `list` or `@latest` is goproxy's stored copy, served because its upstream failed or denies the module now:
 * there a fresh answer carries no Last-Modified, and a static file server does not send this cache rule.
 */
export function isFallbackCopy({ headers }: Exchange): boolean {
  return (
    headers["last-modified"] !== undefined &&
    headers["cache-control"] === "public, max-age=60" &&
    headers.etag === undefined
  );
}

function isPage(exchange: Exchange): boolean {
  if (exchange.request.method === "HEAD")
    return /^\s*text\/html\b/i.test(exchange.headers["content-type"] ?? "");
  return isHtml(exchange.body);
}

function pageJudgement(): Judgement {
  return { outcome: "soft-200", phase: "transfer", reason: "html-body" };
}

function isServerError(status: number): boolean {
  return status >= 500 && status < 600;
}

function unexpectedStatus(): Judgement {
  return { outcome: "unexpected-status", phase: "ttfb", reason: null };
}

function statusOf(exchange: Exchange): number {
  if (exchange.status === null)
    throw new Error(`exchange with ${exchange.request.url} has neither status nor failure`);
  return exchange.status;
}
