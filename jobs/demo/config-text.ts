import { CHARACTERS } from "./characters";

/** Where the lab of one character is reached, and what its checksum database is called. */
export type Place = { readonly slug: string; readonly url: string };

/** A light probe each five seconds, so that rows come fast; a timeout may not be longer. */
const INTERVAL = "5s";
const TIMEOUT = "2s";
const VANTAGE = { slug: "demo", name: { zh: "演示台", en: "Demo desk" } };

/**
 * The demo's gomirrors.yaml: lab mirrors on loopback, and nothing else that could be asked. JSON is YAML.
 * `ca` is the file of all their roots, relative to the text's own.
 */
export function formatDemoConfig(
  places: readonly Place[],
  sumdb: { readonly name: string; readonly key: string },
): string {
  const mirrors = CHARACTERS.flatMap(({ slug, name }) =>
    places
      .filter((place) => place.slug === slug)
      .map(({ url }) => ({
        slug,
        name,
        url,
        ca: `./${slug}.pem`,
        allowPrivateNetwork: true,
        interval: INTERVAL,
        timeout: TIMEOUT,
      })),
  );
  const config = {
    version: 1,
    builtin: false,
    controls: [],
    vantage: VANTAGE,
    sumdb: { ...sumdb, sources: [] },
    mirrors,
  };
  return `# Written by the demo at each start.\n${JSON.stringify(config, null, 2)}\n`;
}
