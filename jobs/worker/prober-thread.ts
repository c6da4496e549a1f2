import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { createExchanger } from "@/lib/net/exchange";
import { SYSTEM_HOSTS_FILE } from "@/lib/net/hosts-file";
import type { ProbeDone } from "@/lib/probe/job";
import { createProbeSchedule } from "./probe-schedule";
import type { FromProber, ProberThreadOptions, ToProber } from "./prober-message";

/**
 * The thread that measures: slot timers and exchanges, nothing else. What is broken in us ends it with the error, which
 * the main side reports.
 */
function runThread(port: MessagePort, { userAgent, nameServers }: ProberThreadOptions): void {
  const post = (message: FromProber, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer);
  const clocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
  const exchanger = createExchanger({ userAgent, hostsFile: SYSTEM_HOSTS_FILE, nameServers });
  const schedule = createProbeSchedule(exchanger, clocks, {
    onDone: (done) => post({ type: "done", done }, bodyOf(done)),
    onClock: (shiftMs) => post({ type: "clock", shiftMs }),
  });
  port.on("message", (message: ToProber) => {
    if (message.type === "hosts") schedule.setHosts(message.hosts);
    else if (message.type === "jobs") schedule.submit(message.jobs);
    else void schedule.stop().then(() => post({ type: "stopped" }));
  });
}

/** From here on it is cheaper to hand a body's memory over than to copy it. */
const HANDED_OVER_BYTES = 65_536;

function bodyOf({ exchange }: ProbeDone): ArrayBuffer[] {
  const memory = exchange?.body.buffer;
  return memory instanceof ArrayBuffer && memory.byteLength >= HANDED_OVER_BYTES ? [memory] : [];
}

if (parentPort === null) throw new Error("prober-thread runs as a worker thread");
runThread(parentPort, workerData);
