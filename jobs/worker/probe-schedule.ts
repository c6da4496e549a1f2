import type { Exchanger } from "@/lib/net/exchange";
import { type Clock, type Reading, stepClock } from "@/lib/probe/clock";
import type { ProbeDone, ProbeHost, ProbeJob } from "@/lib/probe/job";
import { endPaced, IDLE_PACE, MAX_LATE_MS, MAX_WAIT_MS, type Pace, stepPace } from "@/lib/probe/pace";
import type { GapCause } from "@/lib/probe/result";
import { createDueQueue, type DueQueue } from "./due-queue";
import { runProbe, toGaps } from "./probe-runner";

/** The two clocks, in milliseconds: Unix time, which steps, and time that only passes. */
export type Clocks = { readonly wallMs: () => number; readonly monotonicMs: () => number };

export type ScheduleEvents = {
  readonly onDone: (done: ProbeDone) => void;
  readonly onClock: (shiftMs: number) => void;
};

/**
 * Starts each job at its moment, as far as its host's pace allows, and reports each exactly once. What can no longer be
 * on time is not sent: found late, or kept waiting by its host, it ends as a gap that says so.
 */
export type ProbeSchedule = {
  /** Replaces all hosts; the jobs of one that is gone end as `stopped`. */
  readonly setHosts: (hosts: readonly ProbeHost[]) => void;
  readonly submit: (jobs: readonly ProbeJob[]) => void;
  /** Aborts what runs, reports all that was not measured as `stopped`; resolves when nothing runs any more. */
  readonly stop: () => Promise<void>;
};

const LOOK_EVERY_MS = 1_000;
const CLOCK_TRIES = 5;

/** A job and its moment on the monotonic clock. */
type Waiting = { readonly job: ProbeJob; readonly dueAt: number };

type State = {
  readonly queue: DueQueue<Waiting>;
  /** Due jobs by host, in the order they became due. */
  readonly waiting: Map<string, Waiting[]>;
  readonly hosts: Map<string, ProbeHost>;
  readonly paces: Map<string, Pace>;
  readonly running: Set<Promise<void>>;
  readonly stop: AbortController;
  /** The newest look at both clocks: jobs are due by the one that never jumps. */
  clock: Clock;
  timer: NodeJS.Timeout | null;
};

type Schedule = State & {
  readonly exchanger: Exchanger;
  readonly clocks: Clocks;
  readonly events: ScheduleEvents;
};

export function createProbeSchedule(
  exchanger: Exchanger,
  clocks: Clocks,
  events: ScheduleEvents,
): ProbeSchedule {
  const schedule: Schedule = { ...emptyState(clocks), exchanger, clocks, events };
  return {
    setHosts: (hosts) => {
      schedule.hosts.clear();
      for (const host of hosts) schedule.hosts.set(host.host, host);
      look(schedule);
    },
    submit: (jobs) => {
      checkClocks(schedule);
      for (const job of jobs) enqueue(schedule, job);
      look(schedule);
    },
    stop: async () => {
      schedule.stop.abort();
      for (const job of takeWaiting(schedule)) report(schedule, toGaps(job, "stopped"));
      look(schedule);
      await Promise.all(schedule.running);
    },
  };
}

function emptyState(clocks: Clocks): State {
  return {
    queue: createDueQueue(),
    waiting: new Map(),
    hosts: new Map(),
    paces: new Map(),
    running: new Set(),
    stop: new AbortController(),
    clock: { ...readClocks(clocks), epoch: 0 },
    timer: null,
  };
}

/** A moment that is past already keeps its lateness. */
function enqueue(schedule: Schedule, job: ProbeJob): void {
  if (schedule.stop.signal.aborted) {
    report(schedule, toGaps(job, "stopped"));
    return;
  }
  const { wallMs, monotonicMs } = schedule.clock;
  const dueAt = job.at - wallMs + monotonicMs;
  schedule.queue.push(dueAt, { job, dueAt });
}

