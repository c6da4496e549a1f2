import { randomBytes } from "node:crypto";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { startLab } from "@/lib/lab/lab";

/** The process of the mirrors that are in order, which no work of the worker's makes slow. It ends with its parent. */
export type GoodMirrors = {
  readonly urls: readonly string[];
  readonly sumdbName: string;
  readonly verifierKey: string;
};

const COUNT = 4;

async function startAll(): Promise<GoodMirrors> {
  // One seed: all of them have the same checksum database.
  const seed = randomBytes(32);
  const start = () => startLab({ standIns: BUILTIN_TARGETS, seed });
  const first = await start();
  const others = await Promise.all(Array.from({ length: COUNT - 1 }, start));
  const { sumdbName, verifierKey } = first;
  return { urls: [first, ...others].map(({ url }) => url), sumdbName, verifierKey };
}

process.on("disconnect", () => process.exit());
process.send?.(await startAll());
