import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Exchanger } from "@/lib/net/exchange";
import type { Connection, Exchange, ProbeRequest } from "@/lib/probe/exchange";
import { familyUsed, type IpFamily } from "@/lib/probe/family";
import { judge } from "@/lib/probe/judge";
import type { Judgement, KindName, Learned, ProbeContext, Sample, Variant } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import { BUILTIN_TOOLCHAIN, sampleFor } from "@/lib/probe/sample-set";
import type { Family } from "@/lib/probe/series";
import type { ProbeTarget } from "./probe-target";

/** What this run asks of every mirror. */
export type ProbeRun = {
  readonly kinds: readonly KindName[];
  /** Module versions of the command line; empty: each mirror's sample set. */
  readonly modules: readonly Sample[];
  /** 0 leaves it to the resolver's answer. */
  readonly family: Family;
  readonly vantage: string;
  readonly sumdb: { readonly name: string; readonly key: string };
  readonly stop: AbortSignal;
};

/** One probe by hand: what was asked, what was seen, how it is judged. */
export type ManualResult = Judgement & {
  readonly mirror: string;
  readonly vantage: string;
  readonly kind: KindName;
  readonly variant: string;
  readonly connection: Connection;
  /** The family it went over; null where no address was come to. */
  readonly family: IpFamily | null;
  readonly exchange: Exchange;
};

type Question = { readonly kind: KindName; readonly variant: Variant; readonly sample: Sample };

/**
 * Asks one mirror every variant of the kinds, one request after the other at the pace of the target. What one answer
 * teaches serves the next: the tile is that of the head just received. `onResult` is told of each as it comes.
 */
export async function probeMirror(
  target: ProbeTarget,
  run: ProbeRun,
  exchanger: Exchanger,
  onResult: (result: ManualResult) => void,
): Promise<ManualResult[]> {
  const results: ManualResult[] = [];
  const asked = new Set<string>();
  let learned: Learned = { head: null, supported: null };
  for (const question of planQuestions(target, run)) {
    const context = toContext(question.sample, run, learned);
    const request = question.variant.request(context);
    // A variant that names no module asks the same for each; one without a head cannot be asked.
    if (request === null || asked.has(formatRequest(request))) continue;
    if (asked.size > 0 && target.restMs > 0)
      await sleep(target.restMs, null, { signal: run.stop }).catch(() => null);
    if (run.stop.aborted) break;
    asked.add(formatRequest(request));
    for (const [connection, exchange] of await ask(exchanger, target, question, request, run)) {
      const judgement = judge(question.variant, context, exchange);
      learned = { ...learned, ...judgement.learned };
      const family = familyUsed(run, exchange.address);
      const result = { ...toSubject(target, question, run), connection, family, exchange, ...judgement };
      results.push(result);
      onResult(result);
    }
  }
  return results;
}

function planQuestions(target: ProbeTarget, run: ProbeRun): Question[] {
  const sets = run.modules.length > 0 ? run.modules.map((sample) => [sample]) : [target.samples];
  return run.kinds.flatMap((kind) =>
    sets.flatMap((samples) =>
      KIND_MAP[kind].variants.map((variant) => ({ kind, variant, sample: sampleFor(kind, samples, 0) })),
    ),
  );
}

function toContext(sample: Sample, run: ProbeRun, learned: Learned): ProbeContext {
  const nonce = randomBytes(8).toString("hex");
  return { sample, toolchain: BUILTIN_TOOLCHAIN, nonce, sumdb: run.sumdb, learned };
}

function toSubject(target: ProbeTarget, { kind, variant }: Question, run: ProbeRun) {
  return { mirror: target.name, vantage: run.vantage, kind, variant: variant.name };
}

/** The exchange on a fresh connection, and for `info` its twin on the same one where that stays open. */
async function ask(
  exchanger: Exchanger,
  target: ProbeTarget,
  question: Question,
  request: ProbeRequest,
  { family, stop }: ProbeRun,
): Promise<[Connection, Exchange][]> {
  const wanted = { request, family, rotation: 0, avoidAddress: null };
  if (question.kind !== "info") return [["fresh", await exchanger.exchange(target.host, wanted, stop)]];
  const { first, twin } = await exchanger.exchangeTwins(target.host, wanted, request, stop);
  const second = await twin;
  return second === null
    ? [["fresh", first]]
    : [
        ["fresh", first],
        ["reused", second],
      ];
}

function formatRequest({ method, path, range }: ProbeRequest): string {
  return `${method} ${path} ${range ?? ""}`;
}
