import { rm } from "node:fs/promises";
import { type GoRun, makeGoHome, runGo } from "./go";
import { walled } from "./real-engine";

/** How the real go command fared. */
export type GoEnd = "ok" | "fails" | "hangs";

/** A go command that hangs does so for ever; what it does within this it would do. */
const PATIENCE_MS = 20_000;

/**
 * Runs the go command with nothing in its caches, over `goproxy` as GOPROXY, and with sum.golang.org as checksum
 * database. What it does not ask of loopback meets a closed door, as it does where that host is blocked.
 */
export async function walkGo(
  goproxy: string,
  args: readonly string[],
): Promise<{ readonly end: GoEnd; readonly run: GoRun }> {
  const home = await makeGoHome();
  const env = {
    ...home.env,
    ...walled({ proxyUrl: "http://127.0.0.1:1" }),
    GOENV: "off",
    GOPROXY: goproxy,
    GOSUMDB: "sum.golang.org",
    GOFLAGS: "-mod=mod -modcacherw",
    GOPRIVATE: "",
    GONOPROXY: "",
    GONOSUMDB: "",
    GOINSECURE: "",
    GOWORK: "off",
    GOTOOLCHAIN: "local",
  };
  try {
    const run = await runGo(home.folder, args, env, PATIENCE_MS);
    return { end: run.stopped ? "hangs" : run.code === 0 ? "ok" : "fails", run };
  } finally {
    await rm(home.folder, { recursive: true, force: true });
  }
}
