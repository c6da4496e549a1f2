/** What /methodology explains, in its order: each anchor is one number or judgement that pages show. */
export const GROUPS = [
  {
    group: "verdict",
    anchors: ["provenance", "availability", "state", "verdict", "strip", "failures"],
  },
  { group: "speed", anchors: ["latency", "quantiles", "phases"] },
  { group: "probe", anchors: ["outcomes", "reasons", "slots", "gaps", "budget"] },
  { group: "honesty", anchors: ["observer", "lag", "engine"] },
  { group: "history", anchors: ["resolution", "retention"] },
  { group: "advice", anchors: ["recommendation", "confidence"] },
  { group: "unmeasured", anchors: ["freshness", "coverage", "checksum"] },
] as const;
export type Anchor = (typeof GROUPS)[number]["anchors"][number];

/** Every anchor of /methodology. */
export const ANCHORS: readonly Anchor[] = GROUPS.flatMap(({ anchors }) => [...anchors]);

/** The constants that the explanations quote, written in the reader's language; units are in the names. */
export type Figures = Readonly<
  Record<
    | "lightMinutes"
    | "twinMinutes"
    | "kindMinutes"
    | "lightPerDay"
    | "twinPerDay"
    | "kindsPerDay"
    | "countedPerDay"
    | "lightShare"
    | "coveragePerDay"
    | "contentPerDay"
    | "freshnessPerDay"
    | "extraPerDay"
    | "requestsMax"
    | "bytesMax"
    | "parallel"
    | "perSecond"
    | "failures"
    | "confirmSeconds"
    | "window"
    | "windowFailures"
    | "addressFailures"
    | "goods"
    | "quietMinutes"
    | "silentIntervals"
    | "witnessSeconds"
    | "timeoutSeconds"
    | "lagFloorMs"
    | "lagShare"
    | "perDoubling"
    | "growth"
    | "error"
    | "cells"
    | "cellMinutes"
    | "heldSeconds"
    | "staleMinutes"
    | "partedSeconds"
    | "lateSeconds"
    | "waitSeconds"
    | "rawDays"
    | "hoursDays"
    | "daysDays"
    | "exchangesKept"
    | "availabilityBound"
    | "latencyBoundSeconds"
    | "minN"
    | "mediumN"
    | "highN"
    | "ratioBand"
    | "latencyShare"
    | "latencyBandMs"
    | "agedMinutes"
    | "oldHours"
    | "points"
    | "ranges",
    string
  >
>;
