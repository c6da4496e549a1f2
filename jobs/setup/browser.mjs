// Finds a Chromium for the browser tests, or installs one, or says exactly what to do.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, run, SetupError, say } from "./step.mjs";

const NAMES = [
  "chromium",
  "chromium-headless-shell",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
];

function works(path) {
  return new Promise((resolve) => {
    execFile(path, ["--version", "--no-sandbox"], { timeout: 20_000 }, (error) => resolve(error === null));
  });
}

async function playwrightPath() {
  const { chromium } = await import(pathToFileURL(join(ROOT, "node_modules/playwright/index.mjs")).href);
  return chromium.executablePath();
}

/** Playwright's own download if it is there and runs, else the first name on PATH that does, else null. */
export async function findBrowser() {
  const folders = (process.env.PATH ?? "").split(":").filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [await playwrightPath(), ...onPath]) {
    if (existsSync(path) && (await works(path))) return path;
  }
  return null;
}

async function attempt(what, command, args, env = {}) {
  say(`set-up: ${what}`);
  return run(command, args, { quiet: true, env }).then(
    () => true,
    () => false,
  );
}

async function install() {
  const cli = join(ROOT, "node_modules/playwright/cli.js");
  if (await attempt("asking Playwright for a Chromium", process.execPath, [cli, "install", "chromium"])) {
    const path = await findBrowser();
    if (path !== null) return path;
  }
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await attempt("apt-get update", "apt-get", ["update", "-q"], quiet);
    const packages = ["chromium", "fonts-noto-cjk"];
    const args = ["install", "-y", "-q", "--no-install-recommends", ...packages];
    await attempt(`apt-get install ${packages.join(" ")}`, "apt-get", args, quiet);
    return findBrowser();
  }
  return null;
}

/** The path of a Chromium that runs. Refuses with what to type when there is none and none can be installed. */
export async function ensureBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    if (await works(named)) return named;
    throw new SetupError(
      `PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not run: name a Chromium that does`,
    );
  }
  const path = (await findBrowser()) ?? (await install());
  if (path !== null) return path;
  throw new SetupError(
    "no Chromium was found for the browser tests: run `apt-get install chromium` as root, " +
      "or set PLAYWRIGHT_CHROMIUM_PATH to one",
  );
}
