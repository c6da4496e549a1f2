import { CHARACTERS } from "./characters";

/** What the demo's gomirrors.yaml depends on: where each character is reached, and their checksum database. */
export type DemoConfig = {
  readonly places: readonly { readonly slug: string; readonly url: string }[];
  readonly sumdb: { readonly name: string; readonly key: string };
};

/** A light probe each five seconds, so that rows come fast. */
const INTERVAL = "5s";
const TIMEOUT = "2s";
const VANTAGE = { slug: "demo", name: { zh: "演示台", en: "Demo desk" } };

/** The first line of the file, by which the demo knows its own. */
export const CONFIG_HEADING = "# Written by the demo at each start.\n";

/**
 * The demo's gomirrors.yaml: lab mirrors on loopback, and nothing else that could be asked. JSON is YAML. The root of
 * each lab stands beside the file, in SLUG.pem.
 */
export function formatDemoConfig({ places, sumdb }: DemoConfig): string {
  const mirrors = places.map(({ slug, url }) => ({
    slug,
    name: CHARACTERS.find((character) => character.slug === slug)?.name,
    url,
    ca: `./${slug}.pem`,
    allowPrivateNetwork: true,
    interval: INTERVAL,
    timeout: TIMEOUT,
  }));
  const config = {
    version: 1,
    builtin: false,
    controls: [],
    vantage: VANTAGE,
    sumdb: { ...sumdb, sources: [] },
    mirrors,
  };
  return `${CONFIG_HEADING}${JSON.stringify(config, null, 2)}\n`;
}
