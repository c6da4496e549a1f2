import { setTimeout as sleep } from "node:timers/promises";
import { type Config, parseConfig } from "@/lib/config";
import { readGaps } from "@/lib/db/gaps";
import { readMirrorSamples } from "@/lib/db/samples";
import { readSnapshot } from "@/lib/db/snapshots";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { readTransitions } from "@/lib/db/transitions";
import type { Subject, Transition } from "@/lib/health/state";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import { createLogger } from "@/lib/log";
import type { Gap, StoredSample } from "@/lib/probe/result";
import { parseSnapshot } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { type LocalNetwork, startLocalProber } from "./local-prober.fixture";
import { startWorker, type Worker } from "./worker";

/** For tests: a worker, the lab mirror that it probes each second, and the rows that it leaves. */
export type Desk = {
  readonly temp: TempStore;
  readonly lab: Lab;
  /** The lab as the mirror `lab`, and further lines of `mirrors:`. */
  readonly config: (more?: string) => Config;
  readonly start: (config: Config, probing?: boolean) => Promise<Worker>;
  readonly stop: () => Promise<void>;
  readonly snapshotWhen: (is: (snapshot: Snapshot) => boolean) => Promise<Snapshot>;
  /** Of the mirror `lab`, or of another one. */
  readonly samples: (slug?: string) => Promise<StoredSample[]>;
  readonly gaps: (slug?: string) => Promise<Gap[]>;
  readonly transitions: (subject: Subject | null) => Promise<Transition[]>;
  readonly close: () => Promise<void>;
};

const VANTAGE = "here";
const LIMIT_MS = 15_000;

export async function openDesk(network: LocalNetwork = { nameServers: [] }): Promise<Desk> {
  const temp = await openTempStore();
  const { store } = temp;
  const lab = await startLab({ standIns: BUILTIN_TARGETS });
  let worker: Worker | null = null;
  const stop = async () => {
    await worker?.stop();
    worker = null;
  };
  const start = async (config: Config, probing = true) => {
    const world = { store, log: createLogger("test", "fatal"), vantage: VANTAGE, now: Date.now };
    const onFatal = (error: Error) => {
      throw error;
    };
    const options = {
      world,
      config,
      probing,
      hasIpv6: network.hasIpv6 ?? (() => false),
      dataFolder: temp.folder,
      outline: () => null,
      onFatal,
      startProber: (callbacks: Parameters<typeof startLocalProber>[0]) =>
        startLocalProber(callbacks, network),
    };
    worker = await startWorker(options);
    return worker;
  };
  const later = () => Date.now() + 60_000;
  return {
    temp,
    lab,
    start,
    stop,
    config: (more = "") => labConfig(lab, more),
    snapshotWhen: (is) => snapshotWhen(temp, is),
    samples: (slug = "lab") => readMirrorSamples(store, VANTAGE, slug, 0, later()),
    gaps: (slug = "lab") => readGaps(store, VANTAGE, slug, 0, later()),
    transitions: (subject) => readTransitions(store, VANTAGE, "lab", subject, 0, later()),
    close: async () => {
      await stop();
      await lab.close();
      await temp.remove();
    },
  };
}

function labConfig(lab: Lab, more: string): Config {
  const text = `version: 1
builtin: false
controls: []
vantage: { slug: ${VANTAGE}, name: { zh: 这里, en: here } }
sumdb: { name: ${lab.sumdbName}, key: "${lab.verifierKey}", sources: [] }
mirrors:
  - { slug: lab, name: { zh: 实验, en: Lab }, url: "${lab.url}", allowPrivateNetwork: true, interval: 1s, timeout: 1s }
${more}`;
  const { config, findings } = parseConfig(text, { env: {}, file: "test.yaml", readCa: () => lab.ca });
  if (config === null) throw new Error(JSON.stringify(findings));
  return config;
}

async function snapshotWhen({ store }: TempStore, is: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
  const until = Date.now() + LIMIT_MS;
  for (;;) {
    const stored = await readSnapshot(store, VANTAGE);
    const snapshot = stored === null ? null : parseSnapshot(stored.body);
    if (snapshot !== null && is(snapshot)) return snapshot;
    if (Date.now() > until) {
      throw new Error(`no such snapshot; the newest is ${stored?.body.slice(0, 2_000)}`);
    }
    await sleep(50);
  }
}
