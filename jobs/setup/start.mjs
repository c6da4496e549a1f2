// `npm start`: set-up if needed, then web and worker under one supervisor.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepareAll } from "./prepare.mjs";
import { main, ROOT } from "./step.mjs";

process.env.TZ = "UTC";

await main(async () => {
  await prepareAll();
  await import(pathToFileURL(join(ROOT, ".build/jobs/supervisor.js")).href);
});
