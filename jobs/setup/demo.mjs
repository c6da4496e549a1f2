// `npm run demo`: set-up if needed, then the demo; with `-- on SLUG` or `-- off SLUG` the switch of a running one.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepareAll, prepareJobs } from "./prepare.mjs";
import { main, ROOT } from "./step.mjs";

process.env.TZ = "UTC";

await main(async () => {
  const runs = process.argv.length === 2;
  await (runs ? prepareAll() : prepareJobs());
  await import(pathToFileURL(join(ROOT, ".build/jobs/demo.js")).href);
});
