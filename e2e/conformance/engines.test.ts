import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { athensProgram, goproxyProgram, isLongConformance, nginxProgram } from "@/e2e/env";
import { removeFolder, temporaryFolder } from "@/e2e/loopback";
import { type EngineSign, guessEngine, noteSigns } from "@/lib/probe/engine";
import { type GoEffect, goEffect } from "@/lib/probe/go-effect";
import { parseSample } from "@/lib/probe/sample-set";
import { ATHENS_CASES } from "./athens-cases";
import { type EngineCase, UPSTREAM_STATES, type UpstreamState } from "./engine-case";
import { probeEngine, type Round } from "./engine-probes";
import { findGo, type GoHome, makeGoHome, runGo } from "./go";
import { type GoEnd, walkGo } from "./go-walk";
import { GOPROXY_CASES } from "./goproxy-cases";
import { makeModuleTree } from "./module-tree";
import { FILE_SERVER_CASES, REVERSE_PROXY_CASES, SHORT_REVERSE_PROXY_CASES } from "./nginx-cases";
import {
  athensStarter,
  fileServerStarter,
  goproxyStarter,
  pointLink,
  type RealEngine,
  reverseProxyStarter,
  type StartEngine,
} from "./real-engine";
import { startUpstream, type Upstream } from "./upstream";

/*
 * Real engines over a loopback upstream that fails on command: what our probes make of each state is what was measured
 * by hand, and what the verdict promises is what the real go command meets.
 */

const MODULE = "github.com/pkg/errors@v0.9.1";
/** The first that suits a kind is asked for: capitals come second. */
const TARGETS = [MODULE, "github.com/pkg/errors@v0.8.1", "github.com/BurntSushi/toml@v0.3.1"].map(
  parseSample,
);
const BUILD = fileURLToPath(new URL("./goproxy", import.meta.url));
const WORKERS = 30;

const go = await findGo("the real engines, by our probes and by the go command");
const nginx = await findProgram(nginxProgram(), ["-v"], "NGINX_BIN", "a real file server and reverse proxy");
const athens = isLongConformance() ? givenAthens() : null;
const goproxyWanted = isLongConformance();
const ready = go !== null && nginx !== null;

let home: GoHome;
let folder: string;
let upstream: Upstream;
/** The healthy mirror behind a comma or a pipe. */
let second: RealEngine;
let goproxy = "";
const table: string[] = [];

beforeAll(async () => {
  if (!ready) return;
  home = await makeGoHome();
  folder = await temporaryFolder("engines");
  const tree = await makeModuleTree(
    home,
    TARGETS.map(({ module, version }) => `${module}@${version}`),
  );
  upstream = await startUpstream(tree);
  await mkdir(join(folder, "empty"));
  second = await fileServerStarter(nginx, tree)(upstream);
  if (goproxyWanted) goproxy = goproxyProgram() ?? (await buildGoproxy());
}, 600_000);

afterAll(async () => {
  if (!ready) return;
  process.stderr.write(`${[HEAD, ...table].map((line) => `${line}\n`).join("")}`);
  await second.stop();
  await upstream.close();
  await removeFolder(folder);
  await home.remove();
});

const HEAD =
  "| engine | upstream | before | our verdict | alone | X,Y | X\\|Y |\n|---|---|---|---|---|---|---|";

describe.skipIf(!ready)("nginx over files", () => {
  const start: StartEngine = (on) => fileServerStarter(nginx ?? "", join(folder, "site"))(on);
  const point = ({ state }: EngineCase) =>
    pointLink(join(folder, "site"), state === "gone" ? join(folder, "empty") : join(home.folder, "tree"));
  test.each(FILE_SERVER_CASES)("$state", async (row) => {
    await point(row);
    await hold("nginx files", start, row, "static");
  });
});

describe.skipIf(!ready)("nginx as a reverse proxy", () => {
  const rows = isLongConformance() ? REVERSE_PROXY_CASES : SHORT_REVERSE_PROXY_CASES;
  test.each(rows)("$state", (row) => hold("nginx proxy", reverseProxyStarter(nginx ?? ""), row, null));
});

describe.skipIf(!ready || !goproxyWanted)("goproxy", () => {
  // Above the time of its own attempts, so that its faces of a failure are told apart.
  test.each(GOPROXY_CASES)("$state, $before", (row) =>
    hold("goproxy", goproxyStarter(goproxy, 6), row, "goproxy"),
  );
});

describe.skipIf(!ready || athens === null)("Athens", () => {
  const limitOf = ({ before }: EngineCase) => (before === "workers taken" ? 300 : 2);
  test.each(ATHENS_CASES)("$state, $before", (row) =>
    hold("Athens", athensStarter(athens ?? "", limitOf(row)), row, "athens"),
  );
});

/** States in which one question alone goes wrong: what we say that go makes of it is what it does. */
const EFFECTS_SHOWN: Partial<Readonly<Record<UpstreamState, string>>> = {
  "503": "sumdb/supported",
  ".info a page": "info/canonical",
  ".mod a page": "mod/canonical",
  ".zip a page": "zip/small",
  ".zip 404": "zip/small",
  "lookups 503": "sumdb/lookup",
};
/** How go ends behind a comma and behind a pipe. */
const GO_ENDS: Partial<Readonly<Record<GoEffect, readonly GoEnd[]>>> = {
  "asks-next": ["ok", "ok"],
  stops: ["fails", "ok"],
  rejects: ["fails", "ok"],
  ends: ["fails", "fails"],
};

