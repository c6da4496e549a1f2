import { parseBaseUrl } from "@/lib/mirror/base-url";
import { ABOUT_UNKNOWN, CATALOGUE, type CatalogueEntry } from "@/lib/mirror/catalogue";
import type { Access, Mirror } from "@/lib/mirror/mirror";
import { type Limits, ownLimits, PUBLIC_LIMITS } from "@/lib/probe/budget";
import { CONFIG_TEXTS } from "@/lib/text/config";
import { type Build, buildReached, reportError } from "./config-access";
import type { Place } from "./config-document";
import type { ConfigDocument } from "./config-schema";
import { formatDuration, formatSize, parseDuration, parseSize } from "./config-units";

/** A mirror that is measured, and how it is reached. */
export type ConfiguredMirror = { readonly mirror: Mirror; readonly access: Access };

type MirrorEntry = NonNullable<ConfigDocument["mirrors"]>[number];
type Defaults = NonNullable<ConfigDocument["defaults"]>;

const DEFAULT_INTERVAL_MS = 60_000;
export const DEFAULT_TIMEOUT_MS = 10_000;
const MIN_INTERVAL_MS = { public: 60_000, own: 1_000 } as const;
const MAX_INTERVAL_MS = 3_600_000;
const MIN_TIMEOUT_MS = 100;
const MAX_TIMEOUT_MS = 60_000;

/**
 * The mirrors that are measured: the built-in ones that are switched on, in the catalogue's order and with what the
 * file says of them, then the file's own in its order. An entry without `enabled` is switched on.
 */
export function buildMirrors(document: ConfigDocument, build: Build): ConfiguredMirror[] {
  const entries = document.mirrors ?? [];
  checkUniqueSlugs(entries, ["mirrors"], build);
  const silent = CATALOGUE.filter(
    (known) => known.enabled && !entries.some(({ slug }) => slug === known.slug),
  );
  const builtin = document.builtin === false ? [] : silent;
  const defaults = document.defaults ?? {};
  const built = [
    ...builtin.map(({ slug }) => buildMirror({ slug }, ["mirrors"], defaults, build)),
    ...entries.map((entry, i) => {
      const mirror = buildMirror(entry, ["mirrors", i], defaults, build);
      return entry.enabled === false ? null : mirror;
    }),
  ];
  const mirrors = built.filter((mirror) => mirror !== null);
  checkUniqueUrls(mirrors, entries, build);
  return mirrors.sort((a, b) => rank(a) - rank(b));
}

/** Reports each slug of a list that stood before it in the same list. */
export function checkUniqueSlugs(entries: readonly { slug: string }[], place: Place, build: Build): void {
  const seen = new Set<string>();
  for (const [i, { slug }] of entries.entries()) {
    if (seen.has(slug)) reportError(build, [...place, i, "slug"], CONFIG_TEXTS.duplicateSlug());
    seen.add(slug);
  }
}

function buildMirror(
  entry: MirrorEntry,
  place: Place,
  defaults: Defaults,
  build: Build,
): ConfiguredMirror | null {
  const known = CATALOGUE.find(({ slug }) => slug === entry.slug);
  const urlText = entry.url ?? known?.url;
  if (urlText === undefined) {
    reportError(build, place, CONFIG_TEXTS.missingUrl());
    return null;
  }
  const urlPlace = entry.url === undefined ? place : [...place, "url"];
  const reached = buildReached(entry, urlText, place, urlPlace, build, parseBaseUrl);
  if (reached === null) return null;
  const { url, access } = reached;
  const own = access.privateOrigins.length > 0 && !isCatalogued(url);
  const intervalMs = buildInterval(entry, own, place, defaults, build);
  const mirror: Mirror = {
    slug: entry.slug,
    name: entry.name ?? known?.name ?? { zh: entry.slug, en: entry.slug },
    url,
    builtin: known !== undefined,
    about: known?.url === url ? known.about : ABOUT_UNKNOWN,
    intervalMs,
    timeoutMs: buildTimeout(entry, intervalMs, place, defaults, build),
    budget: buildLimits(entry, own, intervalMs, place, build),
    own,
  };
  return { mirror, access };
}

