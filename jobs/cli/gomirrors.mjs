#!/usr/bin/env node
// `npx gomirrors VERB …` inside the clone: makes what is not set up yet, then runs the bundled command line.
process.argv.splice(2, 0, "cli");
await import("../setup/run.mjs");
