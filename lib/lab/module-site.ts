import { infoPath, latestPath, listPath, modPath, zipPath } from "@/lib/goproxy/endpoint";
import { formatInfo } from "@/lib/goproxy/info";
import { formatVersionList } from "@/lib/goproxy/version-list";
import { unescapePath, unescapeVersion } from "@/lib/module/path";
import { compareVersions, isPseudoVersion, isSemver } from "@/lib/module/version";
import { type Answer, cachedAnswer, MAX_AGE, notFoundAnswer, PLAIN } from "./answer";
import type { ModuleVersion } from "./module-version";
import type { Site } from "./site";

const JSON_TYPE = "application/json; charset=utf-8";

/** The module files of a mirror, answered as the goproxy engine does. Every body is made beforehand. */
export function moduleSite(versions: readonly ModuleVersion[]): Site {
  const pages = new Map<string, Answer>();
  for (const version of versions) addVersion(pages, version);
  for (const module of new Set(versions.map((version) => version.module))) {
    addModule(
      pages,
      module,
      versions.filter((version) => version.module === module),
    );
  }
  return (path) => pages.get(path) ?? missingAnswer(path);
}

function addVersion(pages: Map<string, Answer>, { module, version, time, goMod, zip }: ModuleVersion): void {
  const info = formatInfo({ version, time });
  pages.set(infoPath(module, version), cachedAnswer(info, JSON_TYPE, MAX_AGE.file));
  pages.set(modPath(module, version), cachedAnswer(goMod, PLAIN, MAX_AGE.file));
  pages.set(zipPath(module, version), cachedAnswer(zip, "application/zip", MAX_AGE.file));
}

function addModule(pages: Map<string, Answer>, module: string, versions: readonly ModuleVersion[]): void {
  const tagged = versions.map(({ version }) => version).filter((version) => !isPseudoVersion(version));
  // The engine sends no final newline.
  const list = formatVersionList(tagged).trimEnd();
  pages.set(listPath(module), cachedAnswer(list, PLAIN, MAX_AGE.query));
  const latest = versions.reduce((a, b) => (compareVersions(a.version, b.version) < 0 ? b : a));
  pages.set(latestPath(module), cachedAnswer(formatInfo(latest), JSON_TYPE, MAX_AGE.query));
}

/** Why a path is not there, with the engine's texts and lifetimes: a path that can never be is kept for a day. */
function missingAnswer(path: string): Answer {
  const [, escaped, file = "latest"] = /^(.*?)\/(?:@latest|@v\/(.*))$/s.exec(path) ?? [];
  if (escaped === undefined) return notFoundAnswer("missing /@v/", MAX_AGE.refusal);
  const module = tryUnescape(unescapePath, escaped);
  if (module === null) {
    return notFoundAnswer(`invalid escaped module path ${JSON.stringify(escaped)}`, MAX_AGE.refusal);
  }
  if (file === "list" || file === "latest") return notFoundAnswer(`unknown module ${module}`, MAX_AGE.query);
  return missingFileAnswer(module, file);
}

function missingFileAnswer(module: string, file: string): Answer {
  const [, escaped = "", extension = ""] = /^(.*?)(\.[^.0-9][^.]*)?$/s.exec(file) ?? [];
  if (![".info", ".mod", ".zip"].includes(extension)) {
    return notFoundAnswer(`unexpected extension ${JSON.stringify(extension)}`, MAX_AGE.refusal);
  }
  const version = tryUnescape(unescapeVersion, escaped);
  if (version === null) {
    return notFoundAnswer(`invalid escaped version ${JSON.stringify(escaped)}`, MAX_AGE.refusal);
  }
  if (isSemver(version)) return notFoundAnswer(`unknown version ${module}@${version}`, MAX_AGE.absence);
  return extension === ".info"
    ? notFoundAnswer(`unknown revision ${module}@${version}`, MAX_AGE.query)
    : notFoundAnswer(`unrecognized version ${JSON.stringify(version)}`, MAX_AGE.refusal);
}

function tryUnescape(decode: (text: string) => string, escaped: string): string | null {
  try {
    return decode(escaped);
  } catch {
    return null;
  }
}
