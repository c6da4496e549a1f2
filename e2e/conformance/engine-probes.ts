import { type Health, newHealth } from "@/lib/health/health";
import { ruleFor, step } from "@/lib/health/machine";
import { toMirrorState } from "@/lib/health/mirror-state";
import { toSignal } from "@/lib/health/signal";
import { endpointSubject, type State } from "@/lib/health/state";
import { ABOUT_UNKNOWN, SUM_GOLANG_ORG } from "@/lib/mirror/catalogue";
import { createExchanger } from "@/lib/net/exchange";
import type { Exchange } from "@/lib/probe/exchange";
import type { ProbeHost } from "@/lib/probe/job";
import { judge } from "@/lib/probe/judge";
import type { Target } from "@/lib/probe/kind";
import { type Judgement, KINDS, type KindName, type Learned, type Variant } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import type { ProbeResult } from "@/lib/probe/result";
import { BUILTIN_TOOLCHAIN, sampleFor, toSamples } from "@/lib/probe/sample-set";
import { toResult } from "@/lib/probe/to-result";

/** What one round of probes saw of an engine, by `kind/variant`. */
export type Round = {
  readonly results: ReadonlyMap<string, ProbeResult>;
  /** `outcome` or `outcome reason`, and ` hangs` where go would. */
  readonly words: Readonly<Record<string, string>>;
  /** States of the endpoints once each failure was confirmed, and of the mirror. */
  readonly endpoints: ReadonlyMap<KindName, State>;
  readonly mirror: { readonly state: State; readonly partial: boolean };
};

/** Above what engines give their upstream. */
const TIMEOUT_MS = 8_000;
const INTERVAL_MS = 15_000;

const { exchange } = createExchanger({
  userAgent: "gomirrors/test",
  hostsFile: "/dev/null",
  nameServers: [],
});

/**
 * Asks every variant but those of toolchains once, as the worker does at its start: `sumdb` in its order, since its
 * variants learn from each other; the rest side by side.
 */
export async function probeEngine(url: string, targets: readonly Target[]): Promise<Round> {
  const results = new Map<string, ProbeResult>();
  let learned: Learned = { head: null, supported: null };
  const ask = async (kind: KindName, variant: Variant) => {
    const context = {
      sample: sampleFor(kind, toSamples(targets), 0),
      toolchain: BUILTIN_TOOLCHAIN,
      nonce: "n1",
      sumdb: SUM_GOLANG_ORG,
      learned,
    };
    const request = variant.request(context);
    if (request === null) return;
    const seen = await exchange(toHost(url), { request, family: 0, rotation: 0, avoidAddress: null }, null);
    const judgement = judge(variant, context, seen);
    learned = { ...learned, ...judgement.learned };
    results.set(`${kind}/${variant.name}`, toAskedResult(kind, variant.name, seen, judgement));
  };
  const others = KINDS.filter((kind) => kind !== "toolchain" && kind !== "sumdb").flatMap((kind) =>
    KIND_MAP[kind].variants.map((variant) => ask(kind, variant)),
  );
  const inOrder = async () => {
    for (const variant of KIND_MAP.sumdb.variants) await ask("sumdb", variant);
  };
  await Promise.all([...others, inOrder()]);
  return toRound(results);
}

function toHost(url: string): ProbeHost {
  return {
    host: "engine",
    url,
    timeoutMs: TIMEOUT_MS,
    parallel: 20,
    perSecond: 1_000,
    privateOrigins: [new URL(url).origin],
    headers: {},
    ca: null,
    resolver: "dns",
    proxy: "none",
  };
}

function toAskedResult(kind: KindName, variant: string, seen: Exchange, judgement: Judgement): ProbeResult {
  const series = { mirror: "engine", kind, variant, connection: "fresh", family: 0 } as const;
  const asked = {
    series,
    epoch: 1,
    slot: seen.startedAt,
    attempt: 0,
    cause: "scheduled",
    target: null,
  } as const;
  return toResult(asked, seen, judgement, false);
}

function toRound(results: ReadonlyMap<string, ProbeResult>): Round {
  const healths = KINDS.map((kind) => confirmed(kind, [...results.values()]));
  const states = KINDS.map((kind, index) => [kind, healths[index]?.state ?? "UNKNOWN"] as const);
  const { state, partial } = toMirrorState(healths, ABOUT_UNKNOWN);
  const words = [...results].map(([name, result]) => [name, wordsOf(result)] as const);
  return {
    results,
    words: Object.fromEntries(words.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    endpoints: new Map(states),
    mirror: { state, partial },
  };
}

/** An endpoint's state after each of its results came, and came again as often as the machine asked. */
function confirmed(kind: KindName, results: readonly ProbeResult[]): Health {
  const rule = ruleFor(INTERVAL_MS);
  let health = newHealth(endpointSubject(kind));
  let at = 0;
  for (const result of results.filter(({ series }) => series.kind === kind)) {
    at += INTERVAL_MS;
    let next: ProbeResult | null = { ...result, at };
    while (next !== null) {
      const signal = toSignal(next);
      if (signal === null) break;
      const stepped = step(health, signal, rule);
      health = stepped.health;
      if (stepped.ask !== null) at += stepped.ask.afterMs;
      next = stepped.ask === null ? null : { ...result, at, attempt: stepped.ask.attempt, cause: "confirm" };
    }
  }
  return health;
}

function wordsOf({ outcome, reason, wouldHang }: ProbeResult): string {
  return [outcome, ...(reason === null ? [] : [reason]), ...(wouldHang ? ["hangs"] : [])].join(" ");
}
