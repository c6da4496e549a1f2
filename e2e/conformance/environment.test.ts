import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environment as baseEnvironment } from "@/e2e/env";
import { DEFAULT_CHOICES } from "@/lib/goenv/choices";
import { decide } from "@/lib/goenv/decision";
import { renderEnvSh } from "@/lib/goenv/env-sh";
import { type Assignment, toEnvironment } from "@/lib/goenv/environment";
import { renderGoEnv, renderGoEnvCommands, renderUndo } from "@/lib/goenv/go-env";
import { situationOf } from "@/lib/goenv/situation.fixture";
import { findGo, runGo } from "./go";

const SHELLS = ["sh", "dash", "bash", "zsh", "ksh"].filter(isInstalled);
const HOSTILE = [
  "it's",
  "''",
  "'\\''",
  "$(touch pwned)",
  "`touch pwned`",
  "a;touch pwned",
  "a\ntouch pwned",
  "$HOME $IFS \\",
  `"; touch pwned; "`,
  "!event",
  "~ * ? [a]",
  "  ends in spaces and a line end\n",
  "\\",
  "-n",
  "中文\u202e",
];
const RANDOM_VALUES = 1_000;

const decision = decide(
  situationOf([{ slug: "a", url: "https://goproxy.a.example/x~y!z/" }, { slug: "b" }]),
  DEFAULT_CHOICES,
  null,
);
const environment = toEnvironment(decision);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gomirrors-environment-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ["-c", "exit 0"]);
    return true;
  } catch {
    return false;
  }
}

/** What a shell prints, in a folder of its own, without a login file. */
function runShell(shell: string, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...baseEnvironment(), HOME: folder };
    execFile(shell, ["-c", script], { cwd: folder, env, maxBuffer: 1 << 26 }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error);
    });
  });
}

/** The values of GOPROXY after each of the files was read, as the process that a shell starts sees them. */
async function valuesOf(shell: string, texts: readonly string[]): Promise<string[]> {
  await Promise.all(texts.map((text, index) => writeFile(join(folder, `${index}.sh`), text)));
  const loop = `i=0; while [ $i -lt ${texts.length} ]; do . ./$i.sh; printenv GOPROXY; printf '\\0'; i=$((i+1)); done`;
  const printed = await runShell(shell, loop);
  return printed.split("\n\0").slice(0, texts.length);
}

const set = (value: string): Assignment[] => [{ name: "GOPROXY", value }];

describe.each(SHELLS)("%s reads env.sh", (shell) => {
  test("to exactly what was decided", async () => {
    const [goproxy] = await valuesOf(shell, [
      renderEnvSh(environment, ["rules\n. ./evil", "$(touch pwned)"]),
    ]);
    expect(goproxy).toBe("https://goproxy.a.example/x~y!z/,https://b.example,direct");
  });

  test("to exactly the value, whatever it holds, and runs nothing", async () => {
    const values = [...HOSTILE, ...Array.from({ length: RANDOM_VALUES }, (_, seed) => randomValue(seed))];
    const texts = values.map((value) => renderEnvSh(set(value), []));
    expect(await valuesOf(shell, texts)).toEqual(values);
    expect(await runShell(shell, "ls pwned 2>/dev/null || echo nothing")).toBe("nothing\n");
  });
});

const go = await findGo("what go env -w makes of our commands");

describe.skipIf(go === null)(`go env -w, judged by ${go}`, () => {
  const read = async (env: Record<string, string>) => {
    const { stdout } = await runGo(folder, ["env", "GOPROXY", "GOSUMDB"], env);
    return stdout.trimEnd().split("\n");
  };
  const want = environment.map(({ value }) => value);

  test.each([
    { name: "the one line", script: renderGoEnv(environment, ["old data"]) },
    { name: "the commands for people", script: renderGoEnvCommands(environment).join("\n") },
  ])("$name stores the values, and undo takes them away", async ({ script }) => {
    const GOENV = join(folder, "goenv");
    const clean = { GOENV, GOPROXY: "", GOSUMDB: "" };
    const before = await read(clean);
    await runShell("sh", `export GOENV='${GOENV}'; ${script}`);
    expect(await read(clean)).toEqual(want);
    await runShell("sh", `export GOENV='${GOENV}'; ${renderUndo(environment)}`);
    expect(await read(clean)).toEqual(before);
  });
});

/** Up to 40 characters, most of them such as a shell acts upon. */
function randomValue(seed: number): string {
  const alphabet = " \t\n'\"\\$`!*?[](){}<>|&;~#=%,:/.-_abcXYZ019é中\u202e\u0007";
  let state = seed + 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const letters = Array.from(alphabet);
  return Array.from({ length: 1 + next(40) }, () => letters[next(letters.length)] ?? "").join("");
}
