import type { Exchange } from "@/lib/probe/exchange";
import type { Family } from "@/lib/probe/series";
import { type Reading, toWayFamily } from "./observer";

/** How a control answered when it was healthy. A portal's answer differs in at least one of these. */
export type ControlBaseline = {
  readonly status: number;
  /** Host with port of the last hop. */
  readonly host: string;
  /** The last hop had a certificate, and it was valid. */
  readonly certified: boolean;
};

/**
 * What a control's exchange looks like, to be compared with later ones. Null when it cannot be a healthy answer:
 * a fault of transport (an invalid certificate is one), or a status other than 2xx. A first answer over plain
 * http from another host than was asked is not trusted either: nothing in it proves who gave it.
 */
export function toBaseline(exchange: Exchange, url: string): ControlBaseline | null {
  const seen = lastAnswer(exchange);
  if (seen === null || seen.status < 200 || seen.status > 299) return null;
  return seen.certified || seen.host === new URL(url).host ? seen : null;
}

/** True when a control answered with the status, the host and the valid certificate that it had when healthy. */
export function isHealthyAnswer(exchange: Exchange, baseline: ControlBaseline): boolean {
  const seen = lastAnswer(exchange);
  if (seen === null) return false;
  return (
    seen.status === baseline.status && seen.host === baseline.host && seen.certified === baseline.certified
  );
}

/** What a control's exchange, asked over `asked`, tells; `baseline` is null until the control has answered once as it should. */
export function toControlReading(
  host: string,
  exchange: Exchange,
  asked: Family,
  url: string,
  baseline: ControlBaseline | null,
): { readonly reading: Reading; readonly baseline: ControlBaseline | null } {
  const known = baseline ?? toBaseline(exchange, url);
  const answered = known !== null && isHealthyAnswer(exchange, known);
  const reading: Reading = {
    host,
    at: exchange.startedAt + Math.round(exchange.totalUs / 1000),
    answered,
    outcome: exchange.failure?.outcome ?? (answered ? "ok" : "unexpected-status"),
    resolved: exchange.phasesUs.dns !== null,
    family: toWayFamily(exchange, asked),
  };
  return { reading, baseline: known };
}

function lastAnswer(exchange: Exchange): ControlBaseline | null {
  const hop = exchange.hops.at(-1);
  if (exchange.failure !== null || hop === undefined || hop.status === null) return null;
  return { status: hop.status, host: new URL(hop.url).host, certified: exchange.certificate !== null };
}
