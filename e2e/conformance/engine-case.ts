import type { GoEnd } from "./go-walk";
import type { UpstreamFault } from "./upstream";

/** What the upstream does, by the name that the printed table has. */
export const UPSTREAM_STATES = {
  healthy: null,
  slow: { does: "delay", ms: 200, within: "" },
  gone: { does: "status", status: 404, within: "" },
  "503": { does: "status", status: 503, within: "" },
  "403": { does: "status", status: 403, within: "" },
  refused: { does: "reset", within: "" },
  page: { does: "page", within: "" },
  hang: { does: "hang", within: "" },
  "lookups 503": { does: "status", status: 503, within: "/lookup/" },
  "lookups hang": { does: "hang", within: "/lookup/" },
  ".info a page": { does: "page", within: ".info" },
  ".mod a page": { does: "page", within: ".mod" },
  ".zip a page": { does: "page", within: ".zip" },
  ".zip 404": { does: "status", status: 404, within: ".zip" },
  "modules hang": { does: "hang", within: "/@v/" },
} as const satisfies Readonly<Record<string, UpstreamFault | null>>;
export type UpstreamState = keyof typeof UPSTREAM_STATES;

/** How a state is come by, where setting the upstream is not all. */
export type Before =
  /** Nothing is stored: the first to ask is the probe. */
  | "cold"
  /** What probes and the go command ask for was asked while all was well. */
  | "stored"
  /** The engine's check of the module failed once, by the checksum path; upstream is well again. */
  | "checked in vain"
  /** Athens' workers wait for its upstream, each for a version of its own. */
  | "workers taken"
  /** The probes and the go command were there while the upstream failed; it is well again. */
  | "over";

/** One state of one engine, what our probes see of it, and how the go command fares. */
export type EngineCase = {
  readonly state: UpstreamState;
  readonly before: Before;
  /** By variant: `outcome`, `outcome reason`, ` hangs` behind it where go would. */
  readonly probes: Readonly<Record<string, string>>;
  /** `go mod download M@V` through the engine alone, and with a healthy mirror behind a comma and a pipe. */
  readonly go: readonly [alone: GoEnd, comma: GoEnd, pipe: GoEnd];
};

const FOUND =
  "list/tagged latest/latest info/canonical mod/canonical zip/small zip/head zip/range escaped/bang escaped/percent";
const ABSENT = "absent/module absent/version prefix/short prefix/sub-package";
const SUMDB = "sumdb/supported sumdb/latest sumdb/lookup sumdb/tile";
/** Files of a version: what engines store. */
export const FILES = "info/canonical mod/canonical zip/small zip/head zip/range escaped/bang escaped/percent";

/**
 * `ok` for all variants but those named behind another word. `unasked` cannot be asked: the tile while no head is known,
 * the checksum path while `supported` has not been answered.
 */
export function probes(
  exceptions: Readonly<Record<string, string>>,
  unasked = "",
): Readonly<Record<string, string>> {
  const all = `${FOUND} ${ABSENT} ${SUMDB}`.split(" ");
  const cells = new Map(all.filter((name) => !unasked.split(" ").includes(name)).map((name) => [name, "ok"]));
  for (const [words, names] of Object.entries(exceptions)) {
    for (const name of names.split(" ")) {
      if (!cells.has(name)) throw new Error(`no variant ${name}`);
      cells.set(name, words);
    }
  }
  return Object.fromEntries([...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
