import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { builtinConfig, readConfig } from "./config";
import { configOf, found, parse, parseMirror } from "./config.test-data";

const folder = mkdtempSync(join(tmpdir(), "gomirrors-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

function firstMirror(lines: string) {
  const first = configOf(parseMirror(lines)).mirrors[0];
  if (first === undefined) throw new Error("no mirror");
  return first;
}

/** The example of the contract, but for the certificate file. */
const EXAMPLE = `version: 1
vantage: { slug: shanghai-telecom, name: { zh: 上海·电信, en: Shanghai Telecom } }
contact: https://example.com/about-our-probes      # sent in the User-Agent
builtin: true
defaults: { interval: 60s, timeout: 10s }
mirrors:
  - slug: corp
    name: { zh: 公司代理, en: Corp proxy }
    url: https://goproxy.corp.example/
    allowPrivateNetwork: true
    headers: { Authorization: "Bearer \${CORP_TOKEN}" }
    resolver: system
    proxy: none
    interval: 20s
    budget: { requests: 50000, bytes: 2GB }
  - slug: tencent
    enabled: false
sumdb:
  name: sum.golang.org
  key: sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8
  sources: [ { slug: sum-golang-google-cn, url: https://sum.golang.google.cn } ]
samples:
  - { slug: ours, modules: [ "rsc.io/quote@v1.5.2" ] }
index: { url: https://index.golang.org/index }
controls: [ { url: https://www.baidu.com/ }, { url: https://www.gstatic.com/generate_204 }, { url: https://www.qq.com/ } ]
channels:
  - { slug: oncall, type: webhook, url: "\${ONCALL_URL}", secret: "\${ONCALL_SECRET}", allowPrivateNetwork: true, lang: zh }
rules: []
teams:
  - { slug: payments, name: { zh: 支付, en: Payments }, mirrors: [ corp, goproxy-cn ], samples: [ ours ], profile: balanced, tail: direct, channels: [ oncall ] }
retention: { raw: 14d, hours: 100d, days: 800d, evidence: 800d }
`;

describe("the contract's example", () => {
  const config = configOf(parse(EXAMPLE));

  test("has no finding", () => {
    expect(parse(EXAMPLE).findings).toEqual([]);
  });

  test("measures the built-in mirrors but the one switched off, then its own", () => {
    const slugs = config.mirrors.map(({ mirror }) => mirror.slug);
    expect(slugs).toEqual(["proxy-golang-org", "goproxy-cn", "aliyun", "goproxy-io", "corp"]);
  });

  test("opens the private network for the own mirror's origin alone, and takes its secret from the variable", () => {
    const corp = config.mirrors.at(-1);
    expect(corp?.access).toEqual({
      privateOrigins: ["https://goproxy.corp.example"],
      headers: { Authorization: "Bearer hunter2" },
      ca: null,
      resolver: "system",
      proxy: "none",
    });
    expect(corp?.mirror).toMatchObject({
      intervalMs: 20_000,
      timeoutMs: 10_000,
      budget: { requests: 50_000, bytes: 2_000_000_000 },
      own: true,
      builtin: false,
    });
    expect(config.mirrors[0]?.access.privateOrigins).toEqual([]);
  });

  test("keeps both sources, reads the samples and the retention", () => {
    expect(config.sumdb.sources.map(({ slug }) => slug)).toEqual(["sum-golang-org", "sum-golang-google-cn"]);
    expect(config.samples).toEqual([
      { slug: "ours", targets: [{ module: "rsc.io/quote", version: "v1.5.2" }] },
    ]);
    expect(config.retention).toEqual({
      rawMs: 14 * 86_400_000,
      hoursMs: 100 * 86_400_000,
      daysMs: 800 * 86_400_000,
      evidenceMs: 800 * 86_400_000,
    });
    expect(config.teams[0]).toMatchObject({ slug: "payments", profile: "balanced", tail: "direct" });
  });
});

describe("without a word of the file", () => {
  test("the five public mirrors run each minute within the public limits", () => {
    const { mirrors, sumdb, controls, index } = builtinConfig();
    expect(mirrors.map(({ mirror }) => mirror.slug)).toEqual([
      "proxy-golang-org",
      "goproxy-cn",
      "aliyun",
      "tencent",
      "goproxy-io",
    ]);
    for (const { mirror } of mirrors) {
      expect(mirror).toMatchObject({ intervalMs: 60_000, timeoutMs: 10_000, own: false, builtin: true });
      expect(mirror.budget).toEqual({ requests: 6_000, bytes: 200_000_000 });
    }
    expect(sumdb).toMatchObject({ name: "sum.golang.org" });
    expect(controls).toHaveLength(3);
    expect(index?.url).toBe("https://index.golang.org/index");
  });

  test("builtin: false leaves nothing but what the file names", () => {
    const config = configOf(parse("version: 1\nbuiltin: false\nmirrors: [ { slug: aliyun } ]\n"));
    expect(config.mirrors.map(({ mirror }) => mirror.url)).toEqual(["https://mirrors.aliyun.com/goproxy/"]);
    expect([config.sumdb.sources, config.controls, config.index]).toEqual([[], [], null]);
  });

  test("controls: [] switches every control off", () => {
    expect(configOf(parse("version: 1\ncontrols: []\n")).controls).toEqual([]);
  });

  test("naming a built-in mirror switches it on, and may change its settings", () => {
    const config = configOf(parse("version: 1\nmirrors: [ { slug: huawei, interval: 5m } ]\n"));
    const huawei = config.mirrors.find(({ mirror }) => mirror.slug === "huawei");
    expect(huawei?.mirror).toMatchObject({
      intervalMs: 300_000,
      builtin: true,
      about: { checkedOn: "2026-11-22" },
    });
  });
});

describe("a mirror of the operator's own", () => {
  test("may be asked each second, and its timeout is cut to fit", () => {
    const { mirror } = firstMirror(
      "slug: lab\nurl: http://127.0.0.1:8080\nallowPrivateNetwork: true\ninterval: 1s",
    );
    expect(mirror).toMatchObject({
      url: "http://127.0.0.1:8080/",
      intervalMs: 1_000,
      timeoutMs: 1_000,
      own: true,
    });
    expect(mirror.budget.requests).toBeGreaterThan(86_400);
  });

  test("opens exactly the origins that are listed", () => {
    const { access } = firstMirror(
      "slug: corp\nurl: https://10.0.0.1/\nallowPrivateNetwork: [ 'https://10.0.0.1', 'https://store.corp.example:8443' ]",
    );
    expect(access.privateOrigins).toEqual(["https://10.0.0.1", "https://store.corp.example:8443"]);
  });

  test("is not a public one that is declared private: its limits stay", () => {
    const lines = "slug: x\nurl: https://goproxy.cn/\nallowPrivateNetwork: true\ninterval: 1s";
    expect(found(parseMirror(lines))).toEqual(["interval-out-of-range 7:15 mirrors[0].interval"]);
  });

  test("takes its proxy from the environment if told so", () => {
    const lines = "slug: x\nurl: https://a.example/\nproxy: env";
    const env = { HTTPS_PROXY: "http://proxy.corp.example:3128" };
    expect(configOf(parseMirror(lines, env)).mirrors[0]?.access.proxy).toBe("http://proxy.corp.example:3128");
    expect(configOf(parseMirror(lines, {})).mirrors[0]?.access.proxy).toBe("none");
  });
});

test("an unknown key comes with the nearest known one, or with all of them", () => {
  const fixes = parse("version: 1\nmirors: []\nzzz: 1\n").findings.map(({ fix }) => fix.en);
  expect(fixes[0]).toBe("did you mean mirrors?");
  expect(fixes[1]).toContain("vantage, contact, builtin");
});

test("a finding says it in both languages and holds no text of the file", () => {
  const result = parse('version: 1\nsecretkey: hunter2\nmirrors: [ { slug: "hunter2!", url: "hunter2" } ]\n');
  for (const { text, fix } of result.findings) {
    for (const part of [text.zh, text.en, fix.zh, fix.en]) expect(part.length).toBeGreaterThan(0);
  }
  expect(result.findings.length).toBeGreaterThan(1);
  expect(JSON.stringify(result.findings)).not.toMatch(/hunter2|secretkey/);
});

test("headers over plain http are a warning and the configuration runs", () => {
  const result = parseMirror("slug: a\nurl: http://10.0.0.1/\nallowPrivateNetwork: true\nheaders: { A: b }");
  expect(result.findings.map(({ code, severity }) => [code, severity])).toEqual([
    ["secret-over-http", "warning"],
  ]);
  expect(result.config).not.toBeNull();
});

describe("reading", () => {
  test("no default file gives the built-in catalogue", () => {
    expect(readConfig(null, {})).toEqual({ config: builtinConfig(), findings: [], file: null });
  });

  test("a named file must exist", () => {
    expect(readConfig(join(folder, "none.yaml"), {}).findings.map(({ code }) => code)).toEqual([
      "file-missing",
    ]);
  });

  test("a folder in its place is said to be unreadable", () => {
    expect(readConfig(folder, {}).findings.map(({ code }) => code)).toEqual(["file-unreadable"]);
  });

  test("a certificate is read beside the file, and must be one", () => {
    writeFileSync(join(folder, "bad.pem"), "-----BEGIN CERTIFICATE-----\n");
    const file = join(folder, "gomirrors.yaml");
    writeFileSync(file, "version: 1\nmirrors: [ { slug: a, url: https://a.example, ca: ./bad.pem } ]\n");
    expect(found(readConfig(file, {}))).toEqual(["ca-not-pem 2:51 mirrors[0].ca"]);
  });
});
