import { parseBaseUrl } from "@/lib/mirror/base-url";
import { BUILTIN_SOURCES, SUM_GOLANG_ORG } from "@/lib/mirror/catalogue";
import type { Access } from "@/lib/mirror/mirror";
import { NoteError, parseVerifierKey } from "@/lib/sumdb/note";
import { CONFIG_TEXTS } from "@/lib/text/config";
import { type Build, buildReached, reportError } from "./config-access";
import type { Place } from "./config-document";
import { checkUniqueSlugs } from "./config-mirrors";
import type { ConfigDocument } from "./config-schema";

/** Where the checksum database is read directly. */
export type Source = { readonly slug: string; readonly url: string; readonly access: Access };

/** The checksum database: its name, its verifier key, and who is asked for it beside the mirrors. */
export type Sumdb = { readonly name: string; readonly key: string; readonly sources: readonly Source[] };

type SourceEntry = NonNullable<NonNullable<ConfigDocument["sumdb"]>["sources"]>[number];

const PLACE: Place = ["sumdb"];

/** The built-in sources belong to sum.golang.org and stay away when the file names another database. */
export function buildSumdb(document: ConfigDocument, build: Build): Sumdb {
  const identity = buildIdentity(document.sumdb ?? {}, build);
  const entries = document.sumdb?.sources ?? [];
  checkUniqueSlugs(entries, [...PLACE, "sources"], build);
  const withBuiltin = document.builtin !== false && identity.name === SUM_GOLANG_ORG.name;
  const silent = BUILTIN_SOURCES.filter((known) => !entries.some(({ slug }) => slug === known.slug));
  const sources = [
    ...(withBuiltin ? silent : []).map(({ slug }) => buildSource({ slug }, PLACE, build)),
    ...entries.map((entry, i) => {
      const source = buildSource(entry, [...PLACE, "sources", i], build);
      return entry.enabled === false ? null : source;
    }),
  ];
  return { ...identity, sources: sources.filter((source) => source !== null) };
}

function buildIdentity(
  entry: { readonly name?: string | undefined; readonly key?: string | undefined },
  build: Build,
): { name: string; key: string } {
  const { name, key } = entry;
  if (key === undefined) {
    if (name !== undefined && name !== SUM_GOLANG_ORG.name)
      reportError(build, PLACE, CONFIG_TEXTS.keyMissing());
    return SUM_GOLANG_ORG;
  }
  const keyName = nameOfKey(key);
  if (keyName === null) reportError(build, [...PLACE, "key"], CONFIG_TEXTS.verifierKey());
  else if (name === undefined) reportError(build, PLACE, CONFIG_TEXTS.keyMissing());
  else if (name !== keyName) reportError(build, [...PLACE, "name"], CONFIG_TEXTS.keyNameDiffers());
  return { name: name ?? "", key };
}

function nameOfKey(key: string): string | null {
  try {
    return parseVerifierKey(key).name;
  } catch (error) {
    if (error instanceof NoteError) return null;
    throw error;
  }
}

function buildSource(entry: SourceEntry, place: Place, build: Build): Source | null {
  const known = BUILTIN_SOURCES.find(({ slug }) => slug === entry.slug);
  const urlText = entry.url ?? known?.url;
  if (urlText === undefined) {
    reportError(build, place, CONFIG_TEXTS.missingUrl());
    return null;
  }
  const urlPlace = entry.url === undefined ? place : [...place, "url"];
  const reached = buildReached(entry, urlText, place, urlPlace, build, parseBaseUrl);
  return reached === null ? null : { slug: entry.slug, ...reached };
}
