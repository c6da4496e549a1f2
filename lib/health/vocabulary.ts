import type { State } from "./state";

/** The outline of an icon, and the class `is-…` and symbol `s-…` that it is drawn with. */
export const STATUSES = [
  "ok",
  "checking",
  "degraded",
  "partial",
  "down",
  "untrusted",
  "maint",
  "nodata",
] as const;
export type Status = (typeof STATUSES)[number];

/** How a bar of a strip is cut, in the order in which they are drawn and counted. */
export const STRIP_MARKS = ["ok", "degraded", "down", "untrusted", "maint", "nodata"] as const;
export type StripMark = (typeof STRIP_MARKS)[number];

/** Statuspage's closed lists, which other tools read. */
export const COMPONENT_STATUSES = [
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
  "under_maintenance",
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

export const PAGE_INDICATORS = ["none", "minor", "major", "critical", "maintenance"] as const;
export type PageIndicator = (typeof PAGE_INDICATORS)[number];

/** A state as it is told: DOWN has a name of its own while only a part is. */
export type Told = State | "PARTIAL";

/** Everything that pages, JSON, badges and metrics say of one state. */
export type Appearance = {
  readonly status: Status;
  readonly mark: StripMark;
  /** 4 is the worst; 0 is not in trouble: healthy, in maintenance, or not known. */
  readonly severity: 0 | 1 | 2 | 3 | 4;
  /** Null: left out of such a list, since it has no word for what is not known. */
  readonly component: ComponentStatus | null;
  readonly indicator: PageIndicator;
  /** Whose word a badge carries: what is not told in public borrows another's. */
  readonly badge: Told;
  /** Value of the label `state` in metrics. */
  readonly metric: string;
};

/** The one table of states. */
export const VOCABULARY: Readonly<Record<Told, Appearance>> = {
  HEALTHY: {
    status: "ok",
    mark: "ok",
    severity: 0,
    component: "operational",
    indicator: "none",
    badge: "HEALTHY",
    metric: "healthy",
  },
  // What is being checked again has not failed yet.
  SUSPECT: {
    status: "checking",
    mark: "ok",
    severity: 0,
    component: "operational",
    indicator: "none",
    badge: "HEALTHY",
    metric: "suspect",
  },
  DEGRADED: {
    status: "degraded",
    mark: "degraded",
    severity: 1,
    component: "degraded_performance",
    indicator: "minor",
    badge: "DEGRADED",
    metric: "degraded",
  },
  PARTIAL: {
    status: "partial",
    mark: "down",
    severity: 2,
    component: "partial_outage",
    indicator: "major",
    badge: "PARTIAL",
    metric: "down",
  },
  DOWN: {
    status: "down",
    mark: "down",
    severity: 3,
    component: "major_outage",
    indicator: "critical",
    badge: "DOWN",
    metric: "down",
  },
  UNTRUSTED: {
    status: "untrusted",
    mark: "untrusted",
    severity: 4,
    component: "major_outage",
    indicator: "critical",
    badge: "UNTRUSTED",
    metric: "untrusted",
  },
  MAINTENANCE: {
    status: "maint",
    mark: "maint",
    severity: 0,
    component: "under_maintenance",
    indicator: "maintenance",
    badge: "MAINTENANCE",
    metric: "maintenance",
  },
  UNKNOWN: {
    status: "nodata",
    mark: "nodata",
    severity: 0,
    component: null,
    indicator: "none",
    badge: "UNKNOWN",
    metric: "unknown",
  },
};

/** How a state is told; `partial` matters to DOWN alone. */
export function toTold(state: State, partial = false): Told {
  return state === "DOWN" && partial ? "PARTIAL" : state;
}

/** How a state appears; `partial` matters to DOWN alone. */
export function appearanceOf(state: State, partial = false): Appearance {
  return VOCABULARY[toTold(state, partial)];
}
