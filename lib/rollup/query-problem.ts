import { visible } from "@/lib/text/visible";

/**
 * Every way in which the query of a page or of the API can be wrong, with its parameters. Texts of foreign origin in
 * the parameters are made visible and capped where the problem is made.
 *
 *   unknown-parameter    name, allowed (joined by a comma)
 *   repeated-parameter   name
 *   unknown-value        name, value, allowed
 *   unfit-parameter      name, metric
 *   unknown-range        value, allowed
 *   malformed-time       name, value
 *   half-pair            given, missing
 *   range-and-times      range
 *   reversed-range       from, to (RFC 3339)
 *   too-long             days, maxDays
 *   too-short            seconds, minSeconds
 *   future-range         from
 *   unknown-zone         value
 *   malformed-number     name, value, min, max
 *   malformed-cursor     value
 *   malformed-id         value
 */
export const QUERY_PROBLEM_CODES = [
  "unknown-parameter",
  "repeated-parameter",
  "unknown-value",
  "unfit-parameter",
  "unknown-range",
  "malformed-time",
  "half-pair",
  "range-and-times",
  "reversed-range",
  "too-long",
  "too-short",
  "future-range",
  "unknown-zone",
  "malformed-number",
  "malformed-cursor",
  "malformed-id",
] as const;
export type QueryProblemCode = (typeof QUERY_PROBLEM_CODES)[number];

/** What is wrong with a query: a code and its parameters, never prose (the words are `t.query`). */
export type QueryProblem = {
  readonly problem: QueryProblemCode;
  readonly params: Readonly<Record<string, string | number | null>>;
};

const SHOWN_CHARACTERS = 80;

/** A value as a problem may name it. */
export function shownValue(text: string): string {
  return visible(text, SHOWN_CHARACTERS);
}

/** True for a problem, false for whatever the query was read as. */
export function isQueryProblem(value: object): value is QueryProblem {
  return "problem" in value;
}
