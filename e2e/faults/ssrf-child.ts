import { runTable } from "./ssrf-run";

// Within the namespace: the table with the guard as it is, then opened, as JSON.
process.stdout.write(
  JSON.stringify({ guarded: await runTable("namespace", false), open: await runTable("namespace", true) }),
);
