import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { environment } from "@/e2e/env";
import { freePort } from "@/e2e/loopback";
import type { Upstream } from "./upstream";

/** A real engine that runs on loopback. */
export type RealEngine = { readonly url: string; readonly stop: () => Promise<void> };

/** How an engine is started over an upstream; each start knows nothing of the one before. */
export type StartEngine = (upstream: Upstream) => Promise<RealEngine>;

/** Seconds after which engines give a hung upstream up; by default they wait for minutes. */
const LIMIT_S = 2;
const READY_MS = 20_000;

/** goproxy with a file cache, over an upstream whose checksum path it checks against and passes on. */
export function goproxyStarter(program: string, limitS: number = LIMIT_S): StartEngine {
  return (upstream) =>
    startEngine(program, async (port, folder) => ({
      args: [
        "server",
        ...["--address", `127.0.0.1:${port}`],
        ...["--cacher-dir", join(folder, "cache")],
        ...["--fetch-timeout", `${limitS}s`],
        ...["--proxied-sumdbs", `sum.golang.org ${upstream.url}sumdb/sum.golang.org`],
      ],
      env: { GOPROXY: upstream.url, GOSUMDB: "sum.golang.org", ...walled(upstream) },
    }));
}

/** Athens on disk. It reads the checksum database over https only: by way of the upstream's own proxy. */
export function athensStarter(program: string, limitS: number = LIMIT_S): StartEngine {
  return (upstream) =>
    startEngine(program, async (port, folder) => {
      const ca = join(folder, "ca.pem");
      await writeFile(ca, upstream.ca);
      await mkdir(join(folder, "storage"));
      const child = ["GOPROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "GOFLAGS", "GOENV"];
      const env = { GOPROXY: upstream.url, GOFLAGS: "-modcacherw", GOENV: "off", ...walled(upstream) };
      const forGo = Object.entries(env).filter(([name]) => child.includes(name));
      return {
        args: [],
        env: {
          ...walled(upstream),
          SSL_CERT_FILE: ca,
          ATHENS_PORT: `127.0.0.1:${port}`,
          ATHENS_STORAGE_TYPE: "disk",
          ATHENS_DISK_STORAGE_ROOT: join(folder, "storage"),
          ATHENS_GO_BINARY_ENV_VARS: [...forGo, ["GOTOOLCHAIN", "local"]]
            .map(([name, value]) => `${name}=${value}`)
            .join(";"),
          ATHENS_TIMEOUT: `${limitS}`,
          ATHENS_STASH_TIMEOUT: `${limitS}`,
          ATHENS_LOG_LEVEL: "error",
        },
      };
    });
}

/** nginx as a reverse proxy without a cache. */
export function reverseProxyStarter(program: string): StartEngine {
  return (upstream) =>
    startNginx(program, () => `proxy_pass ${upstream.url}; proxy_read_timeout ${LIMIT_S}s;`);
}

/** nginx over a folder. */
export function fileServerStarter(program: string, folder: string): StartEngine {
  return () => startNginx(program, () => `root ${folder};`);
}

function startNginx(program: string, location: () => string): Promise<RealEngine> {
  return startEngine(program, async (port, folder) => {
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${join(folder, name)};`,
    );
    const config = `daemon off; master_process off; pid ${join(folder, "pid")}; error_log stderr crit;
events { worker_connections 256; }
http { access_log off; ${paths.join(" ")}
  server { listen 127.0.0.1:${port}; location / { ${location()} } } }
`;
    const file = join(folder, "nginx.conf");
    await writeFile(file, config);
    return { args: ["-e", "stderr", "-p", folder, "-c", file], env: {} };
  });
}

/** Nothing leaves loopback: what is not asked of it goes through a proxy that knows one checksum database. */
export function walled(upstream: Pick<Upstream, "proxyUrl">): Readonly<Record<string, string>> {
  const { proxyUrl } = upstream;
  const own = { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl, NO_PROXY: "127.0.0.1" };
  const lower = { http_proxy: proxyUrl, https_proxy: proxyUrl, no_proxy: "127.0.0.1" };
  return { ...own, ...lower };
}

type Plan = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

async function startEngine(
  program: string,
  plan: (port: number, folder: string) => Promise<Plan>,
): Promise<RealEngine> {
  const folder = await mkdtemp(join(tmpdir(), "gomirrors-engine-"));
  const port = await freePort();
  const { args, env } = await plan(port, folder);
  const own = { HOME: folder, GOPATH: join(folder, "gopath"), TMPDIR: folder, ...env };
  const options = { cwd: folder, env: { ...environment(), ...own }, stdio: "ignore" } as const;
  const child = spawn(program, [...args], options);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilOpen(program, child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/`, stop };
}

async function waitUntilOpen(program: string, child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + READY_MS;
  let trouble: Error | null = null;
  child.once("error", (error) => {
    trouble = error;
  });
  while (!(await isOpen(port))) {
    if (trouble !== null || child.exitCode !== null || Date.now() > until)
      throw new Error(`${program} did not start on port ${port}`, { cause: trouble });
    await sleep(50);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** Points a link that a file server has as its folder elsewhere. */
export async function pointLink(link: string, folder: string): Promise<void> {
  await unlink(link).catch(() => undefined);
  await symlink(folder, link);
}
