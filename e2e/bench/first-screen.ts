import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import type { Bench } from "./figure";
import { type Instance, startInstance, waitForLine } from "./instance";

const run = promisify(execFile);
const START = "jobs/setup/start.mjs";
const BUILD = "jobs/setup/test.mjs";

/** Starts everything in `root` on an empty data folder and says after how many seconds the overview was served. */
async function secondsToOverview(root: string, limitMs: number): Promise<number> {
  const data = await temporaryFolder("bench");
  const port = await freePort();
  const env = { PORT: String(port), GOMIRRORS_DATA: data, GOMIRRORS_PROBING: "off", GOMIRRORS_CONFIG: "" };
  const started = performance.now();
  const instance: Instance = startInstance(process.execPath, [START], env, root);
  try {
    await waitForLine(instance, "ready ", limitMs);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    if (!page.ok || !(await page.text()).includes("goproxy.cn"))
      throw new Error("the overview was not served");
    return (performance.now() - started) / 1000;
  } finally {
    await instance.stop();
    await removeFolder(data);
  }
}

export const firstScreen: Bench = {
  id: "1-first-screen",
  name: "npm start on a built tree to the overview, s",
  goal: "<= 5",
  run: async () => {
    await run(process.execPath, [BUILD, "build"]);
    const ours = await secondsToOverview(process.cwd(), 60_000);
    return { ours, pass: ours <= 5 };
  },
};

export const freshClone: Bench = {
  id: "1-fresh-clone",
  name: "fresh clone, warm npm cache, npm start to the overview, s",
  goal: "<= 120",
  run: async () => {
    const folder = await temporaryFolder("clone");
    try {
      await run("git", ["clone", "--quiet", process.cwd(), join(folder, "gomirrors")]);
      const ours = await secondsToOverview(join(folder, "gomirrors"), 300_000);
      return { ours, pass: ours <= 120 };
    } finally {
      await removeFolder(folder);
    }
  },
};
