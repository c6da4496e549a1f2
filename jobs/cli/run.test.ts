import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeSnapshot } from "@/lib/db/snapshots";
import { openTempStore } from "@/lib/db/store-fixture";
import { writeSnapshotFile } from "@/lib/files/snapshot-file";
import { DEFAULT_CHOICES } from "@/lib/goenv/choices";
import { decide } from "@/lib/goenv/decision";
import { situationOf } from "@/lib/goenv/situation.fixture";
import { FAULT_NAMES } from "@/lib/lab/fault";
import { type Lab, startLab } from "@/lib/lab/lab";
import { KINDS } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import { BUILTIN_TOOLCHAIN } from "@/lib/probe/sample-set";
import { formatSnapshot } from "@/lib/snapshot/schema";
import { snapshotOf } from "@/lib/snapshot/snapshot.fixture";
import { runCli } from "./run";

let folder: string;
let configFile: string;
let lab: Lab;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-cli-"));
  configFile = join(folder, "gomirrors.yaml");
  lab = await startLab({ standIns: [BUILTIN_TOOLCHAIN] });
  writeFileSync(
    configFile,
    `version: 1
builtin: false
vantage: { slug: desk }
mirrors: [ { slug: lab, url: ${lab.url}, allowPrivateNetwork: true } ]
sumdb: { name: ${lab.sumdbName}, key: ${lab.verifierKey} }
samples: [ { slug: lab, modules: [ ${lab.modules.map(({ module, version }) => `"${module}@${version}"`).join(", ")} ] } ]
`,
  );
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  for (const name of FAULT_NAMES) lab.setFault(name, null);
});

async function run(words: readonly string[], env: Record<string, string> = { GOMIRRORS_CONFIG: configFile }) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const exit = await runCli(words, {
    stdout: (text) => stdout.push(text),
    stderr: (text) => stderr.push(text),
    env,
    locale: "en-US",
    stop: new AbortController().signal,
  });
  return { exit, stdout: stdout.join(""), stderr: stderr.join("") };
}

describe("help", () => {
  test("lists the verbs", async () => {
    const { exit, stdout } = await run(["--help"]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/probe .*\n.*recommend .*\n.*check-config/);
  });

  test("of a verb is in the language that is asked for", async () => {
    expect((await run(["probe", "--help", "--lang", "zh"])).stdout).toContain("用法：gomirrors probe");
    expect((await run(["--help", "--lang=zh"])).stdout).toContain("用法：");
  });
});

