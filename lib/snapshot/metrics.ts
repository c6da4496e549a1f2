import { STATES } from "@/lib/health/state";
import { appearanceOf } from "@/lib/health/vocabulary";
import type { Counters } from "./counters";
import type { MetricFamily, MetricSample } from "./exposition";
import { counter, gauge, value } from "./metric";
import type { MirrorSnapshot, Snapshot } from "./snapshot";
import { toWorkerFamilies } from "./worker-metrics";

/** A process as metrics show it. Times are Unix milliseconds. */
export type ProcessFigures = {
  readonly role: "web" | "worker";
  /** Whether it has lately given a sign of life. */
  readonly up: boolean;
  readonly startedAt: number;
  readonly heartbeatAt: number;
  /** Starts under its id; null when that is not known. */
  readonly starts: number | null;
  readonly memoryBytes: number | null;
};

/** All that metrics are made from; null is what cannot be had at the moment, and is left out. */
export type MetricsInput = {
  readonly version: string;
  readonly nodeVersion: string;
  readonly storeUp: boolean;
  readonly databaseBytes: number | null;
  readonly snapshot: Snapshot | null;
  readonly processes: readonly ProcessFigures[];
  /** Of the worker of the snapshot's vantage. */
  readonly worker: { readonly vantage: string; readonly counters: Counters } | null;
};

/** Every family, in a fixed order; those of which nothing is known are left out. */
export function toMetricFamilies(input: MetricsInput): MetricFamily[] {
  const { snapshot, worker } = input;
  return [
    ...basics(input),
    ...(snapshot === null ? [] : ofSnapshot(snapshot)),
    ...(worker === null ? [] : toWorkerFamilies(worker.vantage, worker.counters)),
  ].filter(({ samples }) => samples.length > 0);
}

function basics({ version, nodeVersion, storeUp, databaseBytes, processes }: MetricsInput): MetricFamily[] {
  const perRole = (read: (process: ProcessFigures) => number | null) =>
    processes.flatMap((process) => {
      const amount = read(process);
      return amount === null ? [] : [value(amount, { role: process.role })];
    });
  return [
    gauge("build_info", "Always 1; the version is a label.", [value(1, { version, node: nodeVersion })]),
    gauge("store_up", "1 when the database can be read.", [value(storeUp ? 1 : 0)]),
    gauge(
      "database_bytes",
      "Size of the database file, free pages included.",
      databaseBytes === null ? [] : [value(databaseBytes)],
    ),
    gauge(
      "process_up",
      "1 when the process has lately given a sign of life.",
      perRole(({ up }) => (up ? 1 : 0)),
    ),
    gauge(
      "process_start_timestamp_seconds",
      "Start of the process; the counters of the worker begin anew here.",
      perRole(({ startedAt }) => startedAt / 1000),
    ),
    gauge(
      "process_heartbeat_timestamp_seconds",
      "Last sign of life; the counters of the worker are as of this moment.",
      perRole(({ heartbeatAt }) => heartbeatAt / 1000),
    ),
    counter(
      "process_starts_total",
      "Starts of the process on this database.",
      perRole(({ starts }) => starts),
    ),
    gauge(
      "process_resident_memory_bytes",
      "Resident memory of the process.",
      perRole(({ memoryBytes }) => memoryBytes),
    ),
  ];
}

function ofSnapshot(snapshot: Snapshot): MetricFamily[] {
  const { mirrors, observer, probing } = snapshot;
  const vantage = snapshot.vantage.slug;
  const perMirror = (read: (mirror: MirrorSnapshot) => number) =>
    mirrors.map((mirror) => value(read(mirror), { mirror: mirror.slug, vantage }));
  return [
    gauge("snapshot_timestamp_seconds", "When the newest snapshot was written.", [
      value(snapshot.at / 1000, { vantage }),
    ]),
    gauge("probing_enabled", "0 when GOMIRRORS_PROBING is off.", [value(probing ? 1 : 0, { vantage })]),
    gauge("observer_online", "0 when neither a control nor any mirror answers us.", [
      value(observer.online ? 1 : 0, { vantage }),
    ]),
    gauge(
      "mirror_state",
      "1 for the state that a mirror is in, 0 for the others.",
      statesOf(mirrors, vantage),
    ),
    gauge(
      "budget_requests",
      "Requests sent to the mirror this UTC day.",
      perMirror(({ budget }) => budget.requests),
    ),
    gauge(
      "budget_requests_limit",
      "Requests that the mirror may be sent in a UTC day.",
      perMirror(({ budget }) => budget.requestsMax),
    ),
    gauge(
      "budget_bytes",
      "Bytes of body received from the mirror this UTC day.",
      perMirror(({ budget }) => budget.bytes),
    ),
    gauge(
      "budget_limit_bytes",
      "Bytes of body that may be received from the mirror in a UTC day.",
      perMirror(({ budget }) => budget.bytesMax),
    ),
  ];
}

function statesOf(mirrors: readonly MirrorSnapshot[], vantage: string): MetricSample[] {
  return mirrors.flatMap((mirror) =>
    STATES.map((state) =>
      value(mirror.state === state ? 1 : 0, {
        mirror: mirror.slug,
        vantage,
        state: appearanceOf(state).metric,
      }),
    ),
  );
}
