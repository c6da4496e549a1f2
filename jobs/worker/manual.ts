import {
  type ClaimedRun,
  claimManualRun,
  endManualRun,
  freeManualRuns,
  releaseManualRun,
  saveManualRun,
} from "@/lib/db/manual-runs";
import { readSample } from "@/lib/db/neighbours";
import { isDaily } from "@/lib/probe/daily";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { type Look, type ManualRun, RUN_MAX_AGE_MS, type RunEnd } from "@/lib/probe/manual-run";
import { isInForce, type Lane } from "@/lib/probe/plan";
import type { GapCause, SampleKey } from "@/lib/probe/result";
import { besideSlots, slotIndex } from "@/lib/probe/slot";
import type { Core } from "./core";
import type { Watched } from "./watched";

/** Carries out what people ask for by hand, one run at a time. */
export type ManualRunner = {
  /** Takes up no more; resolves when the run under way has ended or was put back. The prober has to be stopped too. */
  readonly stop: () => Promise<void>;
};

const LOOK_EVERY_MS = 1_000;
/** Longer than one probe with its turn and its witnesses takes: it is renewed before each. */
const LEASE_MS = 120_000;

/** Looks each second whether a run was asked for. */
export async function startManualRunner(core: Core): Promise<ManualRunner> {
  const { store, vantage, log, now } = core.options.world;
  await freeManualRuns(store, vantage);
  let running: Promise<void> | null = null;
  const look = async () => {
    const claimed = await claimManualRun(store, vantage, now(), LEASE_MS);
    if (claimed !== null) await carryOut(core, claimed);
  };
  const timer = setInterval(() => {
    running ??= look()
      .catch((error: unknown) => log.error({ err: error }, "a run that was asked for by hand failed"))
      .finally(() => {
        running = null;
      });
  }, LOOK_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function carryOut(core: Core, { claim, run: asked }: ClaimedRun): Promise<void> {
  const { store, now, log } = core.options.world;
  const refusal = refusalOf(core, asked);
  if (refusal !== null) {
    log.warn({ mirror: asked.mirror, refusal }, "a run that was asked for by hand is dropped");
    await endManualRun(store, { claim, run: { ...asked, endedAt: now(), end: refusal } });
    return;
  }
  let run: ManualRun = { ...asked, startedAt: asked.startedAt ?? now() };
  for (const kind of KINDS.filter((name) => !asked.looks.some((look) => look.kind === name))) {
    if (!(await saveManualRun(store, { claim, run }, now(), LEASE_MS))) return;
    const look = await lookAt(core, run.mirror, kind);
    if (look.gap === "stopped") return void (await releaseManualRun(store, { claim, run }));
    run = { ...run, looks: [...run.looks, look] };
  }
  await endManualRun(store, { claim, run: { ...run, endedAt: now(), end: "done" } });
}

function refusalOf(core: Core, { mirror, askedAt }: ManualRun): RunEnd | null {
  if (!core.options.probing) return "probing-off";
  if (findWatched(core, mirror) === undefined) return "not-watched";
  return core.options.world.now() - askedAt > RUN_MAX_AGE_MS ? "too-old" : null;
}

function findWatched({ inForce }: Core, slug: string): Watched | undefined {
  return inForce.watched.find(({ mirror }) => mirror.slug === slug);
}

/** One probe of a kind. The configuration may have changed since the run began. */
async function lookAt(core: Core, slug: string, kind: KindName): Promise<Look> {
  const watched = findWatched(core, slug);
  const asked = watched === undefined ? "not-askable" : ask(core, watched, kind);
  if (typeof asked === "string") return { kind, exchange: null, outcome: null, gap: asked };
  const done = core.onDemand.until(asked.job.id);
  core.prober.submit([asked.job]);
  const { gap } = await done;
  if (gap !== null) return { kind, exchange: null, outcome: null, gap };
  // The page links to the exchange: it has to be there first.
  await core.receiver.settled();
  await core.writer.flush();
  const { store, vantage } = core.options.world;
  const sample = await readSample(store, vantage, asked.key);
  return { kind, exchange: formatExchangeId(asked.key), outcome: sample?.outcome ?? null, gap: null };
}

/** The variant that was asked last, so that the answer can be held against what pages show; else one that can be asked. */
function ask(core: Core, watched: Watched, kind: KindName) {
  let refusal: GapCause = "not-askable";
  for (const lane of lanesOf(core, watched, kind)) {
    const now = core.options.world.now();
    const { series, grid } = lane;
    const key: SampleKey = { series, epoch: core.inForce.epoch, slot: besideSlots(grid, now), attempt: 0 };
    const index = slotIndex(grid, now);
    const occasion = {
      ...key,
      cause: "manual",
      index,
      rotation: index,
      at: now,
      avoidAddress: null,
    } as const;
    const job = core.asker.ask(watched, lane, occasion);
    if (typeof job !== "string") return { job, key };
    refusal = job;
    if (refusal !== "not-askable") return refusal;
  }
  return refusal;
}

/** The lanes of a kind on fresh connections, the one that was asked last first. */
function lanesOf({ recent, options }: Core, { lanes }: Watched, kind: KindName): Lane[] {
  const now = options.world.now();
  const at = ({ series }: Lane) => recent.newestOf(series)?.at ?? 0;
  return lanes
    .filter((lane) => isInForce(lane, now) && isScheduledFresh(lane, kind))
    .sort((a, b) => at(b) - at(a));
}

function isScheduledFresh({ series }: Lane, kind: KindName): boolean {
  return series.kind === kind && series.connection === "fresh" && !isDaily(series);
}
