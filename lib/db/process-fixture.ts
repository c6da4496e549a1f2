import { openStore } from "./client";
import { migrate } from "./migrate";
import { syncMirrors } from "./mirrors";
import { FIRST_SLOT, makeResult, SLOT_MS } from "./result-fixture";
import { insertResults } from "./samples";

// For tests: a process of its own. `migrate URL FOLDER` prints a report; `insert URL` stores one result after the
// other until it is killed, and prints the slot of each that the store has acknowledged.

async function insertForEver(url: string): Promise<never> {
  const store = await openStore(url);
  await syncMirrors(store, [{ slug: "corp", url: "https://goproxy.corp.example/" }], FIRST_SLOT);
  for (let slot = FIRST_SLOT; ; slot += SLOT_MS) {
    await insertResults(store, "shanghai", [makeResult({ slot, outcome: "reset" })]);
    process.stdout.write(`${slot}\n`);
  }
}

const [verb, url = "", folder = ""] = process.argv.slice(2);
if (verb === "insert") await insertForEver(url);
else process.stdout.write(`${JSON.stringify(await migrate(url, folder, new Date(0)))}\n`);
