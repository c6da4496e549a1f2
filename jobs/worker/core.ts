import type { Config } from "@/lib/config";
import { syncMirrors } from "@/lib/db/mirrors";
import { createIpv6Check } from "@/lib/net/ipv6";
import { otherFamily } from "@/lib/probe/family";
import type { ProbeDone } from "@/lib/probe/job";
import type { Learned } from "@/lib/probe/kind";
import type { Gap, ProbeResult } from "@/lib/probe/result";
import type { Family } from "@/lib/probe/series";
import type { ConfigOutline } from "@/lib/snapshot/config-outline";
import { NOT_STORED } from "@/lib/snapshot/worker-report";
import { openAdviser } from "./adviser";
import { type Asker, createAsker, type Pending } from "./asker";
import { type Counter, createCounter } from "./counters";
import { createEpochs, type Epochs } from "./epochs";
import { type Families, openFamilies } from "./families";
import { createGapRuns, type MissedSlot } from "./gap-runs";
import { type Hours, openHours } from "./hours";
import { type InForce, toInForce } from "./in-force";
import { type Ledger, openLedger } from "./ledger";
import { createOnDemand, type OnDemand } from "./on-demand";
import { askOutside, type OutsideOccasion } from "./outside-plan";
import { createPlanner, type Planner } from "./planner";
import type { Prober, ProberCallbacks } from "./prober";
import { type Gathered, openPublisher, type Publisher } from "./publisher";
import { createReceiver, type Receiver, type ReceiverDoors } from "./receiver";
import { createRecentStore, type RecentStore } from "./recent";
import { openEpoch } from "./recovery";
import { openStandings, type Standings } from "./standings";
import { familiesInForce, findLane } from "./watched";
import { findControl, toWitnessJob } from "./witness-jobs";
import { createWitnesses, type Witnesses } from "./witnesses";
import type { World } from "./world";
import { createWriter, type Writer } from "./writer";

export type WorkerOptions = {
  readonly world: World;
  readonly config: Config;
  readonly probing: boolean;
  /** Whether this machine has an IPv6 address of its own; looked up when absent. */
  readonly hasIpv6?: () => boolean;
  readonly dataFolder: string;
  /** What of the configuration in force may be shown; null: nothing. */
  readonly outline: () => ConfigOutline | null;
  /** Told of what the worker cannot go on with. */
  readonly onFatal: (error: Error) => void;
  readonly startProber: (callbacks: Pick<ProberCallbacks, "onDone" | "onClock">) => Prober;
};

/** The worker's parts, joined. Nothing runs by itself yet. */
export type Core = {
  readonly options: WorkerOptions;
  inForce: InForce;
  readonly families: Families;
  readonly startedAt: number;
  readonly epochs: Epochs;
  readonly counter: Counter;
  readonly ledger: Ledger;
  readonly recent: RecentStore;
  readonly standings: Standings;
  readonly hours: Hours;
  readonly writer: Writer;
  readonly publisher: Publisher;
  readonly witnesses: Witnesses;
  readonly asker: Asker;
  readonly planner: Planner;
  readonly onDemand: OnDemand;
  readonly prober: Prober;
  readonly receiver: Receiver;
};

/** Opens what the store knows and joins the parts. `onClock` is told when the wall clock has jumped. */
export async function openCore(options: WorkerOptions, onClock: (shiftMs: number) => void): Promise<Core> {
  const { world, probing, dataFolder } = options;
  const families = await openFamilies(world, options.hasIpv6 ?? createIpv6Check());
  const inForce = await openInForce(options, families);
  const trouble = (what: string) => (error: unknown) => world.log.error({ err: error }, what);
  const recent = createRecentStore(world);
  const ledger = await openLedger(world);
  const epochs = createEpochs(inForce.epoch, world.now);
  const counter = createCounter();
  const writer = createWriter(world, {
    // Runs of its own: what it drops is long past, and would break the runs of what is missed now.
    join: countMissed(counter, createGapRuns()),
    onTrouble: trouble(NOT_STORED),
    onDrop: () => world.log.error("more results wait than memory holds: the oldest become gaps"),
  });
  const hours = await openHours(world, recent.addRollups);
  const learned = createMemory();
  const asker = createAsker(ledger, () => core.inForce.config.sumdb, learned.of);
  const prober = options.startProber({ onDone: (done) => take(core, done), onClock });
  const onDemand = createOnDemand(prober.submit);
  const witnesses = createWitnesses(world.now, async (host, family) => {
    const job = witnessJob(core, host, family);
    return job !== null && (await onDemand.send(job));
  });
  witnesses.configure(options.config);
  const standings = await openStandings(world, {
    flush: writer.flush,
    onTransition: (slug, transition) => {
      recent.addTransition(slug, transition);
      core.publisher.soon();
    },
    onTwoWorkers: options.onFatal,
  });
  const join = countMissed(counter, createGapRuns());
  const doors: ReceiverDoors = {
    asker,
    ledger,
    witnesses,
    standings,
    nowIn: epochs.nowIn,
    learn: learned.add,
    noteLookup: ({ watched, asked }, exchange) => families.note(watched, asked.series, exchange),
    addResult: (result, everyMs) => keep(core, result, everyMs),
    addGap: writer.addGap,
    join,
    onTrouble: trouble("a Retry-After could not be written down; it is obeyed until the next start"),
    askAgain: (pending, result, { afterMs, attempt, otherAddress }) => {
      const avoidAddress = otherAddress ? result.address : null;
      const family = otherAddress ? elsewhere(core, result.series.family) : result.series.family;
      confirm(core, pending, family, { attempt, at: world.now() + afterMs, avoidAddress });
    },
  };
  const publishTrouble = trouble("a snapshot was not written");
  const core: Core = {
    options,
    inForce,
    families,
    startedAt: world.now(),
    epochs,
    counter,
    ledger,
    recent,
    standings,
    hours,
    writer,
    witnesses,
    asker,
    onDemand,
    prober,
    planner: createPlanner({ asker, probing, submit: prober.submit, addGap: writer.addGap, join }),
    publisher: await openPublisher(
      world,
      dataFolder,
      await openAdviser(world),
      () => gather(core),
      publishTrouble,
    ),
    receiver: createReceiver(doors),
  };
  return core;
}

