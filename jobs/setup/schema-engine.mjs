#!/usr/bin/env node
// Stands where Prisma's CLI expects its native schema engine, a download that this project does without.
// `prisma generate`, `validate` and `format` want the file to exist and never ask it anything. Every command that
// does (migrate, db) ends with the sentence below: an engine that answered nothing would let Prisma exit with 0.
import { createInterface } from "node:readline";

const SENTENCE =
  "this project has no native schema engine: make a migration with `npm run db:new NAME`, " +
  "check it with `npm run db:check`; `npm start` applies it";

/** `schema-engine … cli can-connect-to-database`: Prisma leaves out the first line and reads the next as JSON. */
function refuseCommand() {
  const fields = { message: SENTENCE, error_code: "P0000", is_panic: false, meta: null };
  const line = {
    timestamp: new Date().toISOString(),
    level: "ERROR",
    target: "schema_engine::logger",
    fields,
  };
  process.stderr.write(`\n${JSON.stringify(line)}\n`);
  process.exitCode = 1;
}

/** `schema-engine …`: one JSON-RPC request a line on stdin, one answer a line on stdout. */
function refuseRequests() {
  const data = { message: SENTENCE, is_panic: false, meta: null };
  createInterface({ input: process.stdin }).on("line", (line) => {
    const { id } = JSON.parse(line);
    const answer = { jsonrpc: "2.0", id, error: { code: 4466, message: SENTENCE, data } };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  });
}

if (process.argv.includes("--version")) process.stdout.write("schema-engine-cli none\n");
else if (process.argv.includes("cli")) refuseCommand();
else refuseRequests();
