import { rmSync } from "node:fs";
import { join } from "node:path";
import { removeFolder, temporaryFolder } from "@/e2e/loopback";
import { FAR, isRoot, type Namespaces, ON_TIME, openNamespaces } from "./namespaces";
import { buildPrograms, type Program, startProgram } from "./program";
import { DELAYS, type Delays } from "./truth";

/** The lab while it runs: a server of known delays, reached over a network of known delay. */
export type AccuracyLab = {
  /** Of the built programs, and room for more files. */
  readonly folder: string;
  readonly url: string;
  /** File of the server's root certificate. */
  readonly ca: string;
  /** A command as it runs at the clients' end. */
  readonly near: Namespaces["near"];
  /** The greatest lateness of the lab itself since this was last asked, milliseconds. */
  readonly takeStallMs: () => Promise<number>;
};

const NAME = "mirror.accuracy.test";

/** Why there can be no lab here, or null. Without root the network cannot be delayed: no phase has a known truth. */
export function whyNoLab(): string | null {
  if (isRoot()) return null;
  return "it takes root on Linux: network namespaces joined by a relay give dns, tcp and tls their known truth";
}

/** Runs `use` with a lab; nothing is left of it afterwards, nor after a signal. */
export async function withLab<T>(use: (lab: AccuracyLab) => Promise<T>, delays = DELAYS): Promise<T> {
  const folder = await temporaryFolder("accuracy");
  try {
    await buildPrograms(folder);
    const namespaces = await openNamespaces(folder, delays);
    const unwatch = onSignal(() => {
      namespaces.remove();
      rmSync(folder, { recursive: true, force: true });
    });
    try {
      return await withServer(folder, namespaces, delays, use);
    } finally {
      await namespaces.relay.close();
      namespaces.remove();
      unwatch();
    }
  } finally {
    await removeFolder(folder);
  }
}

async function withServer<T>(
  folder: string,
  { near, far, relay }: Namespaces,
  delays: Delays,
  use: (lab: AccuracyLab) => Promise<T>,
): Promise<T> {
  const ca = join(folder, "ca.pem");
  const server = await startServer(folder, ca, far, delays);
  const takeStallMs = async () => {
    const late = await Promise.all([relay, server].map((program) => program.ask("late")));
    return Math.max(...late.map(Number)) / 1000;
  };
  try {
    return await use({ folder, url: `https://${NAME}/`, ca, near, takeStallMs });
  } finally {
    await server.close();
  }
}

function startServer(
  folder: string,
  ca: string,
  far: Namespaces["far"],
  { dnsMs, headMs, bodyMs }: Delays,
): Promise<Program> {
  const values = {
    address: FAR,
    name: NAME,
    dns: `${dnsMs}ms`,
    head: `${headMs}ms`,
    body: `${bodyMs}ms`,
    ca,
  };
  const flags = Object.entries(values).flatMap(([name, value]) => [`-${name}`, value]);
  return startProgram([...ON_TIME, ...far([`${folder}/server`, ...flags])]);
}

/** Cleans up at a signal, then lets it end the process; the lab's programs end with their input. */
function onSignal(remove: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const end = (signal: NodeJS.Signals) => {
    remove();
    unwatch();
    process.kill(process.pid, signal);
  };
  const unwatch = () => {
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.on(signal, end);
  return unwatch;
}
