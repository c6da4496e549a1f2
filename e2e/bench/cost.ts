import type { Bench } from "./figure";
import { withWorker } from "./worker-load";

const SETTLE_MS = 30_000;
const WINDOW_MS = 60_000;

export const workerMemory: Bench = {
  id: "1-worker-rss",
  name: "worker, 12 mirrors once a second over TLS: resident memory, MB",
  goal: "<= 260",
  run: async () => {
    const load = { mirrors: 12, interval: "1s" };
    const { rssMb } = await withWorker(load, SETTLE_MS, ({ measure }) => measure(WINDOW_MS));
    return { ours: rssMb, pass: rssMb <= 260 };
  },
};

export const cpuPerProbe: Bench = {
  id: "1-cpu-probe",
  name: "worker, 60 mirrors once a second over fresh TLS: CPU per stored probe, ms",
  goal: "<= 2.5",
  run: async () => {
    const load = { mirrors: 60, interval: "1s" };
    const { cpuMs, samples } = await withWorker(load, SETTLE_MS, ({ measure }) => measure(WINDOW_MS));
    return { ours: cpuMs / samples, pass: samples > 5_000 && cpuMs / samples <= 2.5 };
  },
};
