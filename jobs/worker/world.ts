import type { Store } from "@/lib/db/client";
import type { Logger } from "@/lib/log";

/** What every part of the worker needs of the world. */
export type World = {
  readonly store: Store;
  readonly log: Logger;
  /** Slug of the place that measures. */
  readonly vantage: string;
  /** Unix milliseconds. */
  readonly now: () => number;
};
