import { PHASES, type Phase } from "@/lib/probe/exchange";
import type { Lang } from "@/lib/text/lang";
import { formatLatency } from "@/lib/text/number";
import { text } from "@/lib/text/params";
import { TEXTS } from "@/lib/text/texts";
import { CLI_TEXTS } from "./cli";
import type { ManualResult } from "./probe-mirror";
import { formatTable } from "./table";

/** Columns of numbers: the five phases, the total, status and bytes. */
const NUMERIC = [4, 5, 6, 7, 8, 9, 10, 11];

/** The JSON of `gomirrors probe`: one object a probe, in the order of asking within each mirror. */
export function formatProbesJson(results: readonly ManualResult[]): string {
  return `${JSON.stringify(results.map(toJson), null, 2)}\n`;
}

/** One line a probe, phases and total in milliseconds or seconds. Empty without results. */
export function formatProbesTable(results: readonly ManualResult[], lang: Lang): string {
  if (results.length === 0) return "";
  const { column } = CLI_TEXTS[lang];
  const head = [
    column.mirror,
    column.endpoint,
    column.outcome,
    column.phase,
    ...PHASES.map((phase) => column[phase]),
    column.total,
    column.status,
    column.bytes,
    column.reason,
  ];
  return formatTable([head, ...results.map((result) => toRow(result, lang))], NUMERIC);
}

/** A probe as one line of progress. */
export function formatProgress(result: ManualResult, lang: Lang): string {
  const total = formatLatency(result.exchange.totalUs / 1_000);
  return `${result.mirror}  ${formatEndpoint(result, lang)}  ${TEXTS[lang].outcome[result.outcome]}  ${total}\n`;
}

function toJson(result: ManualResult) {
  const { mirror, vantage, kind, variant, connection, family, outcome, phase, reason, exchange } = result;
  return {
    mirror,
    vantage,
    kind,
    variant,
    connection,
    family,
    at: new Date(exchange.startedAt).toISOString(),
    outcome,
    phase,
    reason,
    wouldHang: exchange.failure?.wouldHang ?? false,
    phasesMs: Object.fromEntries(PHASES.map((name) => [name, toMs(exchange.phasesUs[name])])),
    totalMs: toMs(exchange.totalUs),
    status: exchange.status,
    bytes: exchange.bytes,
    address: exchange.address,
    url: exchange.request.url,
  };
}

function toRow(result: ManualResult, lang: Lang): string[] {
  const { exchange, outcome, phase } = result;
  const texts = TEXTS[lang];
  return [
    result.mirror,
    formatEndpoint(result, lang),
    texts.outcome[outcome],
    outcome === "ok" ? "" : texts.phase[phase],
    ...PHASES.map((name: Phase) => formatUs(exchange.phasesUs[name])),
    formatUs(exchange.totalUs),
    exchange.status === null ? "" : String(exchange.status),
    String(exchange.bytes),
    formatReason(result, lang),
  ];
}

function formatEndpoint({ kind, variant, connection }: ManualResult, lang: Lang): string {
  const suffix = connection === "reused" ? ` (${CLI_TEXTS[lang].reused})` : "";
  return `${kind}/${variant}${suffix}`;
}

function formatReason({ reason, exchange }: ManualResult, lang: Lang): string {
  if (exchange.failure?.wouldHang) return CLI_TEXTS[lang].wouldHang;
  return reason === null ? "" : text(TEXTS[lang].reason, reason);
}

function formatUs(us: number | null): string {
  return us === null ? "" : formatLatency(us / 1_000);
}

function toMs(us: number | null): number | null {
  return us === null ? null : us / 1_000;
}
