import type { FaultName } from "@/lib/lab/fault";
import type { Phase } from "@/lib/probe/exchange";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";

/** What goes wrong with a mirror of the demo: what a probe makes of it, and the lab's switch that brings it about. */
export type Trouble = {
  readonly outcome: Exclude<Outcome, "ok">;
  readonly phase: Phase;
  readonly reason: Reason | null;
  readonly status: number | null;
  readonly wouldHang: boolean;
  /** Start of the answer's body; empty where none came. */
  readonly body: string;
  /** What the prober notes of a fault of transport; null where an answer came, or time ran out. */
  readonly detail: string | null;
  readonly fault: FaultName;
};

const NO_ANSWER = { reason: null, status: null, wouldHang: false, body: "" } as const;
const ANSWER = { wouldHang: false, detail: null } as const;

export const TROUBLES = {
  "server-error": {
    ...ANSWER,
    outcome: "server-error",
    phase: "ttfb",
    reason: null,
    status: 500,
    body: "internal server error",
    fault: "status-500",
  },
  page: {
    ...ANSWER,
    outcome: "soft-200",
    phase: "transfer",
    reason: "html-body",
    status: 200,
    body: "<!doctype html>\n<html><head><title>Welcome</title></head><body>Please sign in.</body></html>\n",
    fault: "html-200",
  },
  reset: { ...NO_ANSWER, outcome: "reset", phase: "ttfb", detail: "ECONNRESET", fault: "reset-headers" },
  silent: {
    ...NO_ANSWER,
    outcome: "header-timeout",
    phase: "ttfb",
    wouldHang: true,
    detail: null,
    fault: "stall-headers",
  },
  expired: {
    ...NO_ANSWER,
    outcome: "tls-expired",
    phase: "tls",
    detail: "CERT_HAS_EXPIRED",
    fault: "cert-expired",
  },
} as const satisfies Record<string, Trouble>;
export type TroubleName = keyof typeof TROUBLES;
