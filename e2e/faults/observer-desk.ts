import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createProbeSchedule } from "@/jobs/worker/probe-schedule";
import type { Prober, ProberCallbacks } from "@/jobs/worker/prober";
import { startWorker, type Worker } from "@/jobs/worker/worker";
import { type Config, parseConfig } from "@/lib/config";
import { readMirrorSamples } from "@/lib/db/samples";
import { readSnapshot } from "@/lib/db/snapshots";
import { openTempStore } from "@/lib/db/store-fixture";
import { readTransitions } from "@/lib/db/transitions";
import type { Transition } from "@/lib/health/state";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type DnsBehaviour, type LabDns, startLabDns } from "@/lib/lab/dns";
import { startLab } from "@/lib/lab/lab";
import { createLogger } from "@/lib/log";
import { createExchanger } from "@/lib/net/exchange";
import type { StoredSample } from "@/lib/probe/result";
import { parseSnapshot } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { EMPTY_SPREAD } from "@/lib/snapshot/spread";
import { type Gate, type GateMode, openGate } from "./observer-gate";
import { closeServer, listen, portOf } from "./ssrf-sink";

/** Upstreams that all worlds share: a lab mirror, and a control that answers 204. */
export type Upstreams = {
  readonly mirrorPort: number;
  readonly controlPort: number;
  readonly sumdb: { readonly name: string; readonly key: string };
  readonly close: () => Promise<void>;
};

/** A worker that watches mirrors of its own, known by name, with a resolver of its own. */
export type ObserverDesk = {
  readonly slugs: readonly string[];
  readonly dns: LabDns;
  /** Every name at once: null brings the addresses back. */
  readonly breakDns: (behaviour: DnsBehaviour | null) => void;
  readonly setMirrors: (mode: GateMode, count?: number) => void;
  readonly setControls: (mode: GateMode, count?: number) => void;
  /** Resolves to the first snapshot that is as it should be; throws with the last one when none is within a minute. */
  readonly snapshotWhen: (is: (snapshot: Snapshot) => boolean) => Promise<Snapshot>;
  readonly transitions: (slug: string) => Promise<Transition[]>;
  readonly samples: (slug: string) => Promise<StoredSample[]>;
  readonly close: () => Promise<void>;
};

export type DeskOptions = {
  readonly mirrors: number;
  readonly controls: number;
  readonly interval?: string;
  /** Names come from a hosts file in place of DNS: what fails then is the link. */
  readonly hosts?: boolean;
};

const VANTAGE = "here";
const LIMIT_MS = 60_000;
const ADDRESS: DnsBehaviour = { addresses: ["127.0.0.1"] };

export async function openUpstreams(): Promise<Upstreams> {
  const lab = await startLab({ standIns: BUILTIN_TARGETS });
  const control = createServer((_request, response) => response.writeHead(204).end());
  await listen(control, "127.0.0.1", 0);
  return {
    mirrorPort: Number(new URL(lab.url).port),
    controlPort: portOf(control),
    sumdb: { name: lab.sumdbName, key: lab.verifierKey },
    close: async () => {
      control.closeAllConnections();
      await Promise.all([lab.close(), closeServer(control)]);
    },
  };
}

