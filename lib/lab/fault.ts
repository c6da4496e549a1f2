/**
 * The lab's switches. Those of a connection act before any request is read and cannot be limited to a path; the
 * others can. An amount is given in the unit named here; without one the last column holds.
 */
const SWITCHES = [
  // The connection.
  ["stall-accept", "connection", null, 0], // accepted, then silent for ever, on both ports
  ["stall-tls", "connection", null, 0], // the TLS handshake is never answered
  ["slow-tls", "connection", "milliseconds", 500], // the TLS handshake begins so late
  ["http-2", "connection", null, 0], // no fault: the https port speaks HTTP/2 with whoever offers it
  ["cert-expired", "connection", null, 0],
  ["cert-wrong-name", "connection", null, 0],
  ["cert-untrusted", "connection", null, 0], // signed by a root that nobody has
  // How an answer is delivered.
  ["slow-headers", "path", "milliseconds", 500],
  ["slow-body", "path", "milliseconds", 500], // headers at once, the body so late
  ["drip", "path", "milliseconds", 50], // one byte of body, then so long a pause
  ["stall-headers", "path", null, 0], // the request is read and never answered
  ["stall-body", "path", "bytes", 1], // so many bytes of body, then silence
  ["truncate", "path", "bytes", 1], // so many bytes of body, then the connection is closed
  ["reset", "path", "bytes", 1], // so many bytes of body, then the connection is reset
  ["reset-headers", "path", null, 0], // reset in place of an answer
  ["wrong-length", "path", null, 0], // Content-Length names half of the body that is sent
  ["endless-headers", "path", null, 0],
  ["endless-body", "path", null, 0],
  // What is answered, whatever was asked for.
  ["status-401", "path", null, 0],
  ["status-403", "path", null, 0],
  ["status-429", "path", "seconds", 60], // the seconds of Retry-After
  ["status-500", "path", null, 0],
  ["html-200", "path", null, 0],
  ["gzip-bomb", "path", null, 0], // a gigabyte of zeros in a megabyte of gzip, which nobody asked for
  ["redirect-loop", "path", null, 0],
  ["redirect-private", "path", null, 0], // to http://10.0.0.1/
  ["bad-upstream", "path", null, 0], // 404 `not found: bad upstream`, uncacheable; `supported` stays as it is
  ["first-404", "path", null, 0], // each path is 404 when asked first, then right
  // Module files.
  ["not-found", "path", null, 0], // 404 for modules that exist
  ["gone", "path", null, 0], // 410 for modules that exist
  ["absent-200", "path", null, 0], // an empty list for modules that do not exist
  ["stale-list", "path", null, 0], // lists lack their newest version
  ["empty-list", "path", null, 0],
  ["wrong-version", "path", null, 0], // .info names another version
  ["wrong-mod", "path", null, 0], // .mod has a line more
  ["wrong-zip", "path", null, 0], // a well-formed zip of other files
  // The checksum database.
  ["supported-404", "path", null, 0],
  ["supported-410", "path", null, 0],
  ["supported-500", "path", null, 0],
  ["lookup-404", "path", null, 0],
  ["lookup-500", "path", null, 0],
  ["lookup-hang", "path", null, 0],
  ["wrong-tile", "path", null, 0], // one bit of every hash tile is flipped
  ["missing-tile", "path", null, 0],
  ["forked-log", "path", null, 0], // another history, a tile longer, signed with the same key; a tree has none
] as const;

type Unit = "milliseconds" | "bytes" | "seconds";
type Switch = { name: FaultName; scope: "connection" | "path"; unit: Unit | null; amount: number };

export type FaultName = (typeof SWITCHES)[number][0];

/** `true` for everything, a text to limit the fault to paths that contain it, a number or `N@TEXT` for an amount. */
export type FaultValue = true | number | string;

/** A switch that is on. */
export type Fault = {
  readonly name: FaultName;
  readonly amount: number;
  /** The fault acts on paths that contain this; every path contains the empty text. */
  readonly within: string;
};

export const FAULT_NAMES: readonly FaultName[] = SWITCHES.map(([name]) => name);

const MAX_AMOUNT = 1_000_000_000;

/** A switch in one word, for a command line: `NAME` or `NAME=VALUE`. Throws a TypeError naming what is wrong. */
export function parseFault(word: string): Fault {
  const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  return readFault(name, value ?? true);
}

/** A switch from its name and a value of JSON. Throws a TypeError naming the name or the value that is wrong. */
export function readFault(name: string, value: unknown): Fault {
  const found = findSwitch(name);
  if (value === true) return { name: found.name, amount: found.amount, within: "" };
  if (found.unit !== null) return readAmount(found, value);
  if (found.scope === "path" && typeof value === "string" && value !== "") {
    return { name: found.name, amount: 0, within: value };
  }
  throw new TypeError(`${JSON.stringify(value)} is no value of fault ${name}: ${formatUsage(found)}`);
}

/** The value that readFault reads the fault from. */
export function formatFaultValue({ name, amount, within }: Fault): FaultValue {
  if (findSwitch(name).unit === null) return within === "" ? true : within;
  return within === "" ? amount : `${amount}@${within}`;
}

function readAmount(found: Switch, value: unknown): Fault {
  const [, digits, within = ""] = /^(0|[1-9][0-9]{0,9})(?:@(.+))?$/.exec(String(value)) ?? [];
  const amount = Number(digits);
  const isScalar = typeof value === "number" || typeof value === "string";
  const isLimited = within !== "" && found.scope === "connection";
  if (!isScalar || digits === undefined || amount > MAX_AMOUNT || isLimited) {
    throw new TypeError(`${JSON.stringify(value)} is no value of fault ${found.name}: ${formatUsage(found)}`);
  }
  return { name: found.name, amount, within };
}

function findSwitch(name: string): Switch {
  const row = SWITCHES.find(([candidate]) => candidate === name);
  if (row === undefined) {
    throw new TypeError(`unknown fault ${JSON.stringify(name)}; the faults are: ${FAULT_NAMES.join(", ")}`);
  }
  return { name: row[0], scope: row[1], unit: row[2], amount: row[3] };
}

function formatUsage({ name, scope, unit, amount }: Switch): string {
  if (scope === "connection") return unit === null ? `${name}` : `${name} or ${name}=${amount} (${unit})`;
  if (unit === null) return `${name}, or ${name}=TEXT for paths that contain TEXT`;
  return `${name}=${amount} (${unit}), or ${name}=${amount}@TEXT for paths that contain TEXT`;
}
