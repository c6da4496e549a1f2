import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { LIST_BODY_BYTES } from "@/lib/probe/request";
import type { Cost, FromChild, Holdings, ToChild } from "./hostile-child";
import { nameOf } from "./hostile-pair";
import { PAIRS } from "./hostile-pairs";
import { bundle, type HostileProcess, startHostile } from "./hostile-process";

/** What hostile mirrors leave behind in the prober, and what they cost it. */

const PROBES = isWholeFaults() ? 10_000 : 600;
const ROUNDS = isWholeFaults() ? 5 : 1;
/** A probe that is answered well costs about a millisecond; hostility may make it dear, not ruinous. */
const MAX_CPU_MS = 400;
const MAX_BLOCKED_MS = 400;
/** Those that only the deadline ends take its time each. */
const COSTED = PAIRS.filter(({ ends }) => isWholeFaults() || ends === "answer").map(nameOf);
const MIB = 1024 * 1024;
/** Between half and end: what a heap of some megabytes moves by itself. */
const MAX_HEAP_GROWTH = 3 * MIB;
const MAX_RSS_GROWTH = 64 * MIB;
/** Bodies that all reach their cap at once: each is held, and copied once more as it is handed on. */
const ABREAST = 48;
const MAX_PILE = ABREAST * 2 * LIST_BODY_BYTES + 64 * MIB;

const bundles = bundle({
  hostile: "e2e/faults/hostile-server.ts",
  child: "e2e/faults/hostile-child.ts",
});
let hostile: HostileProcess;

beforeAll(async () => {
  hostile = await startHostile(bundles.file("hostile"));
});
afterAll(() => {
  hostile.close();
  bundles.remove();
});

async function runChild(task: ToChild): Promise<FromChild> {
  const child = fork(bundles.file("child"), {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`the prober's process ended with ${code}`);
  });
  child.send(task);
  const [answer]: FromChild[] = await Promise.race([once(child, "message"), failed]);
  child.kill();
  if (answer === undefined) throw new Error("the prober's process said nothing");
  return answer;
}

test(`no socket, timer or handle is left after ${PROBES} probes, and memory is flat`, async () => {
  const answer = await runChild({ type: "soak", doors: hostile.doors, probes: PROBES });
  if (answer.type !== "soak") throw new Error("a soak was asked for");
  const [start, half, end] = answer.holdings;
  if (start === undefined || half === undefined || end === undefined)
    throw new Error("three holdings are told");
  console.log([start, half, end].map(describe).join("\n"));
  console.log(`peak ${Math.round(answer.peakRssBytes / MIB)} MiB RSS`);
  expect(end.resources).toEqual(start.resources);
  expect(end.files).toBeLessThanOrEqual(start.files);
  expect(end.heapBytes - half.heapBytes).toBeLessThan(MAX_HEAP_GROWTH);
  expect(end.bufferBytes - half.bufferBytes).toBeLessThan(MAX_HEAP_GROWTH);
  expect(end.rssBytes - half.rssBytes).toBeLessThan(MAX_RSS_GROWTH);
  await sleep(500);
  // The full port's queue and the servers' own relays aside, which hold no connection of the prober.
  const { open, accepted } = await hostile.count();
  console.log(`${accepted} connections accepted, ${open} still open at the servers`);
  expect(open).toBe(0);
});

test("many bodies without end are held no further than their cap", async () => {
  const pair = "without end @ body";
  const answer = await runChild({ type: "pile", doors: hostile.doors, pair, abreast: ABREAST });
  if (answer.type !== "pile") throw new Error("a pile was asked for");
  const { idleRssBytes, peakRssBytes, bodyBytes, receivedBytes } = answer;
  const growth = peakRssBytes - idleRssBytes;
  console.log(
    `${ABREAST} bodies without end at once, cap ${LIST_BODY_BYTES / MIB} MiB: RSS + ${Math.round(growth / MIB)} MiB, ` +
      `bound ${Math.round(MAX_PILE / MIB)} MiB; at most ${bodyBytes} bytes kept of ${receivedBytes}`,
  );
  expect(bodyBytes).toBe(LIST_BODY_BYTES);
  expect(receivedBytes).toBeLessThan(LIST_BODY_BYTES + MIB);
  expect(growth).toBeLessThan(MAX_PILE);
});

test("no hostile mirror takes the prober's loop from the others", async () => {
  const answer = await runChild({ type: "cost", doors: hostile.doors, rounds: ROUNDS, pairs: COSTED });
  if (answer.type !== "cost") throw new Error("costs were asked for");
  const dearest = answer.costs.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 12);
  const sum = answer.costs.reduce((ms, { cpuMs }) => ms + cpuMs, 0);
  console.log(
    `${COSTED.length} pairs, CPU ${(sum / COSTED.length).toFixed(1)} ms a probe; the dearest:\n${dearest.map(format).join("\n")}`,
  );
  expect(answer.costs.filter(({ cpuMs }) => cpuMs > MAX_CPU_MS)).toEqual([]);
  expect(answer.costs.filter(({ blockedMs }) => blockedMs > MAX_BLOCKED_MS)).toEqual([]);
});

function describe({ probes, heapBytes, bufferBytes, rssBytes, files, resources }: Holdings): string {
  const mib = (bytes: number) => (bytes / MIB).toFixed(1);
  return `after ${probes} probes: heap ${mib(heapBytes)} MiB, buffers ${mib(bufferBytes)} MiB, RSS ${mib(rssBytes)} MiB, ${files} files, ${resources.join(" ")}`;
}

function format({ name, cpuMs, blockedMs }: Cost): string {
  return `  ${cpuMs.toFixed(1)} ms CPU, loop busy ≤ ${blockedMs.toFixed(1)} ms: ${name}`;
}