export async function openObserverDesk(upstreams: Upstreams, options: DeskOptions): Promise<ObserverDesk> {
  const slugs = numbered("m", options.mirrors);
  const mirrors = await Promise.all(slugs.map(() => openGate(upstreams.mirrorPort)));
  const controls = await Promise.all(
    numbered("c", options.controls).map(() => openGate(upstreams.controlPort)),
  );
  const names = [...slugs, ...numbered("c", options.controls)].map((name) => `${name}.test`);
  const dns = await startLabDns(
    Object.fromEntries([...names, "login.portal.test"].map((name) => [name, ADDRESS])),
  );
  const temp = await openTempStore();
  const { store } = temp;
  const hostsFile = join(temp.folder, "hosts");
  if (options.hosts === true) await writeFile(hostsFile, `127.0.0.1 ${names.join(" ")}\n`);
  const worker: Worker = await startWorker({
    world: { store, log: createLogger("test", "fatal"), vantage: VANTAGE, now: Date.now },
    config: toConfig(upstreams, mirrors, controls, options),
    probing: true,
    dataFolder: temp.folder,
    outline: () => null,
    onFatal: (error) => {
      throw error;
    },
    startProber: (callbacks) => startProber(dns, hostsFile, callbacks),
  });
  const later = () => Date.now() + 60_000;
  return {
    slugs,
    dns,
    breakDns: (behaviour) => {
      for (const name of names) dns.setName(name, behaviour ?? ADDRESS);
    },
    setMirrors: (mode, count = mirrors.length) => {
      for (const gate of mirrors.slice(0, count)) gate.setMode(mode);
    },
    setControls: (mode, count = controls.length) => {
      for (const gate of controls.slice(0, count)) gate.setMode(mode);
    },
    snapshotWhen: async (is) => {
      const until = Date.now() + LIMIT_MS;
      for (;;) {
        const stored = await readSnapshot(store, VANTAGE);
        const snapshot = stored === null ? null : parseSnapshot(stored.body);
        if (snapshot !== null && is(snapshot)) return snapshot;
        if (Date.now() > until) throw new Error(`no such snapshot: ${describe(snapshot)}`);
        await sleep(100);
      }
    },
    transitions: (slug) => readTransitions(store, VANTAGE, slug, null, 0, later()),
    samples: (slug) => readMirrorSamples(store, VANTAGE, slug, 0, later()),
    close: async () => {
      await worker.stop();
      await Promise.all([...mirrors, ...controls].map((gate) => gate.close()));
      await dns.close();
      await temp.remove();
    },
  };
}

function describe(snapshot: Snapshot | null): string {
  if (snapshot === null) return "there is none";
  const states = snapshot.mirrors.map(({ slug, state, endpoints }) => {
    const bad = endpoints.filter((endpoint) => endpoint.outcome !== "ok" || endpoint.state !== "HEALTHY");
    return `${slug} ${state} (${bad.map(({ kind, state: own, outcome }) => `${kind} ${own} ${outcome}`).join(", ")})`;
  });
  return [JSON.stringify(snapshot.observer), ...states].join("; ");
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

function toConfig(
  { sumdb }: Upstreams,
  mirrors: readonly Gate[],
  controls: readonly Gate[],
  { interval = "5s" }: DeskOptions,
): Config {
  const document = {
    version: 1,
    builtin: false,
    vantage: { slug: VANTAGE },
    sumdb: { ...sumdb, sources: [] },
    controls: controls.map(({ port }, index) => ({
      url: `http://c${index}.test:${port}/`,
      allowPrivateNetwork: true,
    })),
    mirrors: mirrors.map(({ port }, index) => ({
      slug: `m${index}`,
      url: `http://m${index}.test:${port}/`,
      allowPrivateNetwork: true,
      interval,
      timeout: "5s",
    })),
  };
  const { config, findings } = parseConfig(JSON.stringify(document), {
    env: {},
    file: "observer.yaml",
    readCa: () => null,
  });
  if (config === null) throw new Error(JSON.stringify(findings));
  return config;
}

/** The worker's own prober, in this thread, with the desk's resolver in place of the system's. */
function startProber(
  dns: LabDns,
  hostsFile: string,
  { onDone, onClock }: Pick<ProberCallbacks, "onDone" | "onClock">,
): Prober {
  const clocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
  const exchanger = createExchanger({
    userAgent: "gomirrors/test",
    hostsFile,
    nameServers: [dns.server],
  });
  const schedule = createProbeSchedule(exchanger, clocks, { onDone, onClock });
  return {
    setHosts: schedule.setHosts,
    submit: schedule.submit,
    stats: () => ({ outstanding: 0, measured: 0, unmeasured: 0, late: EMPTY_SPREAD }),
    stop: schedule.stop,
  };
}
