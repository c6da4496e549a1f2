import type { Config } from "@/lib/config";
import { syncMirrors } from "@/lib/db/mirrors";
import { heartbeat, readProcesses, startProcess } from "@/lib/db/processes";
import { prune } from "@/lib/db/prune";
import type { ConfigProblem } from "@/lib/snapshot/snapshot";
import { type Core, openCore, type WorkerOptions } from "./core";
import { followFamilies } from "./family-change";
import { toInForce } from "./in-force";
import { startManualRunner } from "./manual";
import {
  accountFor,
  advanceAccounted,
  fillSkipped,
  hasOpenEpochs,
  settleEpochs,
  writeJump,
} from "./recovery";
import { toReport } from "./report";
import { EACH_HOUR, EACH_MINUTE, EACH_NIGHT, EACH_QUARTER, type Schedule, startSchedule } from "./schedule";
import { hearSilence, hearStandstill } from "./silence";
import { TwoWorkersError } from "./standings";
import { sweep } from "./sweep";
import { toHosts } from "./watched";
import { toControlJob } from "./witness-jobs";
import type { World } from "./world";

/** A worker that plans, stores, judges and publishes. */
export type Worker = {
  /** Puts a configuration in force. */
  readonly configure: (config: Config) => Promise<void>;
  /** Shows that a newer configuration was refused; null: all is well again. */
  readonly noteProblem: (problem: ConfigProblem | null) => void;
  /** Ends it: what is in flight is aborted and its slot becomes a gap, and all is stored. */
  readonly stop: () => Promise<void>;
};

const ROLE = "worker";
const CONTROLS_EACH_MINUTES = 5;
const STOP_GRACE_MS = 3_000;
/** Longer than any probe takes. */
const EPOCH_SETTLES_MS = 60_000;

/** Starts a worker; resolves when the first slots are laid out and the first snapshot is written. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { world } = options;
  let schedule: Schedule | null = null;
  const core = await openCore(options, (shiftMs) => {
    jumpClock(core, shiftMs).catch(reportTo(world, "clock"));
    schedule?.restart();
  });
  const fence = await resume(core);
  core.prober.setHosts(toHosts(core.inForce.config));
  layOut(core);
  await core.publisher.now();
  await beat(core, fence);
  if (options.probing) begin(core);
  const manual = await startManualRunner(core);
  schedule = startSchedule(toTasks(core, fence), (name, error) => reportTo(world, name)(error));
  return {
    configure: (config) => configure(core, config),
    noteProblem: (problem) => {
      core.inForce = { ...core.inForce, problem };
      core.publisher.soon();
    },
    stop: async () => {
      await schedule?.stop(STOP_GRACE_MS);
      const manualEnded = manual.stop();
      await core.prober.stop(STOP_GRACE_MS);
      await core.receiver.settled();
      await manualEnded;
      await core.writer.flush();
      await core.standings.save();
      await core.publisher.now();
      await beat(core, fence);
    },
  };
}

/** Accounts for the time since the last run, and says that this process runs now. */
async function resume(core: Core): Promise<number> {
  const { world, probing } = core.options;
  const id = processId(world);
  const before = (await readProcesses(world.store)).find((process) => process.id === id);
  const now = world.now();
  const { watched, epoch } = core.inForce;
  await accountFor(world, watched, { epoch, cause: probing ? "not-running" : "probing-off", until: now });
  core.planner.begin(watched, now);
  for (const one of watched) {
    if (before !== undefined) hearStandstill(core.standings, one, before.heartbeatAt, now);
    await core.recent.load(one.mirror);
  }
  return startProcess(world.store, { id, role: ROLE, vantage: world.vantage }, now);
}

function layOut({ planner, inForce, options }: Core): void {
  planner.layOut(inForce.watched, options.world.now(), inForce.epoch);
}

/** What nothing is known of yet is asked at once, mirrors side by side. */
function begin(core: Core): void {
  const { world } = core.options;
  core.prober.submit(core.inForce.controls.map((control) => toControlJob(control, world.now(), 0)));
  for (const watched of core.inForce.watched)
    void sweep(core, watched).catch(reportTo(world, "the first look"));
}

