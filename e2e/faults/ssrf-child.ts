import { judgePermissions } from "./ssrf-permission";
import { runTable } from "./ssrf-run";

// Within the namespace: the table with the guard as it is, then each Nth vector with the guard opened, then what one
// permission opens, as JSON.
const step = Number(process.argv[2]);
process.stdout.write(
  JSON.stringify({
    guarded: await runTable("namespace", false),
    open: await runTable("namespace", true, step),
    permissions: await judgePermissions("namespace"),
  }),
);
