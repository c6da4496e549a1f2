import { IP_FAMILIES, type IpFamily } from "@/lib/probe/family";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { isQueryProblem, type QueryProblem } from "@/lib/rollup/query-problem";
import { type ChartRange, parseRange } from "@/lib/rollup/range";
import { isTimeZone } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";

/** What the page's address asks for. */
export type MirrorChoice = {
  readonly range: ChartRange;
  readonly kind: KindName;
  /** Null: both together. */
  readonly family: IpFamily | null;
  readonly timeZone: string;
  /** The zone was named in the address: links keep it. */
  readonly zoneAsked: boolean;
};

/** A choice as far as it could be read, and all that is wrong with the address. */
export type ReadChoice = {
  /** Null when something that decides what is drawn is wrong: nothing is guessed in its place. */
  readonly choice: MirrorChoice | null;
  /** The zone to write times in, whatever else is wrong. */
  readonly timeZone: string;
  readonly problems: readonly QueryProblem[];
};

export const DEFAULT_KIND: KindName = "info";

const NAMES = ["range", "from", "to", "kind", "family", "tz"] as const;
type Name = (typeof NAMES)[number];
/** What is on the address for another part of the page. */
const OTHERS: readonly string[] = ["probe"];
const SHOWN_CHARACTERS = 60;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the query of `/mirrors/SLUG?range=|from=&to=&kind=&family=&tz=`. `homeZone` is the viewer's own. */
export function readChoice(params: SearchParams, now: number, homeZone: string): ReadChoice {
  const known: readonly string[] = [...NAMES, ...OTHERS];
  const unknown = Object.keys(params).filter((name) => !known.includes(name));
  const minor = unknown.map(unknownParameter);
  const repeated = NAMES.filter((name) => Array.isArray(params[name])).map(repeatedParameter);
  if (repeated.length > 0) return { choice: null, timeZone: homeZone, problems: [...repeated, ...minor] };
  const text = (name: Name) => {
    const value = params[name];
    return typeof value === "string" ? value : null;
  };
  const zone = readZone(text("tz"));
  const timeZone = typeof zone === "string" ? zone : homeZone;
  const kind = readKind(text("kind"));
  const family = readFamily(text("family"));
  const query = { range: text("range"), from: text("from"), to: text("to") };
  const range = parseRange(query, now, timeZone);
  const wrong = [zone, kind, family, range].filter((value) => typeof value === "object" && value !== null);
  const problems = [...wrong.filter(isQueryProblem), ...minor];
  if (typeof kind !== "string" || isQueryProblem(range) || isUnread(family) || isUnread(zone))
    return { choice: null, timeZone, problems };
  return { choice: { range, kind, family, timeZone, zoneAsked: zone !== null }, timeZone, problems };
}

function isUnread(value: string | number | null | QueryProblem): value is QueryProblem {
  return typeof value === "object" && value !== null;
}

function readZone(text: string | null): string | null | QueryProblem {
  if (text === null || isTimeZone(text)) return text;
  return { problem: "unknown-zone", params: { value: visible(text, SHOWN_CHARACTERS) } };
}

function readKind(text: string | null): KindName | QueryProblem {
  const kind = KINDS.find((name) => name === (text ?? DEFAULT_KIND));
  return kind ?? unknownValue("kind", text ?? "", KINDS);
}

function readFamily(text: string | null): IpFamily | null | QueryProblem {
  if (text === null) return null;
  return IP_FAMILIES.find((family) => String(family) === text) ?? unknownValue("family", text, IP_FAMILIES);
}

function unknownValue(name: Name, text: string, allowed: readonly (string | number)[]): QueryProblem {
  const value = visible(text, SHOWN_CHARACTERS);
  return { problem: "unknown-value", params: { name, value, allowed: allowed.join(", ") } };
}

function unknownParameter(name: string): QueryProblem {
  return {
    problem: "unknown-parameter",
    params: { name: visible(name, SHOWN_CHARACTERS), allowed: NAMES.join(", ") },
  };
}

function repeatedParameter(name: string): QueryProblem {
  return { problem: "repeated-parameter", params: { name } };
}
