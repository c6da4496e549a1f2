import { describe, expect, test } from "vitest";
import { found, parse, parseMirror } from "./config.test-data";

describe("a mirror is refused, with line and column, for", () => {
  test.each([
    [
      "a password in its URL",
      "slug: a\nurl: https://u:hunter2@a.example/",
      "url-userinfo 5:10 mirrors[0].url",
    ],
    [
      "a comma in its URL",
      "slug: a\nurl: 'https://a.example,https://b.example'",
      "url-separator 5:10 mirrors[0].url",
    ],
    ["file:", "slug: a\nurl: file:///srv/x", "url-scheme 5:10 mirrors[0].url"],
    ["a private address", "slug: a\nurl: https://10.0.0.1/", "url-private-address 5:10 mirrors[0].url"],
    [
      "a private address that its list does not name",
      "slug: a\nurl: https://10.0.0.1/\nallowPrivateNetwork: [ 'https://10.0.0.2' ]",
      "url-private-address 5:10 mirrors[0].url",
    ],
    ["plain http in public", "slug: a\nurl: http://goproxy.cn/", "url-plain-http 5:10 mirrors[0].url"],
    ["a phantom name", "slug: a\nurl: https://goproxy.qiniu.com/", "url-phantom 5:10 mirrors[0].url"],
    ["no URL", "slug: a\ntimeout: 1s", "missing-url 4:5 mirrors[0]"],
    [
      "an origin with a path",
      "slug: a\nurl: https://a.example\nallowPrivateNetwork: [ 'https://a.example/x' ]",
      "url-path 6:28 mirrors[0].allowPrivateNetwork[0]",
    ],
    [
      "an interval under a minute",
      "slug: a\nurl: https://a.example\ninterval: 59s",
      "interval-out-of-range 6:15 mirrors[0].interval",
    ],
    [
      "an interval over an hour",
      "slug: a\nurl: https://a.example\ninterval: 2h",
      "interval-out-of-range 6:15 mirrors[0].interval",
    ],
    [
      "an interval without unit",
      "slug: a\nurl: https://a.example\ninterval: 60",
      "wrong-type 6:15 mirrors[0].interval",
    ],
    [
      "a fractional interval",
      "slug: a\nurl: https://a.example\ninterval: 1.5m",
      "wrong-format 6:15 mirrors[0].interval",
    ],
    [
      "a timeout over a minute",
      "slug: a\nurl: https://a.example\ntimeout: 61s",
      "timeout-out-of-range 6:14 mirrors[0].timeout",
    ],
    [
      "a timeout over its interval",
      "slug: a\nurl: https://a.example\nallowPrivateNetwork: true\ninterval: 2s\ntimeout: 3s",
      "timeout-over-interval 8:14 mirrors[0].timeout",
    ],
    [
      "a public budget over 6,000 requests",
      "slug: a\nurl: https://a.example\nbudget: { requests: 6001 }",
      "budget-over-public 6:25 mirrors[0].budget.requests",
    ],
    [
      "a public budget over 200 MB",
      "slug: a\nurl: https://a.example\nbudget: { bytes: 201MB }",
      "budget-over-public 6:22 mirrors[0].budget.bytes",
    ],
    [
      "a header name with a colon",
      "slug: a\nurl: https://a.example\nheaders: { 'A:': x }",
      "wrong-format 6:16 mirrors[0].headers",
    ],
    [
      "a header value of two lines",
      'slug: a\nurl: https://a.example\nheaders: { A: "x\\r\\nB: y" }',
      "wrong-format 6:19 mirrors[0].headers",
    ],
    [
      "a certificate that is not there",
      "slug: a\nurl: https://a.example\nca: ./x.pem",
      "ca-unreadable 6:9 mirrors[0].ca",
    ],
    [
      "a proxy that is none",
      "slug: a\nurl: https://a.example\nproxy: socks5://x",
      "proxy-malformed 6:12 mirrors[0].proxy",
    ],
    ["a slug with capitals", "slug: A\nurl: https://a.example", "wrong-format 4:11 mirrors[0].slug"],
    [
      "a name in one language",
      "slug: a\nurl: https://a.example\nname: { en: A }",
      "missing-key 6:11 mirrors[0].name.zh",
    ],
    ["a missing variable", `slug: a\nurl: "\${NOWHERE}"`, "missing-variable 5:10 mirrors[0].url"],
  ])("%s", (_, lines, expected) => {
    const result = parseMirror(lines);
    expect(result.config).toBeNull();
    expect(found(result)).toContain(expected);
    expect(JSON.stringify(result.findings)).not.toContain("hunter2");
  });
});

