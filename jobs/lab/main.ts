import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { FAULT_NAMES, formatFaultValue } from "@/lib/lab/fault";
import { type Lab, startLab } from "@/lib/lab/lab";
import { parseLabArguments } from "./arguments";

/** One lab on loopback, until SIGINT or SIGTERM. Standard output carries one line of JSON: where everything is. */
async function main(): Promise<void> {
  const { port, faults, tree } = parseLabArguments(process.argv.slice(2));
  const lab = await startLab({
    port,
    faults: Object.fromEntries(faults.map((fault) => [fault.name, formatFaultValue(fault)])),
    ...(tree === null ? { standIns: BUILTIN_TARGETS } : { tree }),
  });
  const folder = mkdtempSync(join(tmpdir(), "gomirrors-lab-"));
  const ca = join(folder, "ca.pem");
  writeFileSync(ca, lab.ca);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(lab, folder));
  const { url, verifierKey, tlsUrl } = lab;
  process.stdout.write(`${JSON.stringify({ url, verifierKey, tlsUrl, ca, faults: FAULT_NAMES })}\n`);
  process.stderr.write("lab: running; end it with Ctrl-C\n");
}

async function stop(lab: Lab, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await lab.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
