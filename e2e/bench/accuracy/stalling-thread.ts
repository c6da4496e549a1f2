// The prober's own thread, and a timer that blocks its loop now and then.
import "@/jobs/worker/prober-thread";
import { STALLS, type Stall } from "./stall";

const STALL_MS = 50;
const MIN_PAUSE_MS = 90;

const channel = new BroadcastChannel(STALLS);

let stalled = 0;

function stall(): void {
  const from = performance.timeOrigin + performance.now();
  while (performance.timeOrigin + performance.now() < from + STALL_MS);
  const told: Stall = { from, to: from + STALL_MS };
  channel.postMessage(told);
  stalled += 1;
  arm();
}

/** Irregular, and the same in every run. */
function arm(): void {
  setTimeout(stall, MIN_PAUSE_MS + ((stalled * 137) % 311)).unref();
}

arm();
