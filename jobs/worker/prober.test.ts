import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { keepServers, testAsk, testHost } from "@/lib/net/fixture";
import { response, serveRequests } from "@/lib/net/raw-server";
import type { ProbeDone, ProbeJob } from "@/lib/probe/job";
import { type Prober, startProber } from "./prober";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "gomirrors-prober-"));
const threadFile = join(folder, "prober-thread.mjs");
const serve = keepServers();

beforeAll(() => {
  buildSync({
    entryPoints: [join(root, "jobs/worker/prober-thread.ts")],
    outfile: threadFile,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@": root },
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

type Running = { readonly prober: Prober; readonly done: ProbeDone[]; readonly errors: Error[] };
const running: Running[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ prober }) => prober.stop(1_000)));
});

function start(file = threadFile): Running {
  const done: ProbeDone[] = [];
  const errors: Error[] = [];
  const prober = startProber({
    threadFile: file,
    userAgent: "gomirrors/0 (+test)",
    nameServers: [],
    onDone: (one) => done.push(one),
    onClock: () => {},
    onError: (error) => errors.push(error),
  });
  const started = { prober, done, errors };
  running.push(started);
  return started;
}

function job(id: string, changes: Partial<ProbeJob> = {}): ProbeJob {
  return { id, host: "test", at: Date.now(), twin: null, ...testAsk(), ...changes };
}

describe("the prober", () => {
  it("measures in its thread, at the moment asked for, and hands over the bodies", async () => {
    const server = await serve(serveRequests((socket) => socket.write(response(200, "v1.0.0\n"))));
    const { prober, done } = start();
    prober.setHosts([testHost(server.origin)]);
    const at = Date.now() + 300;
    prober.submit([job("x", { at, twin: { id: "twin", request: testAsk().request } })]);
    expect(prober.stats()).toMatchObject({ outstanding: 2, measured: 0 });
    await vi.waitUntil(() => done.length === 2, 5_000);
    expect(done.map(({ id, gap }) => [id, gap])).toEqual([
      ["x", null],
      ["twin", null],
    ]);
    const [first, twin] = done.map(({ exchange }) => exchange);
    expect(Buffer.from(first?.body ?? []).toString()).toBe("v1.0.0\n");
    expect(twin).toMatchObject({ connection: "reused", status: 200 });
    expect(done[0]?.startedAt).toBeGreaterThanOrEqual(at - 2);
    expect(done[0]?.startedAt).toBeLessThan(at + 3_000);
    expect(prober.stats()).toMatchObject({ outstanding: 0, measured: 2, unmeasured: 0 });
    expect(prober.stats().late.n).toBe(1);
  });

  it("goes on while the main side's loop stands still", async () => {
    const { prober, done } = start();
    prober.setHosts([testHost("http://127.0.0.1:1")]);
    prober.submit([job("warm")]);
    await vi.waitUntil(() => done.length === 1, 5_000);
    const at = Date.now() + 100;
    prober.submit([job("x", { at })]);
    const until = at + 400;
    while (Date.now() < until);
    await vi.waitUntil(() => done.length === 2, 5_000);
    expect(done[1]?.startedAt).toBeLessThan(until);
  });

  it("stops: what runs and what waits is reported as stopped", async () => {
    const server = await serve(serveRequests(() => {}));
    const { prober, done } = start();
    prober.setHosts([testHost(server.origin, { timeoutMs: 60_000 })]);
    prober.submit([job("runs"), job("waits", { at: Date.now() + 60_000 })]);
    await vi.waitUntil(() => server.accepted() === 1, 5_000);
    const before = performance.now();
    await prober.stop(5_000);
    expect(performance.now() - before).toBeLessThan(5_000);
    prober.submit([job("too-late")]);
    expect(done.map(({ id, gap }) => `${id}:${gap}`).sort()).toEqual([
      "runs:stopped",
      "too-late:stopped",
      "waits:stopped",
    ]);
    await vi.waitUntil(() => server.open() === 0, 5_000);
  });

  it("that does not answer is ended by force", async () => {
    const file = join(folder, "deaf.mjs");
    writeFileSync(file, "while (true);");
    const { prober, done } = start(file);
    prober.submit([job("x")]);
    await prober.stop(100);
    expect(done).toMatchObject([{ id: "x", gap: "stopped", exchange: null }]);
  });

  it("reports an error of its thread, after what was under way", async () => {
    const { prober, done, errors } = start();
    prober.setHosts([testHost("https://127.0.0.1:1", { ca: "no certificate" })]);
    prober.submit([job("x"), job("waits", { at: Date.now() + 60_000 })]);
    await vi.waitUntil(() => errors.length === 1, 5_000);
    expect(done.map(({ id, gap }) => [id, gap])).toEqual([
      ["x", "not-running"],
      ["waits", "not-running"],
    ]);
    prober.submit([job("after")]);
    expect(done.at(-1)).toMatchObject({ id: "after", gap: "not-running" });
  });
});
