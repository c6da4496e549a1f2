import { join } from "node:path";
import { openStore } from "@/lib/db/client";
import { readSnapshot } from "@/lib/db/snapshots";
import { StoreError } from "@/lib/db/store-error";
import { type Env, readEnv } from "@/lib/env";
import { readSnapshotFile } from "@/lib/files/snapshot-file";
import { formatGoproxy } from "@/lib/goenv/environment";
import { type Advice, toAdvice } from "@/lib/snapshot/advice";
import { toNameOf, toRecommendationBody } from "@/lib/snapshot/recommendation-body";
import { parseSnapshot, SnapshotError } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { changeWords, namedReasonWords } from "@/lib/text/advice";
import type { Lang } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import { formatAge } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { CLI_TEXTS, type Cli, CliError, EXIT, type ExitCode } from "./cli";
import type { Options } from "./options";
import type { Verb } from "./verb";

/** Options that the contract names and this version does not have: they must not be taken for others' advice. */
const LATER = ["team", "for"] as const;

/** The worker's copy, in the data folder. */
const SNAPSHOT_FILE = "snapshot.json";

export const recommendVerb: Verb = {
  name: "recommend",
  options: { team: "string", for: "string" },
  run: recommend,
};

async function recommend(options: Options, cli: Cli): Promise<ExitCode> {
  const texts = CLI_TEXTS[options.lang];
  const later = LATER.find((name) => options.values(name).length > 0);
  if (later !== undefined) throw new CliError(texts.notYet(`--${later}`));
  const [stray] = options.positionals;
  if (stray !== undefined) throw new CliError(texts.noArguments("recommend", visible(stray, 80)));
  const now = Date.now();
  const advice = toAdvice(await findSnapshot(readEnv(cli.env)), now);
  cli.stderr(formatProse(advice, now, options.lang));
  const { chain, tail } = advice.decision;
  const body = () => `${JSON.stringify(toRecommendationBody(advice, options.lang), null, 2)}\n`;
  cli.stdout(options.json ? body() : `${formatGoproxy(chain, tail)}\n`);
  return EXIT.ok;
}

/** What the worker of this data folder has written last: in the database, or its copy where that cannot be read. */
async function findSnapshot(env: Env): Promise<Snapshot | null> {
  const stored = await readStoredSnapshot(env.databaseUrl);
  return stored ?? readSnapshotFile(join(env.dataFolder, SNAPSHOT_FILE));
}

async function readStoredSnapshot(databaseUrl: string): Promise<Snapshot | null> {
  try {
    const store = await openStore(databaseUrl);
    try {
      const row = await readSnapshot(store, null);
      return row === null ? null : parseSnapshot(row.body);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError || error instanceof SnapshotError) return null;
    throw error;
  }
}

/** Confidence, reasons and what would change it, one line each. */
function formatProse({ asOf, stale, decision }: Advice, now: number, lang: Lang): string {
  const t = TEXTS[lang].advice;
  const nameOf = toNameOf(decision, lang);
  const lines = [
    t.confidence[decision.confidence],
    decision.basis === "measured" ? null : t.ground[decision.basis],
    stale && asOf !== null ? t.ground.stale(formatAge(now - asOf, lang)) : null,
    ...decision.reasons.map((reason) => `  ${namedReasonWords(reason, nameOf, lang)}`),
    `${t.changes}${decision.changes.map((change) => changeWords(change, nameOf, lang)).join(t.join)}${t.stop}`,
  ];
  return lines
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join("");
}