function countMissed(counter: Counter, join: (missed: MissedSlot) => Gap): (missed: MissedSlot) => Gap {
  return (missed) => {
    counter.missSlot(missed.cause);
    return join(missed);
  };
}

async function openInForce({ world, config }: WorkerOptions, families: Families): Promise<InForce> {
  const first = toInForce(config, 1, families.stretchesOf);
  const mirrors = first.watched.map(({ mirror }) => mirror);
  await syncMirrors(world.store, mirrors, world.now());
  return { ...first, epoch: await openEpoch(world, first.watched) };
}

/** What the mirrors' answers have taught since the start. */
function createMemory() {
  const learned = new Map<string, Learned>();
  const of = (slug: string): Learned => learned.get(slug) ?? { head: null, supported: null };
  return {
    of,
    add: (slug: string, news: Partial<Learned>) => void learned.set(slug, { ...of(slug), ...news }),
  };
}

/** All that a snapshot is built from, as it is now. */
function gather({ options, inForce, startedAt, recent, standings, ledger, witnesses }: Core): Gathered {
  const now = options.world.now();
  const mirrors = inForce.watched.map((watched) => ({
    ...recent.read(watched.mirror.slug, now, familiesInForce(watched, now)),
    mirror: watched.mirror,
    standings: standings.read(watched.mirror.slug),
    budget: ledger.read(watched),
  }));
  const { config, problem } = inForce;
  const observer = witnesses.observer();
  const { probing } = options;
  const { vantage } = config;
  return {
    input: { now, vantage, probing, startedAt, observer, configError: problem, mirrors },
    credentials: withCredentials(config),
  };
}

/** Mirrors that are asked with headers of the configuration. */
function withCredentials({ mirrors }: Config): ReadonlySet<string> {
  const asked = mirrors.filter(({ access }) => Object.keys(access.headers).length > 0);
  return new Set(asked.map(({ mirror }) => mirror.slug));
}

function keep(
  { counter, writer, recent, hours, publisher }: Core,
  result: ProbeResult,
  everyMs: number,
): void {
  counter.addResult(result);
  writer.addResult(result, everyMs);
  if (recent.addResult(result)) publisher.soon();
  hours.note(result);
}

function take(core: Core, done: ProbeDone): void {
  const found = findControl(core.inForce.controls, done.id);
  if (found !== null && done.exchange !== null) {
    core.witnesses.noteControl(found.control, done.exchange, found.family);
  }
  const taken = core.receiver.receive(done);
  core.onDemand.arrived(done);
  taken.catch((error: unknown) => {
    core.options.world.log.error({ err: error }, "an answer was not taken in");
  });
}

function witnessJob(core: Core, host: string, family: Family) {
  const { world } = core.options;
  return toWitnessJob(core.inForce, host, family, world.now(), (watched, lane, occasion) =>
    askOutside(core.asker, world, watched, lane, occasion),
  );
}

/** The other family, unless it is one that we lack. */
function elsewhere({ witnesses }: Core, family: Family): Family {
  const other = otherFamily(family);
  return witnesses.observer().lacking.some((lack) => lack.family === other) ? family : other;
}

/** The same series and slot, or their like of the other family, asked once more. */
function confirm(
  { asker, options, prober }: Core,
  { watched, asked }: Pending,
  family: Family,
  when: Pick<OutsideOccasion, "attempt" | "at" | "avoidAddress">,
): void {
  const { series, epoch, slot } = asked;
  const lane = findLane(watched, { ...series, family });
  if (lane === null) return;
  const job = askOutside(asker, options.world, watched, lane, { epoch, slot, cause: "confirm", ...when });
  if (job !== null) prober.submit([job]);
}