describe("the file is refused for", () => {
  test.each([
    ["being empty", "", "not-a-mapping 1:1"],
    ["being a list", "- a\n", "not-a-mapping 1:1"],
    ["no version", "builtin: true\n", "missing-key 1:1 version"],
    ["another version", "version: 2\n", "not-one-of 1:10 version"],
    ["an unknown key", "version: 1\nmirors: []\n", "unknown-key 2:1"],
    [
      "an unknown key inside",
      "version: 1\nmirrors:\n  - slug: a\n    intervall: 60s\n",
      "unknown-key 4:5 mirrors[0]",
    ],
    ["a key twice", "version: 1\nversion: 1\n", "duplicate-key 2:1"],
    ["broken YAML", "version: 1\nmirrors: [\n", "yaml-syntax 3:1"],
    ["a second document", "version: 1\n---\nversion: 1\n", "yaml-syntax 2:1"],
    ["an unknown tag", "version: !x 1\n", "yaml-syntax 1:10"],
    [
      "a slug twice",
      "version: 1\nmirrors: [ { slug: nju }, { slug: nju } ]\n",
      "duplicate-slug 2:35 mirrors[1].slug",
    ],
    [
      "a URL twice",
      "version: 1\nmirrors: [ { slug: x, url: https://goproxy.cn } ]\n",
      "duplicate-url 2:28 mirrors[0].url",
    ],
    [
      "a default interval that its public mirrors cannot have",
      "version: 1\ndefaults: { interval: 10s }\n",
      "interval-out-of-range 2:23 defaults.interval",
    ],
    [
      "a foreign checksum database without key",
      "version: 1\nsumdb: { name: sum.corp.example }\n",
      "key-missing 2:8 sumdb",
    ],
    ["a key that is none", "version: 1\nsumdb: { name: x, key: x+y+z }\n", "verifier-key 2:24 sumdb.key"],
    [
      "a key of another database",
      "version: 1\nsumdb: { name: x, key: sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8 }\n",
      "key-name-differs 2:16 sumdb.name",
    ],
    [
      "a sample without version",
      "version: 1\nsamples: [ { slug: a, modules: [ rsc.io/quote ] } ]\n",
      "wrong-format 2:34 samples[0].modules[0]",
    ],
    [
      "a sample that cannot be a module",
      "version: 1\nsamples: [ { slug: a, modules: [ '..@v1.0.0' ] } ]\n",
      "sample-malformed 2:34 samples[0].modules[0]",
    ],
    [
      "a team's unknown mirror",
      "version: 1\nteams: [ { slug: a, mirrors: [ huawei ] } ]\n",
      "unknown-slug 2:32 teams[0].mirrors[0]",
    ],
    [
      "a channel type that does not exist",
      "version: 1\nchannels: [ { slug: a, type: irc } ]\n",
      "not-one-of 2:30 channels[0].type",
    ],
    [
      "hours kept shorter than raw samples",
      "version: 1\nretention: { raw: 30d, hours: 7d }\n",
      "retention-order 2:12 retention",
    ],
    ["a contact that is no address", "version: 1\ncontact: 'me (home)'\n", "wrong-format 2:10 contact"],
    [
      "a control in the private network",
      "version: 1\ncontrols: [ { url: 'http://127.0.0.1/' } ]\n",
      "url-private-address 2:20 controls[0].url",
    ],
  ])("%s", (_, text, expected) => {
    const result = parse(text);
    expect(result.config).toBeNull();
    expect(found(result)).toContain(expected);
  });

  test("aliases that would explode", () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `k${i + 1}: &k${i + 1} [ ${Array(9).fill(`*k${i}`).join(", ")} ]`,
    );
    const result = parse(`k0: &k0 [ x ]\n${rows.join("\n")}\n`);
    expect(found(result)).toEqual(["yaml-syntax 1:1"]);
  });

  test("everything at once, each with its line", () => {
    const result = parse("version: 1\nmirrors:\n  - slug: A\n  - slug: b\n    timeout: soon\nx: 1\n");
    expect(found(result)).toEqual([
      "wrong-format 3:11 mirrors[0].slug",
      "wrong-format 5:14 mirrors[1].timeout",
      "unknown-key 6:1",
    ]);
  });
});

test("a default that several mirrors cannot have is one finding", () => {
  expect(found(parse("version: 1\ndefaults: { interval: 10s }\n"))).toEqual([
    "interval-out-of-range 2:23 defaults.interval",
  ]);
});
