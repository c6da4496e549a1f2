import { type Config, readConfig } from "@/lib/config";
import { readEnv } from "@/lib/env";
import { createExchanger } from "@/lib/net/exchange";
import { SYSTEM_HOSTS_FILE } from "@/lib/net/hosts-file";
import { IP_FAMILIES } from "@/lib/probe/family";
import { KINDS, type KindName, type Sample } from "@/lib/probe/kind";
import { parseSample, toSamples } from "@/lib/probe/sample-set";
import type { Family } from "@/lib/probe/series";
import { visible } from "@/lib/text/visible";
import { formatUserAgent } from "@/lib/user-agent";
import { formatFindings } from "./check-config";
import { CLI_TEXTS, type Cli, CliError, EXIT, type ExitCode } from "./cli";
import type { Options } from "./options";
import { type ManualResult, probeMirror } from "./probe-mirror";
import { formatProbesJson, formatProbesTable, formatProgress } from "./probe-output";
import { planTargets } from "./probe-target";
import type { Verb } from "./verb";

export const probeVerb: Verb = {
  name: "probe",
  options: { kind: "string", module: "string", family: "string" },
  run: probe,
};

/** Probes every target by every kind that was asked for, mirrors side by side, and prints what was seen. */
async function probe(options: Options, cli: Cli): Promise<ExitCode> {
  const texts = CLI_TEXTS[options.lang];
  const env = readEnv(cli.env);
  const kinds = readKinds(options);
  const modules = readModules(options);
  const family = readFamily(options);
  if (!env.probing) throw new CliError(texts.probingOff);
  const config = readConfigOrSay(env.configFile, options, cli);
  const targets = planTargets(options, config);
  const exchanger = createExchanger({
    userAgent: formatUserAgent(config.contact),
    hostsFile: SYSTEM_HOSTS_FILE,
    nameServers: [],
  });
  const say = (result: ManualResult) => cli.stderr(formatProgress(result, options.lang));
  const run = { kinds, modules, family, vantage: config.vantage.slug, sumdb: config.sumdb, stop: cli.stop };
  const results = (
    await Promise.all(targets.map((target) => probeMirror(target, run, exchanger, say)))
  ).flat();
  if (cli.stop.aborted) cli.stderr(`${texts.interrupted}\n`);
  cli.stdout(options.json ? formatProbesJson(results) : formatProbesTable(results, options.lang));
  const ok = results.filter(({ outcome }) => outcome === "ok").length;
  cli.stderr(`${texts.summary(ok, results.length)}\n`);
  return ok === results.length && !cli.stop.aborted ? EXIT.ok : EXIT.findings;
}

function readKinds(options: Options): readonly KindName[] {
  const names = options.values("kind");
  const unknown = names.find((name) => !KINDS.some((kind) => kind === name));
  if (unknown !== undefined) {
    throw new CliError(CLI_TEXTS[options.lang].unknownKind(visible(unknown, 100), KINDS.join(", ")));
  }
  return names.length === 0 ? KINDS : KINDS.filter((kind) => names.includes(kind));
}

/** The last --family; 0, which leaves it to the resolver's answer, without one. */
function readFamily(options: Options): Family {
  const text = options.values("family").at(-1);
  const family = IP_FAMILIES.find((one) => String(one) === text);
  if (text === undefined || family !== undefined) return family ?? 0;
  throw new CliError(CLI_TEXTS[options.lang].badFamily(visible(text, 100)));
}

function readModules(options: Options): readonly Sample[] {
  const targets = options.values("module").map((text) => {
    try {
      return parseSample(text);
    } catch (error) {
      if (error instanceof TypeError)
        throw new CliError(CLI_TEXTS[options.lang].badModule(visible(text, 200)));
      throw error;
    }
  });
  return toSamples(targets);
}

function readConfigOrSay(file: string | null, options: Options, cli: Cli): Config {
  const { config, findings } = readConfig(file, cli.env);
  if (config !== null) return config;
  cli.stderr(formatFindings(findings, options.lang));
  throw new CliError(CLI_TEXTS[options.lang].configWrong);
}
