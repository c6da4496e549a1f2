import { outcome, phase, state } from "./en-codes";
import type { Params } from "./params";
import { text } from "./params";
import type { Texts } from "./zh";

/** What is wrong with a query, and what is allowed. */
export const queryTexts: Texts["query"] = {
  "unknown-parameter": (p) => `there is no parameter ${p["name"]}: use ${p["allowed"]}`,
  "repeated-parameter": (p) => `the parameter ${p["name"]} is there more than once: give it once`,
  "unknown-value": (p) => `${p["name"]} cannot be ${p["value"]}: use ${p["allowed"]}`,
  "unfit-parameter": (p) => `${p["name"]} has no meaning for the metric ${p["metric"]}: leave it out`,
  "unknown-range": (p) => `there is no range ${p["value"]}: use ${p["allowed"]}`,
  "malformed-time": (p) =>
    `${p["name"]} is ${p["value"]}, which is no time: use RFC 3339 such as 2026-11-24T08:00:00Z, or Unix milliseconds (in an address, write + as %2B)`,
  "half-pair": (p) => `there is ${p["given"]} without ${p["missing"]}: give both`,
  "range-and-times": (p) => `range is ${p["range"]}, and from or to is there too: give one or the other`,
  "reversed-range": (p) => `${p["from"]} is not before ${p["to"]}: from has to be before to`,
  "too-long": (p) => `the range is ${p["days"]} days long: ${p["maxDays"]} days at most`,
  "too-short": (p) => `the range is ${p["seconds"]} seconds long: ${p["minSeconds"]} seconds at least`,
  "future-range": (p) => `${p["from"]} is yet to come: from has to be before now`,
  "unknown-zone": (p) => `there is no time zone ${p["value"]}: use an IANA name such as Asia/Shanghai`,
  "malformed-number": (p) =>
    `${p["name"]} cannot be ${p["value"]}: use a whole number from ${p["min"]} to ${p["max"]}`,
  "malformed-cursor": (p) =>
    `${p["value"]} is no cursor: use the next of the page before, or none to start with the newest`,
  "malformed-id": (p) =>
    `${p["value"]} is no id of a probe: ids look like zip.small.fresh.0.1.1732454400000.0`,
};

/** A clause that is there only if its parameter is. */
function clause(value: Params[string] | undefined, words: (value: string | number) => string): string {
  return value === null || value === undefined ? "" : words(value);
}

function missing(p: Params): string {
  return (
    clause(p["missingSpanMs"], (span) => ` Nothing was measured for ${span}.`) +
    clause(p["observerSpanMs"], (span) => ` For ${span} the fault was our own; that time is left out.`) +
    clause(p["laggedN"], (n) => ` Flagged for a lag of our own and left out: ${n}.`)
  );
}

function usual(p: Params): string {
  const worst = clause(
    p["worstP95Ms"],
    (worstMs) => `; the slowest stretch began at ${p["worstAt"]} with a p95 of ${worstMs}`,
  );
  return `p50 is ${p["p50Ms"]}, p95 is ${p["p95Ms"]}${worst}.`;
}

function change(p: Params, verb: string): string {
  return `p95 ${verb} in the last ${p["recentSpanMs"]}: now mostly near ${p["recentP95Ms"]}, before near ${p["beforeP95Ms"]}. Over all, `;
}

function nothing(p: Params): string {
  return (
    clause(
      p["observerSpanMs"],
      (span) => `For ${span} the fault was our own; otherwise nothing was measured.`,
    ) || "Nothing was measured in this time."
  );
}

function known(p: Params): string {
  return `It worked for ${p["availabilityRatio"]} of the known time`;
}

function unknown(p: Params): string {
  return clause(p["unknownSpanMs"], (span) => ` Nothing was known for ${span}; that time is left out.`);
}

/** One sentence about a chart, or two; numbers and moments come as the reader has them. */
export const summaryTexts: Texts["summaryOf"] = {
  "latency-none": nothing,
  "latency-failed": (p) => `All ${p["n"]} probes failed, so there is no latency to show.`,
  "latency-untimed": (p) =>
    `All ${p["n"]} probes were disturbed by a lag of our own, so their latency is not shown.`,
  latency: (p) => usual(p) + missing(p),
  "latency-rose": (p) => change(p, "rose") + usual(p) + missing(p),
  "latency-fell": (p) => change(p, "fell") + usual(p) + missing(p),
  "outcomes-none": nothing,
  "outcomes-ok": (p) => `None of ${p["n"]} probes failed.${missing(p)}`,
  "outcomes-failed": (p) =>
    `${p["failed"]} of ${p["n"]} probes failed (${p["failedRatio"]}), most often with “${text(outcome, p["outcome"])}” (${p["outcomeN"]}); the worst stretch began at ${p["worstAt"]} with ${p["worstN"]}.${missing(p)}`,
  "outcomes-one": (p) =>
    `1 of ${p["n"]} probes failed (${p["failedRatio"]}): “${text(outcome, p["outcome"])}”, in the stretch that began at ${p["worstAt"]}.${missing(p)}`,
  "phases-none": () => "No probe was answered rightly, so there is no telling where the time goes.",
  phases: (p) =>
    `The median request takes ${p["totalP50Ms"]}; ${text(phase, p["phase"])} takes longest, ${p["phaseP50Ms"]}${clause(p["phaseRatio"], (share) => `, about ${share} of it`)}.`,
  "phases-both": (p) =>
    `On a fresh connection the median request takes ${p["totalP50Ms"]}, and ${text(phase, p["phase"])} takes longest, ${p["phaseP50Ms"]}; a reused one needs no DNS, TCP or TLS and takes ${p["reusedP50Ms"]}.`,
  "times-none": () => "No verdict in this time: nothing was known.",
  "times-steady": (p) => `“${text(state, p["state"])}” all the time, for ${p["spanMs"]}.`,
  times: (p) =>
    `${known(p)}. Down ${p["failedN"]} times for ${p["failedSpanMs"]} in all, the longest for ${p["longestSpanMs"]} from ${p["longestAt"]}.${unknown(p)}`,
  "times-once": (p) =>
    `${known(p)}. Down once, for ${p["failedSpanMs"]} from ${p["longestAt"]}.${unknown(p)}`,
  "times-never": (p) => `${known(p)} and was never down.${unknown(p)}`,
};
