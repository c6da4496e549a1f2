import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import type { Target } from "@/lib/probe/kind";
import { BUILTIN_SAMPLES } from "@/lib/probe/sample-set";
import { CHARACTERS } from "./characters";
import type { DemoConfig } from "./config-text";

/** The running lab of one character. */
export type DemoLab = { readonly slug: string; readonly lab: Lab };

/** All labs speak for one checksum database, and the same one after a restart. */
const SEED = Buffer.alloc(32, "gomirrors demo");

/**
 * Starts a lab for each character, at the port that it had last where that is free, and writes its root certificate
 * into the folder.
 */
export async function startLabs(folder: string, lastPorts: ReadonlyMap<string, number>): Promise<DemoLab[]> {
  const labs: DemoLab[] = [];
  try {
    for (const { slug, faults } of CHARACTERS) {
      // Mirrors speak HTTP/2, as those of the world do.
      const options = {
        faults: { "http-2": true, ...faults } as const,
        seed: SEED,
        standIns: [...BUILTIN_TARGETS, ...newerTargets()],
      };
      const lab = await startLabAt(lastPorts.get(slug) ?? 0, options);
      labs.push({ slug, lab });
      writeFileSync(join(folder, `${slug}.pem`), lab.ca);
    }
    return labs;
  } catch (error) {
    await closeLabs(labs);
    throw error;
  }
}

export async function closeLabs(labs: readonly DemoLab[]): Promise<void> {
  await Promise.all(labs.map(({ lab }) => lab.close()));
}

/** What the demo's gomirrors.yaml says of these labs. */
export function toDemoConfig(labs: readonly DemoLab[]): DemoConfig {
  const [first] = labs;
  if (first === undefined) throw new RangeError("the demo has no labs");
  const { sumdbName, verifierKey } = first.lab;
  return {
    sumdb: { name: sumdbName, key: verifierKey },
    places: labs.map(({ slug, lab }) => ({ slug, url: lab.tlsUrl })),
  };
}

type Options = Parameters<typeof startLab>[0];

/** At this port, or at any free one when something else listens there. */
async function startLabAt(tlsPort: number, options: Options): Promise<Lab> {
  try {
    return await startLab({ ...options, tlsPort });
  } catch (error) {
    if (tlsPort === 0) throw error;
    return startLab(options);
  }
}

/**
 * One more version of each listed module, which no sample asks for: a list that lacks its newest version still has all
 * that the probe knows of.
 */
function newerTargets(): Target[] {
  return BUILTIN_SAMPLES.filter(({ listed }) => listed.length > 0).map(({ module, version }) => ({
    module,
    version: version.replace(/\d+$/, (patch) => String(Number(patch) + 1)),
  }));
}