describe("one sentence that names the word, and exit code 1, for", () => {
  test.each([
    ["no verb", [], "no verb"],
    [
      "a verb that does not exist",
      ["prob"],
      "there is no verb prob; there are probe, recommend, check-config",
    ],
    ["an option that does not exist", ["probe", "--fast"], "--fast"],
    ["an option without its value", ["probe", "--kind"], "--kind"],
    ["a switch with a value", ["probe", "--json=yes"], "--json"],
    ["a language that does not exist", ["probe", "--lang", "fr"], "fr"],
    ["a kind that does not exist", ["probe", "--kind", "zap"], "zap"],
    ["a family that there is not", ["probe", "--family", "5"], "5"],
    ["a module without version", ["probe", "--module", "rsc.io/quote"], "rsc.io/quote"],
    ["an unknown mirror", ["probe", "nowhere"], "there is no mirror nowhere"],
    ["a private address without permission", ["probe", "http://127.0.0.1:9/"], "--allow-private"],
    ["a private address beside a configured one", ["probe", "http://127.0.0.2:9/"], "--allow-private"],
    ["file:", ["probe", "file:///srv"], "file:///srv"],
    ["a phantom name", ["probe", "https://goproxy.qiniu.com/"], "goproxy.qiniu.com"],
    ["two files", ["check-config", "a", "b"], "one file"],
    ["a team", ["recommend", "--team", "payments"], "--team is not in this version"],
    ["a go.sum", ["recommend", "--for=go.sum"], "--for is not in this version"],
    ["a stray word", ["recommend", "goproxy-cn"], "recommend takes no goproxy-cn"],
  ])("%s", async (_, words, part) => {
    const { exit, stdout, stderr } = await run(words);
    expect([exit, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("a password in a URL, without printing it", async () => {
    const { exit, stderr } = await run(["probe", "https://user:hunter2@a.example/"]);
    expect(exit).toBe(1);
    expect(stderr).toContain("https://***@a.example/");
    expect(stderr).not.toContain("hunter2");
  });

  test("a wrong variable, by name and without its value", async () => {
    const { exit, stderr } = await run(["probe"], { PORT: "hunter2" });
    expect(exit).toBe(1);
    expect(stderr).toContain("PORT");
    expect(stderr).not.toContain("hunter2");
  });

  test("probing switched off: nothing is sent", async () => {
    const before = lab.requests().length;
    const { exit, stderr } = await run(["probe"], { GOMIRRORS_CONFIG: configFile, GOMIRRORS_PROBING: "off" });
    expect(exit).toBe(1);
    expect(stderr).toContain("GOMIRRORS_PROBING=off");
    expect(lab.requests()).toHaveLength(before);
  });
});

describe("probe", () => {
  test("asks every variant of every kind and the twin, and a good mirror is all ok", async () => {
    const { exit, stdout } = await run(["probe", "--json"]);
    const results = JSON.parse(stdout);
    const bad = results.filter((result: { outcome: string }) => result.outcome !== "ok");
    expect(bad).toEqual([]);
    expect(exit).toBe(0);
    const variants = KINDS.flatMap((kind) =>
      KIND_MAP[kind].variants.map(({ name }) => `${kind}/${name}/fresh`),
    );
    const asked = results.map(
      (r: Record<string, string>) => `${r["kind"]}/${r["variant"]}/${r["connection"]}`,
    );
    expect(asked.sort()).toEqual([...variants, "info/canonical/reused"].sort());
  });

  test("answers the JSON of the contract and nothing else on stdout", async () => {
    const { stdout, stderr } = await run(["probe", "lab", "--json", "--kind", "info"]);
    const [fresh, reused] = JSON.parse(stdout);
    expect(fresh).toEqual({
      mirror: "lab",
      vantage: "desk",
      kind: "info",
      variant: "canonical",
      connection: "fresh",
      family: 4,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      outcome: "ok",
      phase: "transfer",
      reason: null,
      wouldHang: false,
      phasesMs: {
        dns: null,
        tcp: expect.any(Number),
        tls: null,
        ttfb: expect.any(Number),
        transfer: expect.any(Number),
      },
      totalMs: expect.any(Number),
      status: 200,
      bytes: expect.any(Number),
      address: "127.0.0.1",
      url: expect.stringContaining(lab.url),
    });
    expect(reused).toMatchObject({ connection: "reused", phasesMs: { tcp: null } });
    expect(stderr).toContain("2 probes, 2 ok");
  });

  test("exits 2 when something is wrong, and the table says what", async () => {
    lab.setFault("status-500", true);
    const { exit, stdout } = await run(["probe", "--kind", "list", "--lang", "zh"]);
    expect(exit).toBe(2);
    const [head, row] = stdout.split("\n");
    expect(head).toMatch(/^镜像 +接口 +结果/);
    expect(row).toMatch(/^lab +list\/tagged +服务端错误 .* 500 /);
  });

  test("takes a URL with --allow-private, and the module of the command line", async () => {
    const [target] = lab.modules;
    if (target === undefined) throw new Error("the lab has no module");
    const words = [
      "probe",
      lab.url.replace("127.0.0.1", "localhost"),
      "--allow-private",
      "--json",
      "--kind",
      "mod",
    ];
    const { stdout } = await run([...words, "--module", `${target.module}@${target.version}`], {});
    expect(JSON.parse(stdout)).toMatchObject([
      { mirror: expect.stringContaining("//localhost:"), outcome: "ok" },
    ]);
  });

  test("is told of a wrong configuration by line, and sends nothing", async () => {
    const wrong = join(folder, "wrong.yaml");
    writeFileSync(wrong, "version: 1\nmirors: []\n");
    const { exit, stderr } = await run(["probe"], { GOMIRRORS_CONFIG: wrong });
    expect(exit).toBe(1);
    expect(stderr).toContain("wrong.yaml:2:1");
  });
});

describe("check-config", () => {
  test("finds nothing in a good file", async () => {
    const { exit, stdout, stderr } = await run(["check-config", configFile, "--json"]);
    expect([exit, JSON.parse(stdout)]).toEqual([0, { findings: [] }]);
    expect(stderr).toContain(configFile);
  });

  test("takes the file of GOMIRRORS_CONFIG when none is named", async () => {
    expect((await run(["check-config"])).stderr).toContain(configFile);
  });

  test("prints each finding with its place and exits 2", async () => {
    const wrong = join(folder, "wrong.yaml");
    writeFileSync(wrong, "version: 1\nmirors: []\n");
    const json = await run(["check-config", wrong, "--json", "--lang", "zh"]);
    expect(json.exit).toBe(2);
    expect(JSON.parse(json.stdout)).toEqual({
      findings: [
        {
          code: "unknown-key",
          severity: "error",
          where: "wrong.yaml:2:1",
          text: "不认识这个键",
          fix: "是不是 mirrors？",
        },
      ],
    });
    const prose = await run(["check-config", wrong]);
    expect(prose.stdout).toBe("error  wrong.yaml:2:1  this key is not known; did you mean mirrors?\n");
  });

  test("exits 1 for a file that is not there, and says which", async () => {
    const { exit, stdout } = await run(["check-config", join(folder, "none.yaml")]);
    expect(exit).toBe(1);
    expect(stdout).toContain("none.yaml");
  });
});

describe("recommend", () => {
  const withSnapshot = async (ageMs: number) => {
    const data = mkdtempSync(join(folder, "data-"));
    const { audience, guideline } = DEFAULT_CHOICES;
    const at = Date.now() - ageMs;
    const situation = situationOf([{ slug: "a" }, { slug: "b", infoMs: 300 }, { slug: "c" }], { at });
    const decision = decide(situation, DEFAULT_CHOICES, null);
    const recommendation = { id: 7, since: at - 60_000, audience, guideline, decision };
    const snapshot = { ...snapshotOf([], { now: at }), recommendation };
    await writeSnapshotFile(join(data, "snapshot.json"), formatSnapshot(snapshot));
    return { GOMIRRORS_DATA: data };
  };

  test("prints the chain alone on stdout, and why on stderr", async () => {
    const { exit, stdout, stderr } = await run(["recommend"], await withSnapshot(1_000));
    expect([exit, stdout]).toEqual([0, "https://a.example,https://c.example,direct\n"]);
    expect(stderr).toContain("high confidence");
    expect(stderr).toContain("b: .info p95 300");
    expect(stderr).toContain("What would change it");
  });

  test("answers the JSON of the contract", async () => {
    const { exit, stdout } = await run(["recommend", "--json", "--lang", "zh"], await withSnapshot(1_000));
    const body = JSON.parse(stdout);
    expect(exit).toBe(0);
    expect(body).toMatchObject({
      id: 7,
      goproxy: "https://a.example,https://c.example,direct",
      gosumdb: "sum.golang.org",
      gotoolchain: null,
      confidence: "high",
    });
    expect(body.reasons[0]).toEqual({
      code: "measured",
      params: { n: 3, need: 30 },
      text: expect.stringContaining("比较了 3 个镜像"),
    });
  });

  test("says how old it is when the worker has stopped", async () => {
    const { stderr } = await run(["recommend"], await withSnapshot(22 * 60_000));
    expect(stderr).toContain("medium confidence");
    expect(stderr).toContain("stopped 22 min ago");
  });

  test("has a documented default where there is no data, and that is no failure", async () => {
    const nothing = { GOMIRRORS_DATA: join(folder, "nowhere") };
    const { exit, stdout, stderr } = await run(["recommend"], nothing);
    expect([exit, stdout]).toEqual([0, "https://goproxy.cn,direct\n"]);
    expect(stderr).toContain("not measured");
    const json = await run(["recommend", "--json"], nothing);
    expect(JSON.parse(json.stdout)).toMatchObject({ id: null, confidence: "none", mirrors: [] });
  });

  test("prefers the database to the copy", async () => {
    const env = await withSnapshot(1_000);
    const temp = await openTempStore();
    const body = formatSnapshot(snapshotOf([], { now: Date.now() }));
    await writeSnapshot(temp.store, { vantage: "here", seq: 1, at: Date.now(), body });
    const { stdout } = await run(["recommend"], { ...env, DATABASE_URL: temp.url });
    await temp.remove();
    expect(stdout).toBe("https://goproxy.cn,direct\n");
  });

  test("goes on with the copy when the database holds what this version cannot read", async () => {
    const env = await withSnapshot(1_000);
    const temp = await openTempStore();
    await writeSnapshot(temp.store, { vantage: "here", seq: 1, at: Date.now(), body: '{"schema":999}' });
    const { stdout } = await run(["recommend"], { ...env, DATABASE_URL: temp.url });
    await temp.remove();
    expect(stdout).toBe("https://a.example,https://c.example,direct\n");
  });
});
