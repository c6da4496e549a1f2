import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { removeFolder, temporaryFolder } from "@/e2e/loopback";
import { WORKER_ARGS, WORKER_ENV } from "@/jobs/supervisor/worker-command";
import { openStore } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import { startInstance } from "./instance";
import { readCpuMs, readRssMb } from "./proc";
import { quantile } from "./quantile";

/** A batch is stored each second; a probe may take its time before. */
const STORED_WITHIN_MS = 5_000;

/** Mirrors of one lab over fresh TLS, each asked once in `interval` (as gomirrors.yaml has it). */
export type Load = { readonly mirrors: number; readonly interval: string };

/** What a stretch of the worker's life came to. */
export type Stretch = {
  readonly seconds: number;
  /** Of the whole process. */
  readonly cpuMs: number;
  /** Stored in it. */
  readonly samples: number;
  /** Slots of it that were not measured. */
  readonly missed: number;
  readonly lateP99Ms: number;
  readonly lagP99Ms: number;
  /** At its end. */
  readonly rssMb: number;
};

export type RunningLoad = {
  readonly lab: Lab;
  /** Lets so much time pass and tells what it came to. */
  readonly measure: (windowMs: number) => Promise<Stretch>;
};

/** Runs `use` with a worker under this load, once it has settled for `settleMs`. */
export async function withWorker<T>(
  load: Load,
  settleMs: number,
  use: (running: RunningLoad) => Promise<T>,
): Promise<T> {
  const data = await temporaryFolder("cost");
  const lab = await startLab({ standIns: BUILTIN_TARGETS });
  const port = Number(new URL(lab.tlsUrl).port);
  const servers = await Promise.all(Array.from({ length: load.mirrors }, () => forward(port)));
  try {
    await writeFile(join(data, "gomirrors.yaml"), await toYaml(lab, servers, data, load.interval));
    const url = `file:${data}/gomirrors.db`;
    await migrate(url, "prisma/migrations/sqlite", new Date());
    const env = { ...WORKER_ENV, GOMIRRORS_DATA: data, GOMIRRORS_CONFIG: join(data, "gomirrors.yaml") };
    const instance = startInstance(
      process.execPath,
      WORKER_ARGS,
      { ...env, GOMIRRORS_PROBING: "on" },
      process.cwd(),
    );
    try {
      await sleep(settleMs);
      return await use({ lab, measure: (windowMs) => readStretch(instance.child.pid, url, windowMs) });
    } finally {
      await instance.stop();
    }
  } finally {
    for (const server of servers) server.close();
    await lab.close();
    await removeFolder(data);
  }
}

/** Further addresses of one server: each mirror needs a URL of its own, and all of them one checksum database. */
async function forward(port: number): Promise<Server> {
  const server = createServer((from) => {
    const to = connect(port, "127.0.0.1");
    // Either side ends both: a socket that is piped and was reset keeps its descriptor otherwise.
    const end = () => [from, to].forEach((one) => void one.destroy());
    pipeline(from, to, end);
    pipeline(to, from, end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function toYaml(lab: Lab, servers: readonly Server[], data: string, interval: string): Promise<string> {
  await writeFile(join(data, "ca.pem"), lab.ca);
  const urls = servers.map((server) => {
    const address = server.address();
    return `https://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  });
  const mirrors = urls.map(
    (url, i) =>
      `  - { slug: lab${i}, name: { zh: 镜像${i}, en: Lab ${i} }, url: "${url}", ca: ./ca.pem, allowPrivateNetwork: true, interval: ${interval} }\n`,
  );
  const sumdb = `sumdb: { name: ${lab.sumdbName}, key: "${lab.verifierKey}", sources: [] }\n`;
  return `version: 1\nbuiltin: false\ncontrols: []\n${sumdb}mirrors:\n${mirrors.join("")}`;
}

type Counted = { readonly late: number; readonly lag: number };

/** By slots of the stretch, so that what is stored late is not lost and what was stored before is not counted. */
async function readStretch(pid: number | undefined, url: string, windowMs: number): Promise<Stretch> {
  const from = Date.now();
  const cpuBefore = await readCpuMs(pid);
  await sleep(windowMs);
  const cpuMs = (await readCpuMs(pid)) - cpuBefore;
  const to = Date.now();
  const rssMb = await readRssMb(pid);
  await sleep(STORED_WITHIN_MS);
  const store = await openStore(url);
  const rows = await store.prisma.$queryRaw<Counted[]>`
    SELECT late_ms AS late, lag_us AS lag FROM sample WHERE slot >= ${from} AND slot < ${to}`;
  const [gaps] = await store.prisma.$queryRaw<{ n: bigint | null }[]>`
    SELECT sum(count) AS n FROM gap WHERE "to" >= ${from} AND "from" < ${to}`;
  await store.close();
  return {
    seconds: (to - from) / 1000,
    cpuMs,
    samples: rows.length,
    missed: Number(gaps?.n ?? 0),
    lateP99Ms: quantile(
      rows.map(({ late }) => late),
      0.99,
    ),
    lagP99Ms:
      quantile(
        rows.map(({ lag }) => lag),
        0.99,
      ) / 1000,
    rssMb,
  };
}