function effectOf({ results }: Round, name: string): GoEffect {
  const result = results.get(name);
  if (result === undefined) throw new Error(`${name} was not asked`);
  const { series, outcome, wouldHang } = result;
  return goEffect({ kind: series.kind, variant: series.variant, outcome, wouldHang });
}

/** The whole of one row: probes, the go command, and what the one promises of the other. */
async function hold(name: string, start: StartEngine, row: EngineCase, engine: string | null): Promise<void> {
  upstream.set(null);
  const running = await start(upstream);
  try {
    await bringAbout(row, running);
    const round = await probeEngine(running.url, TARGETS);
    const ends = await walkAll(running.url);
    const { state, partial } = round.mirror;
    const verdict = partial ? `${state} in part` : state;
    table.push(`| ${[name, row.state, row.before, verdict, ...ends].join(" | ")} |`);
    expect(round.words).toEqual(row.probes);
    expect(ends).toEqual(row.go);
    expectVerdictToHold(round, ends);
    const effect = EFFECTS_SHOWN[row.state];
    if (engine === null && effect !== undefined)
      expect(GO_ENDS[effectOf(round, effect)]).toEqual(ends.slice(1));
    if (engine !== null && row.state === "healthy") expect(engineOf(round)).toBe(engine);
  } finally {
    upstream.set(null);
    await running.stop();
  }
}

async function bringAbout({ state, before }: EngineCase, { url }: RealEngine): Promise<void> {
  const fault = UPSTREAM_STATES[state];
  if (before === "stored" || before === "workers taken") {
    await probeEngine(url, TARGETS);
    expect((await walkGo(url, ["mod", "download", MODULE])).end).toBe("ok");
  }
  if (before === "checked in vain") {
    upstream.set(UPSTREAM_STATES["lookups 503"]);
    await walkGo(url, ["mod", "download", MODULE]);
  }
  upstream.set(fault);
  if (before === "workers taken") await takeWorkers(url);
  if (before === "over") {
    await probeEngine(url, TARGETS);
    await walkAll(url);
    upstream.set(null);
  }
}

/** Each waits for a version that nobody has; they end with the upstream's hanging. */
async function takeWorkers(url: string): Promise<void> {
  for (let index = 0; index < WORKERS; index += 1) {
    fetch(`${url}rsc.io/quote/@v/v9.9.${index}.info`).catch(() => undefined);
  }
  await vi.waitFor(() => expect(ask(`${url}github.com/pkg/errors/@v/v0.9.1.info`)).rejects.toThrow(), {
    timeout: 20_000,
  });
}

/** A stored file comes in milliseconds where a worker is free. */
function ask(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(1_000) });
}

async function walkAll(url: string): Promise<[GoEnd, GoEnd, GoEnd]> {
  const chains = [url, `${url},${second.url}`, `${url}|${second.url}`];
  const [alone, comma, pipe] = await Promise.all(
    chains.map((chain) => walkGo(chain, ["mod", "download", MODULE])),
  );
  if (alone === undefined || comma === undefined || pipe === undefined) throw new Error("a walk is missing");
  return [alone.end, comma.end, pipe.end];
}

/**
 * Healthy: go succeeds, whatever stands behind. Down: it fails through that mirror alone. Down in part: some of what
 * go may ask for fails; this version is among it exactly if its files or its checksum path are.
 */
function expectVerdictToHold({ mirror, endpoints }: Round, ends: readonly GoEnd[]): void {
  if (mirror.state === "HEALTHY") expect(ends).toEqual(["ok", "ok", "ok"]);
  const broken = (["info", "mod", "zip", "sumdb"] as const).some((kind) => endpoints.get(kind) !== "HEALTHY");
  expect(ends[0] === "ok").toBe(!broken);
  if (mirror.state === "DOWN" && !mirror.partial) expect(ends[0]).not.toBe("ok");
}

function engineOf({ results }: Round): string {
  return guessEngine([...results.values()].reduce<readonly EngineSign[]>(noteSigns, [])).name;
}

function givenAthens(): string | null {
  const program = athensProgram();
  if (program !== undefined) return program;
  process.stderr.write("SKIPPED Athens: ATHENS_BIN names no program\n");
  return null;
}

async function findProgram(
  program: string,
  args: readonly string[],
  variable: string,
  what: string,
): Promise<string | null> {
  try {
    await promisify(execFile)(program, [...args]);
    return program;
  } catch {
    process.stderr.write(`SKIPPED ${what}: no ${program}; ${variable} may name it\n`);
    return null;
  }
}

/** 92 modules: about two minutes with nothing in the module cache. */
async function buildGoproxy(): Promise<string> {
  const program = join(folder, "goproxy");
  const env = { GOFLAGS: "-mod=readonly", GOWORK: "off" };
  const run = await runGo(BUILD, ["build", "-o", program, "github.com/goproxy/goproxy/cmd/goproxy"], env);
  if (run.code !== 0) throw new Error(`goproxy could not be built: ${run.stderr.slice(-2_000)}`);
  return program;
}
