import { parseResourceUrl } from "@/lib/mirror/base-url";
import { BUILTIN_CONTROLS, BUILTIN_INDEX } from "@/lib/mirror/catalogue";
import type { Access, LocalText } from "@/lib/mirror/mirror";
import type { Target } from "@/lib/probe/kind";
import { parseSample } from "@/lib/probe/sample-set";
import { CONFIG_TEXTS } from "@/lib/text/config";
import { type Build, buildReached, reportError } from "./config-access";
import type { Place } from "./config-document";
import { type ConfiguredMirror, checkUniqueSlugs } from "./config-mirrors";
import type { ConfigDocument, PROFILES, TAILS } from "./config-schema";
import { parseDuration } from "./config-units";

/** A control or the index: one URL, and how it is reached. */
export type Endpoint = { readonly url: string; readonly access: Access };

/** Module versions that mirrors are asked for. */
export type SampleSet = { readonly slug: string; readonly targets: readonly Target[] };

/** Where messages go. */
export type Channel = NonNullable<ConfigDocument["channels"]>[number];

/** People who share mirrors and wishes. */
export type Team = {
  readonly slug: string;
  readonly name: LocalText;
  /** Slugs; empty: every mirror that is measured. */
  readonly mirrors: readonly string[];
  readonly samples: readonly string[];
  readonly profile: (typeof PROFILES)[number];
  readonly tail: (typeof TAILS)[number];
  readonly channels: readonly string[];
};

/** How long each kind of data is kept, in milliseconds. */
export type Retention = {
  readonly rawMs: number;
  readonly hoursMs: number;
  readonly daysMs: number;
  readonly evidenceMs: number;
};

type EndpointEntry = NonNullable<ConfigDocument["index"]>;
type Slugged = readonly { readonly slug: string }[];

/** The file's index, else the built-in one unless nothing built in is wanted. */
export function buildIndex(document: ConfigDocument, build: Build): Endpoint | null {
  const entry = document.index ?? (document.builtin === false ? null : { url: BUILTIN_INDEX });
  return entry === null ? null : buildEndpoint(entry, ["index"], build);
}

/** The file's controls, even if it names none; else the built-in ones unless nothing built in is wanted. */
export function buildControls(document: ConfigDocument, build: Build): Endpoint[] {
  const builtin = document.builtin === false ? [] : BUILTIN_CONTROLS.map((url) => ({ url }));
  const entries = document.controls ?? builtin;
  return entries
    .map((entry, i) => buildEndpoint(entry, ["controls", i], build))
    .filter((control) => control !== null);
}

export function buildSamples(document: ConfigDocument, build: Build): SampleSet[] {
  const sets = document.samples ?? [];
  checkUniqueSlugs(sets, ["samples"], build);
  return sets.map(({ slug, modules }, i) => {
    const targets = modules.map((text, j) => buildTarget(text, ["samples", i, "modules", j], build));
    return { slug, targets: targets.filter((target) => target !== null) };
  });
}

export function buildChannels(document: ConfigDocument, build: Build): readonly Channel[] {
  const channels = document.channels ?? [];
  checkUniqueSlugs(channels, ["channels"], build);
  return channels;
}

/** Teams name mirrors, sample sets and channels by slug; a slug that nothing has is reported. */
export function buildTeams(
  document: ConfigDocument,
  known: {
    readonly mirrors: readonly ConfiguredMirror[];
    readonly samples: Slugged;
    readonly channels: Slugged;
  },
  build: Build,
): Team[] {
  const entries = document.teams ?? [];
  checkUniqueSlugs(entries, ["teams"], build);
  const mirrors = known.mirrors.map(({ mirror }) => mirror);
  return entries.map((entry, i) => {
    checkKnown(entry.mirrors, mirrors, ["teams", i], "mirrors", build);
    checkKnown(entry.samples, known.samples, ["teams", i], "samples", build);
    checkKnown(entry.channels, known.channels, ["teams", i], "channels", build);
    return {
      slug: entry.slug,
      name: entry.name ?? { zh: entry.slug, en: entry.slug },
      mirrors: entry.mirrors ?? [],
      samples: entry.samples ?? [],
      profile: entry.profile ?? "balanced",
      tail: entry.tail ?? "direct",
      channels: entry.channels ?? [],
    };
  });
}

/** How long rows are kept where the file does not say. */
export const RETENTION_DEFAULTS = { raw: "14d", hours: "100d", days: "800d", evidence: "800d" } as const;

export function buildRetention(document: ConfigDocument, build: Build): Retention {
  const written = document.retention ?? {};
  const { raw = RETENTION_DEFAULTS.raw, hours = RETENTION_DEFAULTS.hours } = written;
  const { days = RETENTION_DEFAULTS.days, evidence = RETENTION_DEFAULTS.evidence } = written;
  const retention = {
    rawMs: parseDuration(raw),
    hoursMs: parseDuration(hours),
    daysMs: parseDuration(days),
    evidenceMs: parseDuration(evidence),
  };
  const { rawMs, hoursMs, daysMs } = retention;
  const ordered = parseDuration("1d") <= rawMs && rawMs <= hoursMs && hoursMs <= daysMs;
  if (!ordered) reportError(build, ["retention"], CONFIG_TEXTS.retentionOrder());
  return retention;
}

function buildEndpoint(entry: EndpointEntry, place: Place, build: Build): Endpoint | null {
  return buildReached(entry, entry.url, place, [...place, "url"], build, parseResourceUrl);
}

function buildTarget(text: string, place: Place, build: Build): Target | null {
  try {
    return parseSample(text);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    reportError(build, place, CONFIG_TEXTS.sampleMalformed());
    return null;
  }
}

function checkKnown(
  slugs: readonly string[] | undefined,
  known: Slugged,
  place: Place,
  key: string,
  build: Build,
): void {
  for (const [i, slug] of (slugs ?? []).entries()) {
    if (known.some((entry) => entry.slug === slug)) continue;
    reportError(build, [...place, key, i], CONFIG_TEXTS.unknownSlug(key));
  }
}
