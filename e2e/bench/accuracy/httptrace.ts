import type { AccuracyLab } from "./lab";
import { ALIKE } from "./namespaces";
import { startProgram } from "./program";
import { type Client, eachPhase, type Sample } from "./sample";

/** Go's httptrace: the reference. */
export async function startHttptrace(
  lab: AccuracyLab,
): Promise<Client & { readonly close: () => Promise<void> }> {
  const command = [`${lab.folder}/httptrace`, "-url", lab.url, "-ca", lab.ca];
  const program = await startProgram([...ALIKE, ...lab.near(command)]);
  return {
    name: "Go httptrace",
    run: async (batch) => [await program.ask(batch)].flat().map(toSample),
    close: program.close,
  };
}

/** Microseconds by phase, and `total`. */
function toSample(seen: unknown): Sample {
  const micros = new Map(Object.entries(Object(seen)));
  const ms = (name: string): number => Number(micros.get(name)) / 1000;
  return { phasesMs: eachPhase(ms), totalMs: ms("total"), lagged: false };
}
