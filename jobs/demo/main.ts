import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand, StartError, say, supervise } from "@/jobs/supervisor/supervise";
import { readConfig } from "@/lib/config";
import { processEnv } from "@/lib/env";
import { parseDemoArguments } from "./arguments";
import { CHARACTERS } from "./characters";
import { formatDemoConfig } from "./config-text";
import { openControl } from "./control";
import { closeLabs, startLabs, toDemoConfig } from "./labs";
import { startLive } from "./live";
import { CONFIG_FILE, checkDemoFolder, DATABASE_FILE, ensurePast } from "./past-store";
import { switchMirror } from "./switch";

const DEFAULT_FOLDER = "data-demo";

/** `npm run demo`: what `npm start` runs, on five lab mirrors and a made-up past; or the switch of a running one. */
async function main(root: string): Promise<number> {
  const asked = parseDemoArguments(process.argv.slice(2));
  const source = demoEnv();
  if (asked.verb === "run") {
    return supervise(root, {
      name: "npm run demo",
      source,
      prepare: (_, folder, signal) => prepare(root, folder, source, signal),
    });
  }
  await switchMirror(source.GOMIRRORS_DATA, asked.slug, asked.verb === "on");
  say(`${asked.slug} is switched ${asked.verb}`);
  return 0;
}

/** Whatever the shell says of data and probing, the demo has a folder and mirrors of its own. */
function demoEnv() {
  const given = processEnv();
  const folder = given["GOMIRRORS_DATA"] || DEFAULT_FOLDER;
  return {
    ...given,
    GOMIRRORS_DATA: folder,
    DATABASE_URL: `file:${join(folder, DATABASE_FILE)}`,
    GOMIRRORS_CONFIG: join(folder, CONFIG_FILE),
    GOMIRRORS_PROBING: "on",
    GOMIRRORS_DEMO: "on",
  };
}

/** Labs, configuration, past and switch; the answer ends them. */
async function prepare(
  root: string,
  folder: string,
  source: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  await checkDemoFolder(folder);
  const file = join(folder, CONFIG_FILE);
  const labs = await startLabs(folder, readLastPorts(file, source));
  try {
    writeFileSync(file, formatDemoConfig(toDemoConfig(labs)));
    const { config } = readConfig(file, source);
    if (config === null) throw new StartError(`the demo's own configuration ${file} is not valid`);
    if (await ensurePast(root, folder, config, Date.now(), signal))
      say("demo: a month of made-up past was written");
    const live = startLive(labs, Date.now);
    const closeControl = await openControl(folder, live.switch);
    introduce();
    return async () => {
      await closeControl();
      live.stop();
      await closeLabs(labs);
    };
  } catch (error) {
    await closeLabs(labs);
    throw error;
  }
}

/** The ports of the last run, so that the mirrors keep their URLs; none where there was no run. */
function readLastPorts(file: string, source: NodeJS.ProcessEnv): ReadonlyMap<string, number> {
  const mirrors = readConfig(file, source).config?.mirrors ?? [];
  return new Map(mirrors.map(({ mirror }) => [mirror.slug, Number(new URL(mirror.url).port)]));
}

function introduce(): void {
  say(
    "demo: five lab mirrors on this machine, nothing leaves it; what is older than its first start is made up",
  );
  for (const { slug, note } of CHARACTERS) say(`demo: ${slug}: ${note}`);
  say("demo: from another terminal, `npm run demo -- off healthy` and `npm run demo -- on healthy`");
}

await runCommand(() => main(process.cwd()));
