// Loaded into web and worker (`node --import`): ends them when their supervisor is gone, however it went. A killed
// supervisor would otherwise leave two processes on a data folder that the next start takes for its own.
import { isMainThread } from "node:worker_threads";

const LOOK_MS = 1_000;
const GRACE_MS = 8_000;

if (isMainThread) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, "SIGTERM");
  }, LOOK_MS);
  timer.unref();
}