/** Looks at what is due: at each change, and at the latest a second after the last look. */
function look(schedule: Schedule): void {
  if (schedule.timer !== null) clearTimeout(schedule.timer);
  schedule.timer = null;
  if (schedule.stop.signal.aborted) return;
  checkClocks(schedule);
  const now = schedule.clocks.monotonicMs();
  for (const item of schedule.queue.takeDue(now)) {
    if (now - item.dueAt > MAX_LATE_MS) giveUp(schedule, item.job, "late");
    else joinLine(schedule, item);
  }
  const moments = [...schedule.waiting].map(([host, line]) => serveLine(schedule, host, line, now));
  const next = Math.min(now + LOOK_EVERY_MS, schedule.queue.nextAt() ?? Number.POSITIVE_INFINITY, ...moments);
  schedule.timer = setTimeout(look, Math.max(0, next - now), schedule);
}

function joinLine({ waiting }: Schedule, item: Waiting): void {
  const line = waiting.get(item.job.host);
  if (line === undefined) waiting.set(item.job.host, [item]);
  else line.push(item);
}

/** Starts or gives up those of a host's line whose turn has come; tells when to look at the line again. */
function serveLine(schedule: Schedule, name: string, line: Waiting[], now: number): number {
  for (let first = line[0]; first !== undefined; first = line[0]) {
    const again = serveFirst(schedule, first, now);
    if (again !== null) return Math.min(again, first.dueAt + MAX_WAIT_MS);
    line.shift();
  }
  schedule.waiting.delete(name);
  return Number.POSITIVE_INFINITY;
}

/** Null when the job has left the line, else the moment to try again: infinity when only the end of another can help. */
function serveFirst(schedule: Schedule, { job, dueAt }: Waiting, now: number): number | null {
  const host = schedule.hosts.get(job.host);
  if (host === undefined) return giveUp(schedule, job, "stopped");
  const pace = schedule.paces.get(host.host) ?? IDLE_PACE;
  const step = stepPace(pace, host, job.twin === null ? 1 : 2, now);
  if (step.start) return start(schedule, host, job, step.pace);
  return now - dueAt >= MAX_WAIT_MS
    ? giveUp(schedule, job, "busy")
    : (step.until ?? Number.POSITIVE_INFINITY);
}

function giveUp(schedule: Schedule, job: ProbeJob, cause: GapCause): null {
  report(schedule, toGaps(job, cause));
  return null;
}

function start(schedule: Schedule, host: ProbeHost, job: ProbeJob, pace: Pace): null {
  schedule.paces.set(host.host, pace);
  const running = carryOut(schedule, host, job).finally(() => schedule.running.delete(running));
  schedule.running.add(running);
  return null;
}

async function carryOut(schedule: Schedule, host: ProbeHost, job: ProbeJob): Promise<void> {
  await runProbe(schedule.exchanger, host, job, schedule.stop.signal, schedule.events.onDone);
  schedule.paces.set(host.host, endPaced(schedule.paces.get(host.host) ?? IDLE_PACE));
  if (schedule.waiting.has(host.host)) look(schedule);
}

/**
 * The moments of waiting jobs were reckoned from a clock that was set since: the worker is told first, so that it plans
 * anew under the next epoch, then they end as gaps. Small corrections are followed in silence.
 */
function checkClocks(schedule: Schedule): void {
  const { epoch } = schedule.clock;
  const { shiftMs, ...clock } = stepClock(schedule.clock, readClocks(schedule.clocks));
  schedule.clock = clock;
  if (clock.epoch === epoch) return;
  const waiting = takeWaiting(schedule);
  schedule.events.onClock(Math.round(shiftMs));
  for (const job of waiting) report(schedule, toGaps(job, "clock"));
}

/** Two clocks cannot be read at once: once more, when something came between the readings. */
function readClocks({ wallMs, monotonicMs }: Clocks): Reading {
  for (let tries = 1; ; tries += 1) {
    const before = monotonicMs();
    const wall = wallMs();
    const after = monotonicMs();
    if (after - before < 1 || tries === CLOCK_TRIES)
      return { wallMs: wall, monotonicMs: (before + after) / 2 };
  }
}

function takeWaiting({ waiting, queue }: Schedule): ProbeJob[] {
  const due = [...waiting.values()].flat();
  waiting.clear();
  return [...due, ...queue.takeDue(Number.POSITIVE_INFINITY)].map(({ job }) => job);
}

function report(schedule: Schedule, done: readonly ProbeDone[]): void {
  for (const one of done) schedule.events.onDone(one);
}
