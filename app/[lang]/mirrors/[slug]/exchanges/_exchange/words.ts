import type { Seen } from "@/app/_data/exchange";
import type { Status } from "@/app/_ui/status";
import type { View } from "@/app/_ui/view";
import { familyUsed } from "@/lib/probe/family";
import type { StoredSample } from "@/lib/probe/result";
import type { Lang } from "@/lib/text/lang";
import { formatCount } from "@/lib/text/number";

const NBSP = "\u00a0";

/** Milliseconds as they were measured: `0.12 ms`, `9.0 ms`, `9 791 ms`. */
export function formatExactMs(ms: number, lang: Lang): string {
  const value = ms < 1 ? ms.toFixed(2) : ms < 9.95 ? ms.toFixed(1) : formatCount(ms, lang);
  return `${value}${NBSP}ms`;
}

/** Whether it went well, and if not, whose fault that is. */
export type Verdict = "ok" | "failed" | "ours" | "stopped";

export function toVerdict({ outcome, observerFault }: StoredSample): Verdict {
  if (outcome === "ok" || outcome === "stopped") return outcome;
  return observerFault ? "ours" : "failed";
}

const STATUSES: Readonly<Record<Verdict, Status>> = {
  ok: "ok",
  failed: "down",
  ours: "nodata",
  stopped: "nodata",
};

export function verdictStatus(verdict: Verdict): Status {
  return STATUSES[verdict];
}

/** The outcome in words, with the status where the word leaves it open. */
export function outcomeWords({ outcome, status }: StoredSample, { t }: View): string {
  const open = outcome === "server-error" || outcome === "unexpected-status";
  return `${t.outcome[outcome]}${open && status !== null ? ` ${status}` : ""}`;
}

/** How it connected: anew or not, and over which IP family where that is known. */
export function wayWords({ series, address }: StoredSample, { t }: View): string {
  const family = familyUsed(series, address);
  const connection = t.exchange.connection[series.connection];
  return family === null ? connection : t.mirror.family.of(connection, t.mirror.family[family]);
}

/** What was asked and what happened, as a heading. */
export function headingWords({ sample, exchange }: Seen, view: View): string {
  const { t } = view;
  const share = exchange === null ? null : receivedShare(exchange);
  const portion = share === null || sample.phase !== "transfer" ? "" : t.exchange.portion(share);
  return t.exchange.heading(t.kind[sample.series.kind], `${outcomeWords(sample, view)}${portion}`);
}

/** The part of a body that arrived before the exchange failed; null where none was promised. */
function receivedShare({ failure, headers, bytes, hops }: NonNullable<Seen["exchange"]>): string | null {
  const declared = /^[1-9][0-9]{0,14}$/.exec(headers["content-length"] ?? "")?.[0];
  if (failure === null || declared === undefined || hops.length > 1 || bytes >= Number(declared)) return null;
  return `${Math.floor((100 * bytes) / Number(declared))}%`;
}
