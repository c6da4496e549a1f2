import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { removeFolder, temporaryFolder } from "@/e2e/loopback";
import { WORKER_ARGS, WORKER_ENV } from "@/jobs/supervisor/worker-command";
import { readSpent } from "@/lib/db/budgets";
import { openStore, type Store } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import type { Bench } from "./figure";
import { type Instance, startInstance } from "./instance";

const SETTLE_MS = 30_000;
const WINDOW_MS = 60_000;
/** Clock ticks a second of procfs (getconf CLK_TCK), 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

type Cost = { readonly cpuMs: number; readonly samples: number; readonly rssMb: number };

/** Runs the worker against a lab over TLS, each mirror once a second, and reads what a minute of it costs. */
async function measureWorker(mirrors: number): Promise<Cost> {
  const data = await temporaryFolder("cost");
  const lab = await startLab({ standIns: BUILTIN_TARGETS });
  const url = `file:${data}/gomirrors.db`;
  const servers = await Promise.all(
    Array.from({ length: mirrors }, () => forward(Number(new URL(lab.tlsUrl).port))),
  );
  await writeFile(join(data, "gomirrors.yaml"), await toYaml(lab, servers, data));
  await migrate(url, "prisma/migrations/sqlite", new Date());
  const env = {
    GOMIRRORS_DATA: data,
    GOMIRRORS_CONFIG: join(data, "gomirrors.yaml"),
    GOMIRRORS_PROBING: "on",
  };
  const instance = startInstance(process.execPath, WORKER_ARGS, { ...env, ...WORKER_ENV }, process.cwd());
  try {
    await sleep(SETTLE_MS);
    return await readWindow(instance, url);
  } finally {
    await instance.stop();
    for (const server of servers) server.close();
    await lab.close();
    await removeFolder(data);
  }
}

/** Further addresses of one server: each mirror needs a URL of its own, and all of them one checksum database. */
async function forward(port: number): Promise<Server> {
  const server = createServer((from) => {
    const to = connect(port, "127.0.0.1");
    from.pipe(to).pipe(from);
    for (const socket of [from, to])
      socket.on("error", () => [from, to].forEach((one) => void one.destroy()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function toYaml(lab: Lab, servers: readonly Server[], data: string): Promise<string> {
  await writeFile(join(data, "ca.pem"), lab.ca);
  const urls = servers.map((server) => {
    const address = server.address();
    return `https://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  });
  const mirrors = urls.map(
    (url, i) =>
      `  - { slug: lab${i}, name: { zh: 镜像${i}, en: Lab ${i} }, url: "${url}", ca: ./ca.pem, allowPrivateNetwork: true, interval: 1s }\n`,
  );
  const sumdb = `sumdb: { name: ${lab.sumdbName}, key: "${lab.verifierKey}", sources: [] }\n`;
  return `version: 1\nbuiltin: false\ncontrols: []\n${sumdb}mirrors:\n${mirrors.join("")}`;
}

async function readWindow({ child }: Instance, url: string): Promise<Cost> {
  const store = await openStore(url);
  const before = { cpuMs: await cpuMs(child.pid), samples: await countSamples(store) };
  await sleep(WINDOW_MS);
  const after = { cpuMs: await cpuMs(child.pid), samples: await countSamples(store) };
  await store.close();
  const cost = { cpuMs: after.cpuMs - before.cpuMs, samples: after.samples - before.samples };
  return { ...cost, rssMb: await rssMb(child.pid) };
}

async function countSamples(store: Store): Promise<number> {
  const spent = await readSpent(store, "local", 0);
  return spent.reduce((sum, { samples }) => sum + samples, 0);
}

/** User and system time of a process with all its threads, from proc(5) stat. */
async function cpuMs(pid: number | undefined): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /s, "").split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
}

async function rssMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = status.match(/^VmRSS:\s+(\d+) kB$/m)?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} tells no VmRSS`);
  return (Number(kilobytes) * 1024) / 1e6;
}

export const workerMemory: Bench = {
  id: "1-worker-rss",
  name: "worker, 12 mirrors once a second over TLS: resident memory, MB",
  goal: "<= 260",
  run: async () => {
    const { rssMb } = await measureWorker(12);
    return { ours: rssMb, pass: rssMb <= 260 };
  },
};

export const cpuPerProbe: Bench = {
  id: "1-cpu-probe",
  name: "worker, 60 mirrors once a second over fresh TLS: CPU per stored probe, ms",
  goal: "<= 2.5",
  run: async () => {
    const { cpuMs, samples } = await measureWorker(60);
    return { ours: cpuMs / samples, pass: samples > 5_000 && cpuMs / samples <= 2.5 };
  },
};
