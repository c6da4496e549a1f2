// `node jobs/setup/run.mjs NAME ARGS…`: sets up what a bundled job needs, then runs it in this process.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findBrowser } from "./browser.mjs";
import { ENTRIES } from "./bundle.mjs";
import { prepareJobs } from "./prepare.mjs";
import { main, ROOT, SetupError } from "./step.mjs";

await main(async () => {
  const [name = ""] = process.argv.splice(2, 1);
  if (!(name in ENTRIES)) {
    throw new SetupError(
      `there is no job ${JSON.stringify(name)}; there are ${Object.keys(ENTRIES).join(", ")}`,
    );
  }
  await prepareJobs();
  if (name === "bench") process.env.PLAYWRIGHT_CHROMIUM_PATH ||= (await findBrowser()) ?? "";
  const file = join(ROOT, ".build/jobs", `${name}.js`);
  process.argv[1] = file;
  await import(pathToFileURL(file).href);
});
