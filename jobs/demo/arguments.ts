import { StartError } from "@/jobs/supervisor/supervise";

/** What the demo is asked to do: run, or switch one mirror of the one that runs. */
export type DemoArguments = { readonly verb: "run" } | { readonly verb: "on" | "off"; readonly slug: string };

const USAGE = "write `npm run demo`, `npm run demo -- off SLUG` or `npm run demo -- on SLUG`";

/**
 * The demo's command line:
 *
 *   [(on | off) SLUG]
 *
 * Throws a StartError of one sentence that names the word that is wrong.
 */
export function parseDemoArguments(words: readonly string[]): DemoArguments {
  const [verb, slug, ...rest] = words;
  if (verb === undefined) return { verb: "run" };
  if (verb !== "on" && verb !== "off") {
    throw new StartError(`the demo has no ${JSON.stringify(verb.slice(0, 100))}: ${USAGE}`);
  }
  if (slug === undefined) throw new StartError(`${verb} needs the slug of a mirror: ${USAGE}`);
  const [extra] = rest;
  if (extra !== undefined) {
    throw new StartError(`${JSON.stringify(extra.slice(0, 100))} is one word too many: ${USAGE}`);
  }
  return { verb, slug };
}