function toTasks(core: Core, fence: number) {
  const { world } = core.options;
  return [
    { name: "slots", pattern: EACH_QUARTER, run: async () => layOut(core) },
    { name: "minute", pattern: EACH_MINUTE, run: () => eachMinute(core, fence) },
    {
      name: "hour",
      pattern: EACH_HOUR,
      run: async () => {
        await core.writer.flush();
        await core.hours.rollUp(core.inForce.watched.map(({ mirror }) => mirror.slug));
      },
    },
    {
      name: "night",
      pattern: EACH_NIGHT,
      run: async () => {
        world.log.info(await prune(world.store, world.now(), core.inForce.config.retention), "pruned");
      },
    },
  ];
}

async function eachMinute(core: Core, fence: number): Promise<void> {
  const { world, probing } = core.options;
  const { watched, controls } = core.inForce;
  const now = world.now();
  if (probing && Math.floor(now / 60_000) % CONTROLS_EACH_MINUTES === 0) {
    core.prober.submit(controls.map((control) => toControlJob(control, now, 0)));
  }
  for (const one of watched) {
    const circumstances = {
      now,
      since: core.epochs.begunAt(),
      probing,
      observer: core.witnesses.observer(),
      budget: core.ledger.read(one),
    };
    hearSilence(core.standings, one, circumstances);
  }
  await core.writer.flush();
  await advance(core, now);
  if (probing && !(await hasOpenEpochs(world))) await followFamilies(core);
  await core.standings.save();
  await core.publisher.now();
  if (!(await beat(core, fence))) {
    const other = `another worker of vantage ${world.vantage} has started on this database: end one of them`;
    core.options.onFatal(new TwoWorkersError(other));
  }
}

/** Moves the account on. What is under way of an epoch that has ended has ended, or is given up, after a minute. */
async function advance(core: Core, now: number): Promise<void> {
  const { world } = core.options;
  const { watched } = core.inForce;
  if (await hasOpenEpochs(world)) {
    if (now - core.epochs.begunAt() < EPOCH_SETTLES_MS) return;
    await settleEpochs(world, watched);
  }
  await advanceAccounted(world, watched, oldestOpen(core, now) - 1);
}

/** The earliest slot that may be neither a row nor inside a gap of the store; `now` when all before it are. */
function oldestOpen({ asker, receiver, writer, planner, inForce }: Core, now: number): number {
  const open = [asker.oldest(), receiver.oldest(), writer.oldest()].filter((slot) => slot !== null);
  return Math.min(...open, planner.oldest(inForce.watched), now);
}

/** A sign of life with what there is to tell; false when another worker has started since. */
function beat(core: Core, fence: number): Promise<boolean> {
  const { world } = core.options;
  return heartbeat(world.store, processId(world), fence, world.now(), toReport(core));
}

async function configure(core: Core, config: Config): Promise<void> {
  const { world, probing } = core.options;
  const known = new Set(core.inForce.watched.map(({ mirror }) => mirror.slug));
  core.inForce = toInForce(config, core.inForce.epoch, core.families.stretchesOf);
  const { watched, epoch } = core.inForce;
  await syncMirrors(
    world.store,
    watched.map(({ mirror }) => mirror),
    world.now(),
  );
  core.witnesses.configure(config);
  core.prober.setHosts(toHosts(config));
  const added = watched.filter(({ mirror }) => !known.has(mirror.slug));
  for (const { mirror } of added) await core.recent.load(mirror);
  const now = world.now();
  await accountFor(world, added, { epoch, cause: "not-running", until: now });
  core.planner.begin(watched, now);
  layOut(core);
  if (probing) for (const one of added) void sweep(core, one).catch(reportTo(world, "the first look"));
  await core.publisher.now();
}

/**
 * The wall clock was set, or the machine slept: a new epoch begins. The old one ends at its own last moment; the wall
 * time that was skipped is a gap of the new one, and slots are laid out anew from now on.
 */
async function jumpClock(core: Core, shiftMs: number): Promise<void> {
  const { world } = core.options;
  const { watched, epoch: old } = core.inForce;
  const now = world.now();
  const endedAt = now - shiftMs;
  const epoch = core.epochs.rise(endedAt);
  world.log.warn({ shiftMs, epoch }, "the wall clock jumped: a new epoch begins");
  core.inForce = { ...core.inForce, epoch };
  core.planner.restart(watched, { epoch: old, at: endedAt }, now);
  layOut(core);
  await writeJump(world, old, endedAt, now);
  await fillSkipped(world, watched, { epoch, cause: "clock", until: now, notBefore: endedAt });
}

function processId({ vantage }: World): string {
  return `${ROLE}/${vantage}`;
}

function reportTo(world: World, what: string): (error: unknown) => void {
  return (error) => world.log.error({ err: error }, `${what} failed`);
}
