import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { LocalText } from "@/lib/mirror/mirror";
import { CONFIG_TEXTS } from "@/lib/text/config";
import type { Build } from "./config-access";
import { type Finding, type Problem, parseYaml, toFinding } from "./config-document";
import { toProblems } from "./config-issues";
import { buildMirrors, type ConfiguredMirror, checkUniqueSlugs } from "./config-mirrors";
import { type ConfigDocument, configSchema } from "./config-schema";
import { expandDocument } from "./config-secrets";
import {
  buildChannels,
  buildControls,
  buildIndex,
  buildRetention,
  buildSamples,
  buildTeams,
  type Channel,
  type Endpoint,
  type Retention,
  type SampleSet,
  type Team,
} from "./config-sections";
import { buildSumdb, type Sumdb } from "./config-sumdb";
import type { EnvSource } from "./env";

/** All that gomirrors.yaml decides, with every default filled in. Holds secrets: it leaves the process nowhere. */
export type Config = {
  readonly vantage: { readonly slug: string; readonly name: LocalText };
  /** Sent in the User-Agent. */
  readonly contact: string | null;
  readonly mirrors: readonly ConfiguredMirror[];
  readonly sumdb: Sumdb;
  /** Sample sets of the operator's own; empty: the built-in set is asked for. */
  readonly samples: readonly SampleSet[];
  readonly index: Endpoint | null;
  readonly controls: readonly Endpoint[];
  readonly channels: readonly Channel[];
  readonly rules: NonNullable<ConfigDocument["rules"]>;
  readonly teams: readonly Team[];
  readonly retention: Retention;
};

/** `config` is null exactly if some finding is an error. */
export type ConfigResult = { readonly config: Config | null; readonly findings: readonly Finding[] };

/** What reading gave. `file` is null where no file exists and the built-in catalogue is in force. */
export type ConfigReading = ConfigResult & { readonly file: string | null };

/** What parsing needs of the world: variables, the file's name for findings, and files that it names. */
export type ConfigWorld = {
  readonly env: EnvSource;
  readonly file: string;
  readonly readCa: (path: string) => string | null;
};

/** The file that is read when GOMIRRORS_CONFIG names none. */
export const DEFAULT_FILE = "gomirrors.yaml";

const DEFAULT_VANTAGE = { slug: "local", name: { zh: "本机", en: "this machine" } };

/**
 * The configuration that a text of gomirrors.yaml gives, or every finding by line, position and reason. A finding
 * never holds a text of the file. Nothing is thrown for what the file says.
 */
export function parseConfig(text: string, world: ConfigWorld): ConfigResult {
  const yaml = parseYaml(text, world.file);
  if (yaml.findings.length > 0) return { config: null, findings: yaml.findings };
  const { config, problems } = buildConfig(yaml.value, world);
  // A default that several mirrors cannot have is one fault.
  const findings = [
    ...new Map(problems.map(yaml.locate).map((found) => [found.code + found.where, found])).values(),
  ];
  return { config: problems.some(isError) ? null : config, findings };
}

/** The configuration without a file: the built-in catalogue. */
export function builtinConfig(): Config {
  const { config } = parseConfig("version: 1\n", { env: {}, file: DEFAULT_FILE, readCa: () => null });
  if (config === null) throw new Error("the built-in configuration is not valid");
  return config;
}

/**
 * Reads gomirrors.yaml. With `path` null the default file is read if it exists, and the built-in catalogue is the
 * answer if not; a path that is given must exist. Certificates are read relative to the file.
 */
export function readConfig(path: string | null, env: EnvSource): ConfigReading {
  const file = path ?? DEFAULT_FILE;
  const read = readText(file);
  if (read.text === null) {
    if (read.code === "ENOENT" && path === null) return { config: builtinConfig(), findings: [], file: null };
    const words =
      read.code === "ENOENT" ? CONFIG_TEXTS.fileMissing() : CONFIG_TEXTS.fileUnreadable(read.code);
    return { config: null, findings: [toFinding(words, "error", file)], file };
  }
  const readCa = (name: string) => readText(resolve(dirname(file), name)).text;
  return { ...parseConfig(read.text, { env, file: basename(file), readCa }), file };
}

function buildConfig(
  value: unknown,
  world: ConfigWorld,
): { config: Config | null; problems: readonly Problem[] } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { config: null, problems: [{ place: [], severity: "error", words: CONFIG_TEXTS.notMapping() }] };
  }
  const build: Build = { env: world.env, readCa: world.readCa, problems: [] };
  const expanded = expandDocument(value, build);
  const parsed = configSchema.safeParse(expanded);
  if (!parsed.success) build.problems.push(...toProblems(parsed.error.issues, expanded));
  // What depends on several keys can only be judged once each of them is right by itself.
  if (!parsed.success || build.problems.some(isError)) return { config: null, problems: build.problems };
  return { config: buildSections(parsed.data, build), problems: build.problems };
}

function buildSections(document: ConfigDocument, build: Build): Config {
  const mirrors = buildMirrors(document, build);
  const samples = buildSamples(document, build);
  const channels = buildChannels(document, build);
  const vantage = document.vantage;
  const teams = buildTeams(document, { mirrors, samples, channels }, build);
  checkUniqueSlugs(
    (document.rules ?? []).map(({ name }) => ({ slug: name })),
    ["rules"],
    build,
  );
  return {
    vantage:
      vantage === undefined
        ? DEFAULT_VANTAGE
        : { slug: vantage.slug, name: vantage.name ?? named(vantage.slug) },
    contact: document.contact ?? null,
    mirrors,
    sumdb: buildSumdb(document, build),
    samples,
    index: buildIndex(document, build),
    controls: buildControls(document, build),
    channels,
    rules: document.rules ?? [],
    teams,
    retention: buildRetention(document, build),
  };
}

function named(slug: string): LocalText {
  return { zh: slug, en: slug };
}

function isError({ severity }: { readonly severity: string }): boolean {
  return severity === "error";
}

/** A file's text, or the operating system's code why it has none. */
function readText(path: string): { text: string; code: null } | { text: null; code: string } {
  try {
    return { text: readFileSync(path, "utf8"), code: null };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { text: null, code };
  }
}