/** A host of the catalogue keeps the limits of public mirrors, whatever the file permits. */
function isCatalogued(url: string): boolean {
  return CATALOGUE.some((known) => new URL(known.url).host === new URL(url).host);
}

function buildInterval(
  entry: MirrorEntry,
  own: boolean,
  place: Place,
  defaults: Defaults,
  build: Build,
): number {
  const written = entry.interval ?? defaults.interval;
  if (written === undefined) return DEFAULT_INTERVAL_MS;
  const intervalMs = parseDuration(written);
  const min = own ? MIN_INTERVAL_MS.own : MIN_INTERVAL_MS.public;
  if (intervalMs < min || intervalMs > MAX_INTERVAL_MS) {
    const where = entry.interval === undefined ? ["defaults", "interval"] : [...place, "interval"];
    const words = CONFIG_TEXTS.intervalOutOfRange(formatDuration(min), formatDuration(MAX_INTERVAL_MS));
    reportError(build, where, words);
  }
  return intervalMs;
}

/** A mirror's own timeout must fit its interval; one that it inherits is cut to it. */
function buildTimeout(
  entry: MirrorEntry,
  intervalMs: number,
  place: Place,
  defaults: Defaults,
  build: Build,
): number {
  const written = entry.timeout ?? defaults.timeout;
  const timeoutMs = written === undefined ? DEFAULT_TIMEOUT_MS : parseDuration(written);
  const where = entry.timeout === undefined ? ["defaults", "timeout"] : [...place, "timeout"];
  if (timeoutMs < MIN_TIMEOUT_MS || timeoutMs > MAX_TIMEOUT_MS) {
    const words = CONFIG_TEXTS.timeoutOutOfRange(
      formatDuration(MIN_TIMEOUT_MS),
      formatDuration(MAX_TIMEOUT_MS),
    );
    reportError(build, where, words);
  } else if (entry.timeout !== undefined && timeoutMs > intervalMs) {
    reportError(build, where, CONFIG_TEXTS.timeoutOverInterval(formatDuration(intervalMs)));
  }
  return Math.min(timeoutMs, intervalMs);
}

function buildLimits(
  entry: MirrorEntry,
  own: boolean,
  intervalMs: number,
  place: Place,
  build: Build,
): Limits {
  const usual = own ? ownLimits(intervalMs) : PUBLIC_LIMITS;
  const requests = entry.budget?.requests ?? usual.requests;
  const bytes = entry.budget?.bytes === undefined ? usual.bytes : parseSize(entry.budget.bytes);
  if (!own && requests > PUBLIC_LIMITS.requests) {
    reportError(
      build,
      [...place, "budget", "requests"],
      CONFIG_TEXTS.budgetOverPublic(`${PUBLIC_LIMITS.requests}`),
    );
  }
  if (!own && bytes > PUBLIC_LIMITS.bytes) {
    const words = CONFIG_TEXTS.budgetOverPublic(formatSize(PUBLIC_LIMITS.bytes));
    reportError(build, [...place, "budget", "bytes"], words);
  }
  return { requests, bytes };
}

/** Two entries of one URL would spend its budget twice. */
function checkUniqueUrls(
  mirrors: readonly ConfiguredMirror[],
  entries: readonly MirrorEntry[],
  build: Build,
): void {
  const slugs = new Map<string, string>();
  for (const { mirror } of mirrors) {
    const other = slugs.get(mirror.url);
    const index = entries.findIndex(({ slug }) => slug === mirror.slug);
    // The other one may stand later in the file; a repeated slug is a problem of its own.
    if (other !== undefined && other !== mirror.slug) {
      reportError(build, ["mirrors", index, "url"], CONFIG_TEXTS.duplicateUrl(other));
    }
    slugs.set(mirror.url, mirror.slug);
  }
}

function rank({ mirror }: ConfiguredMirror): number {
  const known = CATALOGUE.findIndex(({ slug }: CatalogueEntry) => slug === mirror.slug);
  return known === -1 ? CATALOGUE.length : known;
}
