import { type Config, parseConfig } from "@/lib/config";
import { newAuthority } from "@/lib/lab/certificate";
import { DAY_MS } from "@/lib/rollup/bucket";
import { formatVerifierKey, newSigner } from "@/lib/sumdb/note";
import { CHARACTERS } from "./characters";
import { formatDemoConfig } from "./config-text";

const SUMDB = "sum.lab.test";

/** For tests: the demo's configuration, of labs that nobody started. `now` is Unix ms. */
export function demoConfig(now: number): Config {
  const places = CHARACTERS.map(({ slug }, i) => ({ slug, url: `https://127.0.0.1:${4_001 + i}/` }));
  const key = formatVerifierKey(newSigner(SUMDB, new Uint8Array(32)).key);
  const ca = newAuthority("a root", { from: now, to: now + DAY_MS }).cert;
  const world = { env: {}, file: "gomirrors.yaml", readCa: () => ca };
  const { config, findings } = parseConfig(formatDemoConfig({ places, sumdb: { name: SUMDB, key } }), world);
  if (config === null) throw new Error(JSON.stringify(findings));
  return config;
}
