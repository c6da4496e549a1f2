import type { Store } from "@/lib/db/client";
import type { DatabaseFacts } from "@/lib/db/database-size";
import type { ErrorLog } from "@/lib/error-log";
import type { Logger } from "@/lib/log";
import type { Snapshot } from "@/lib/snapshot/snapshot";

/** What the web process holds on to between requests. */
type WebProcess = {
  /** The newest look for a snapshot, and the moment (performance.now) it began. */
  held: { readonly at: number; readonly snapshot: Promise<Snapshot | null> } | null;
  newest: Snapshot | null;
  opening: Promise<Store> | null;
  /** When the store last failed (performance.now), and with which message; null while it works. */
  failedAt: number;
  failure: string | null;
  logger: Logger | null;
  errors: ErrorLog | null;
  /** Starts of the web process on this database, this one included; null while that is not known. */
  starts: number | null;
  /** The newest look into the database, and the moment (performance.now) it began. */
  database: { readonly at: number; readonly facts: Promise<DatabaseFacts | null> } | null;
};

declare global {
  var gomirrorsWeb: WebProcess | undefined;
}

/** On the global object: pages and routes are bundled apart, and each bundle has its own instance of every module. */
globalThis.gomirrorsWeb ??= {
  held: null,
  newest: null,
  opening: null,
  failedAt: Number.NEGATIVE_INFINITY,
  failure: null,
  logger: null,
  errors: null,
  starts: null,
  database: null,
};

export const webProcess: WebProcess = globalThis.gomirrorsWeb;
