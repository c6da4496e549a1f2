import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type Program, startProgram } from "./program";
import type { Delays } from "./truth";

/** Documentation addresses (RFC 5737): nothing outside the namespaces has them. */
const NEAR = "192.0.2.1";
export const FAR = "192.0.2.2";

/** Two network namespaces that reach nothing but each other, over a relay that holds each packet. */
export type Namespaces = {
  /** A command as it runs at the clients' end, or at the server's. */
  readonly near: (command: readonly string[]) => readonly string[];
  readonly far: (command: readonly string[]) => readonly string[];
  readonly relay: Program;
  /** At once, without waiting: fit for a signal. */
  readonly remove: () => void;
};

/** Keeps what the lab must do on time ahead of all else on the machine. */
export const ON_TIME = ["chrt", "-f", "50"];
/** Clients and what burns beside them are of one rank, ahead of what else the machine happens to do. */
export const ALIKE = ["chrt", "-r", "1"];

export function isRoot(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0;
}

export async function openNamespaces(folder: string, { roundTripMs }: Delays): Promise<Namespaces> {
  removeStale();
  const prefix = `gomirrors-${process.pid}`;
  const [near, far] = [`${prefix}-near`, `${prefix}-far`];
  const [nearDevice, farDevice] = [`gm${process.pid}n`, `gm${process.pid}f`];
  const delay = `${roundTripMs / 2}ms`;
  const names = { near: nearDevice, far: farDevice, delay };
  const flags = Object.entries(names).flatMap(([name, value]) => [`-${name}`, value]);
  const relay = await startProgram([...ON_TIME, `${folder}/relay`, ...flags]);
  const remove = () => [near, far].forEach(removeNamespace);
  try {
    openEnd(near, nearDevice, NEAR, FAR);
    openEnd(far, farDevice, FAR, NEAR);
  } catch (error) {
    remove();
    await relay.close();
    throw error;
  }
  const within = (name: string) => (command: readonly string[]) => ["ip", "netns", "exec", name, ...command];
  return { near: within(near), far: within(far), relay, remove };
}

function openEnd(name: string, device: string, own: string, other: string): void {
  mkdirSync(`/etc/netns/${name}`, { recursive: true });
  writeFileSync(`/etc/netns/${name}/resolv.conf`, `nameserver ${FAR}\n`);
  ip("netns", "add", name);
  ip("link", "set", device, "netns", name);
  ip("-n", name, "addr", "add", own, "peer", other, "dev", device);
  ip("-n", name, "link", "set", device, "up");
  ip("-n", name, "link", "set", "lo", "up");
}

/** With all that runs in it. */
function removeNamespace(name: string): void {
  try {
    for (const pid of ip("netns", "pids", name).split("\n").filter(Boolean))
      process.kill(Number(pid), "SIGKILL");
    ip("netns", "del", name);
  } catch {
    // It was never made, or is gone.
  }
  rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
}

/** What a killed bench left behind. */
function removeStale(): void {
  let names: string[] = [];
  try {
    names = readdirSync("/etc/netns");
  } catch {
    return;
  }
  for (const name of names) {
    const pid = /^gomirrors-(\d+)-(?:near|far)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeNamespace(name);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function ip(...args: readonly string[]): string {
  return execFileSync("ip", [...args], { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
}
