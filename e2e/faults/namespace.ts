import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A user of his own, who is root within a network and a mount table of his own. */
const UNSHARE = ["--map-root-user", "--net", "--mount"];

/** Whether this machine lets us have network namespaces; else what was said. */
export function whyNoNamespace(): string | null {
  const tried = spawnSync("unshare", [...UNSHARE, "sh", "-c", "ip link set lo up"], { encoding: "utf8" });
  if (tried.status === 0) return null;
  return tried.error?.message ?? tried.stderr.trim();
}

/**
 * Runs a TypeScript file of this folder in a network namespace of its own, which ends with it, after the shell lines of
 * `setUp`. Resolves to what it printed; throws when it fails.
 */
export async function runInNamespace(
  file: string,
  args: readonly string[],
  setUp: readonly string[],
): Promise<string> {
  // Inside the project, where its packages are found, and two folders deep, as the modules are that look for files.
  const outfile = fileURLToPath(
    new URL(`../../.build/namespace/${basename(file, ".ts")}-${process.pid}.mjs`, import.meta.url),
  );
  const entry = fileURLToPath(new URL(file, import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
  });
  const script = ["set -e", "ip link set lo up", ...setUp, 'exec "$@"'].join("\n");
  const words = [...UNSHARE, "sh", "-c", script, "sh", process.execPath, outfile, ...args];
  const child = spawn("unshare", words, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    return await readAll(child.stdout, once(child, "close"));
  } finally {
    child.kill("SIGKILL");
    rmSync(outfile, { force: true });
  }
}

async function readAll(stream: NodeJS.ReadableStream, closed: Promise<readonly unknown[]>): Promise<string> {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk) => {
    text += chunk;
  });
  const [code] = await closed;
  if (code !== 0) throw new Error(`the process in its namespace ended with ${code}`);
  return text;
}

/** Every address there is, of both families, is this machine's own: whatever is sent lands here. */
export const ALL_ADDRESSES = ["ip route add local 0.0.0.0/0 dev lo", "ip -6 route add local ::/0 dev lo"];

/** An IPv6 address on an interface that is not loopback: without one no name is looked up over IPv6. */
export const OWN_IPV6 = [
  "ip link add gm0 type veth peer name gm1",
  "ip link set gm0 up",
  "ip link set gm1 up",
  "ip addr add 2400:3200:1::1/64 dev gm0 nodad",
];

/** The system's resolver asks 127.0.0.1. */
export const OWN_RESOLVER = [
  "mount -t tmpfs tmpfs /run",
  "printf 'nameserver 127.0.0.1\\noptions timeout:1 attempts:1\\n' > /run/resolv.gomirrors",
  "mount --bind /run/resolv.gomirrors /etc/resolv.conf",
];
