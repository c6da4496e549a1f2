import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { AccuracyLab } from "./lab";
import { ALIKE } from "./namespaces";
import { type Client, runBatch, type Sample } from "./sample";

const run = promisify(execFile);
const MARKS = ["namelookup", "connect", "appconnect", "pretransfer", "starttransfer", "total"] as const;

/** `curl -w`, one process a request: a quarter as many. */
export function curlClient(lab: AccuracyLab): Client {
  const format = MARKS.map((mark) => `%{time_${mark}}`).join(" ");
  const options = ["-sS", "-4", "--http1.1", "--cacert", lab.ca, "-o", "/dev/null", "-w", format];
  const [file = "", ...args] = [...ALIKE, ...lab.near(["curl", ...options, lab.url])];
  return {
    name: "curl -w",
    run: ({ n, ...batch }) =>
      runBatch({ ...batch, n: Math.ceil(n / 4) }, async () => toSample((await run(file, args)).stdout)),
  };
}

/** Seconds from the start to each mark. */
function toSample(line: string): Sample {
  const [resolved = 0, connected = 0, secured = 0, ready = 0, started = 0, total = 0] = line
    .split(" ")
    .map((seconds) => Number(seconds) * 1000);
  return {
    phasesMs: {
      dns: resolved,
      tcp: connected - resolved,
      tls: secured - connected,
      ttfb: started - ready,
      transfer: total - started,
    },
    totalMs: total,
    lagged: false,
  };
}
