import type { Config } from "@/lib/config";
import { BaseUrlError, maskUrl, parseBaseUrl } from "@/lib/mirror/base-url";
import { CATALOGUE } from "@/lib/mirror/catalogue";
import type { Access, Mirror } from "@/lib/mirror/mirror";
import { PUBLIC_PACE } from "@/lib/probe/budget";
import type { ProbeHost } from "@/lib/probe/job";
import type { Sample } from "@/lib/probe/kind";
import { BUILTIN_SAMPLES, toSamples } from "@/lib/probe/sample-set";
import { visible } from "@/lib/text/visible";
import { CLI_TEXTS, CliError } from "./cli";
import type { Options } from "./options";

/** A mirror that this run asks, and what for. */
export type ProbeTarget = {
  /** Slug, or the base URL of a mirror that is not configured. */
  readonly name: string;
  readonly host: ProbeHost;
  readonly samples: readonly Sample[];
  /** Milliseconds between two starts. */
  readonly restMs: number;
};

const TIMEOUT_MS = 10_000;
const NO_ACCESS: Access = { privateOrigins: [], headers: {}, ca: null, resolver: "dns", proxy: "none" };

/**
 * The mirrors that the command line names, or all that are configured, each once. Throws a CliError for a word that
 * is neither a slug nor the URL of a mirror, and for a private address without permission.
 */
export function planTargets(options: Options, config: Config): ProbeTarget[] {
  const words = options.positionals;
  const targets =
    words.length === 0
      ? config.mirrors.map(({ mirror, access }) => toTarget(mirror, access, config))
      : words.map((word) =>
          word.includes(":") ? urlTarget(word, options, config) : slugTarget(word, options, config),
        );
  if (targets.length === 0) throw new CliError(CLI_TEXTS[options.lang].noMirrors);
  return [...new Map(targets.map((target) => [target.name, target])).values()];
}

function slugTarget(slug: string, options: Options, config: Config): ProbeTarget {
  const configured = config.mirrors.find(({ mirror }) => mirror.slug === slug);
  if (configured !== undefined) return toTarget(configured.mirror, configured.access, config);
  const known = CATALOGUE.find((mirror) => mirror.slug === slug);
  if (known !== undefined) return foreignTarget(slug, known.url, []);
  const slugs = new Set([
    ...config.mirrors.map(({ mirror }) => mirror.slug),
    ...CATALOGUE.map((m) => m.slug),
  ]);
  throw new CliError(CLI_TEXTS[options.lang].unknownMirror(visible(slug, 100), [...slugs].join(", ")));
}

function urlTarget(text: string, options: Options, config: Config): ProbeTarget {
  const permitted = options.allowPrivate && URL.canParse(text) ? [new URL(text).origin] : [];
  const configuredOrigins = config.mirrors.flatMap(({ access }) => access.privateOrigins);
  try {
    const url = parseBaseUrl(text, [...permitted, ...configuredOrigins]);
    const configured = config.mirrors.find(({ mirror }) => mirror.url === url);
    if (configured !== undefined) return toTarget(configured.mirror, configured.access, config);
    // The permission of a configured mirror is for its own URL; for any other the first parse was too kind.
    return foreignTarget(parseBaseUrl(text, permitted), url, permitted);
  } catch (error) {
    if (!(error instanceof BaseUrlError)) throw error;
    const { lang } = options;
    throw new CliError(CLI_TEXTS[lang].badUrl(maskUrl(text), error.reason[lang], error.fix[lang]));
  }
}

/** The operator's own samples may name private modules, so only his own mirrors see them. */
function toTarget(mirror: Mirror, access: Access, config: Config): ProbeTarget {
  const own = mirror.own ? config.samples.flatMap((set) => set.targets) : [];
  return {
    name: mirror.slug,
    host: { host: mirror.slug, url: mirror.url, timeoutMs: mirror.timeoutMs, ...PUBLIC_PACE, ...access },
    samples: own.length > 0 ? toSamples(own) : BUILTIN_SAMPLES,
    restMs: mirror.own ? 0 : 1_000 / PUBLIC_PACE.perSecond,
  };
}

function foreignTarget(name: string, url: string, privateOrigins: readonly string[]): ProbeTarget {
  return {
    name,
    host: { host: name, url, timeoutMs: TIMEOUT_MS, ...PUBLIC_PACE, ...NO_ACCESS, privateOrigins },
    samples: BUILTIN_SAMPLES,
    restMs: privateOrigins.length > 0 ? 0 : 1_000 / PUBLIC_PACE.perSecond,
  };
}
