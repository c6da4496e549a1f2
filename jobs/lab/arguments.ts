import { parseArgs } from "node:util";
import { type Fault, parseFault } from "@/lib/lab/fault";

export type LabArguments = {
  readonly port: number;
  readonly faults: readonly Fault[];
  readonly tree: string | null;
};

/**
 * The lab's command line:
 *
 *   --port P [--fault NAME[=VALUE]]… [--tree DIR]
 *
 * Throws a TypeError of one sentence that names the word that is wrong.
 */
export function parseLabArguments(words: readonly string[]): LabArguments {
  const { port, fault, tree } = readOptions(words);
  return { port: parsePort(port), faults: fault.map(parseFault), tree: tree ?? null };
}

function readOptions(words: readonly string[]): { port: string; fault: string[]; tree?: string | undefined } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        port: { type: "string", default: "0" },
        fault: { type: "string", multiple: true, default: [] },
        tree: { type: "string" },
      },
    });
    return values;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.split(". ", 1)[0] : String(cause);
    throw new TypeError(`${what}; the lab takes --port P, --fault NAME[=VALUE] and --tree DIR`, { cause });
  }
}

function parsePort(text: string): number {
  if (!/^(0|[1-9][0-9]{0,4})$/.test(text) || Number(text) > 65_535) {
    throw new TypeError(`--port takes a number from 0 (any free port) to 65535, not ${JSON.stringify(text)}`);
  }
  return Number(text);
}
