import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FAULT_NAMES, type FaultName } from "@/lib/lab/fault";
import { type Lab, startLab } from "@/lib/lab/lab";
import { findGo, type GoHome, type GoRun, makeGoHome, runGo } from "./go";

const go = await findGo("the lab against the real go command");
const PLAIN = "lab.test/plain@v1.2.0";

describe.skipIf(go === null)(`the lab, judged by ${go}`, () => {
  let lab: Lab;
  let home: GoHome;

  beforeAll(async () => {
    lab = await startLab();
  });

  beforeEach(async () => {
    home = await makeGoHome();
  });

  afterEach(async () => {
    for (const name of FAULT_NAMES) lab.setFault(name, null);
    await home.remove();
  });

  afterAll(async () => {
    await lab.close();
  });

  /** Everything from the lab: no other proxy, no other database, no setting of this machine's user. */
  function labEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      ...home.env,
      GOENV: "off",
      GOPROXY: lab.url,
      GOSUMDB: lab.verifierKey,
      GOPRIVATE: "",
      GONOPROXY: "",
      GONOSUMDB: "",
      GONOSUMCHECK: "",
      GOINSECURE: "",
      GOFLAGS: "-mod=mod",
      GOTOOLCHAIN: "local",
      GOWORK: "off",
      ...extra,
    };
  }

  function download(
    modules: readonly string[],
    extra: Readonly<Record<string, string>> = {},
  ): Promise<GoRun> {
    return runGo(home.folder, ["mod", "download", "-json", ...modules], labEnv(extra));
  }

  /** What was asked of the lab while that ran. */
  async function watch(run: () => Promise<GoRun>): Promise<{ run: GoRun; urls: string[] }> {
    const before = lab.requests().length;
    const result = await run();
    const urls = lab.requests().slice(before);
    return { run: result, urls: urls.map(({ url }) => url) };
  }

  function allModules(): string[] {
    return lab.modules.map(({ module, version }) => `${module}@${version}`);
  }

  test("every module downloads, verified through the proxy's own checksum path", async () => {
    const { run, urls } = await watch(() => download(allModules()));
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout.match(/"Sum": "h1:/g)).toHaveLength(lab.modules.length);
    expect(urls).toContain("/sumdb/sum.lab.test/supported");
    expect(urls.filter((url) => url.includes("/lookup/"))).toHaveLength(lab.modules.length);
    expect(urls.some((url) => url.includes("/tile/8/1/000.p/2"))).toBe(true);
  });

  test("every module downloads, verified at the database's own address", async () => {
    const GOSUMDB = `${lab.verifierKey} ${lab.url}sumdb/${lab.sumdbName}`;
    const { run, urls } = await watch(() => download(allModules(), { GOSUMDB }));
    expect(run).toMatchObject({ code: 0 });
    expect(urls.filter((url) => url.includes("/lookup/"))).toHaveLength(lab.modules.length);
    expect(urls).not.toContain("/sumdb/sum.lab.test/supported");
  });

  test("https works with the lab's root, and only with it", async () => {
    const ca = join(home.folder, "ca.pem");
    await writeFile(ca, lab.ca);
    const withoutRoot = await download([PLAIN], { GOPROXY: lab.tlsUrl });
    expect(withoutRoot.stdout).toContain("certificate signed by unknown authority");
    const withRoot = await download([PLAIN], { GOPROXY: lab.tlsUrl, SSL_CERT_FILE: ca });
    expect(withRoot).toMatchObject({ code: 0 });
  });

  test.each([
    ["cert-expired", "certificate has expired"],
    ["cert-wrong-name", "doesn't contain any IP SANs"],
    ["cert-untrusted", "certificate signed by unknown authority"],
  ] as const)("%s: go says %s", async (fault, words) => {
    const ca = join(home.folder, "ca.pem");
    await writeFile(ca, lab.ca);
    lab.setFault(fault, true);
    const run = await download([PLAIN], { GOPROXY: lab.tlsUrl, SSL_CERT_FILE: ca });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain(words);
  });

  test("a build's requirement, the latest version and a retraction are resolved", async () => {
    await writeFile(join(home.folder, "use.go"), 'package dummy\n\nimport _ "lab.test/plain/inner"\n');
    expect(await runGo(home.folder, ["get", "lab.test/plain/inner@latest"], labEnv())).toMatchObject({
      code: 0,
    });
    expect(await runGo(home.folder, ["build", "./..."], labEnv())).toMatchObject({ code: 0 });
    const list = await runGo(home.folder, ["list", "-m", "all"], labEnv());
    expect(list.stdout).toContain("lab.test/nested/sub v0.1.0\nlab.test/plain v1.2.0\n");
    const versions = await runGo(home.folder, ["list", "-m", "-versions", "lab.test/retracted"], labEnv());
    expect(versions.stdout).toBe("lab.test/retracted v1.0.1\n");
    const pseudo = await runGo(home.folder, ["list", "-m", "lab.test/pseudo@latest"], labEnv());
    expect(pseudo.stdout).toContain("v0.0.0-20240102030405-0123456789ab");
  });

  test.each<[FaultName, string]>([
    ["wrong-zip", "verifying module: checksum mismatch"],
    ["wrong-mod", "verifying go.mod: checksum mismatch"],
    ["wrong-tile", "downloaded inconsistent tile"],
    ["missing-tile", "404 Not Found"],
    ["lookup-404", "404 Not Found"],
    ["lookup-500", "500 Internal Server Error"],
    ["wrong-version", "proxy returned info for version v99.0.0 instead of requested version"],
    ["html-200", "looking for beginning of value"],
    ["truncate", "unexpected EOF"],
    ["wrong-length", "unexpected end of JSON input"],
    ["redirect-loop", "stopped after 10 redirects"],
    ["bad-upstream", "not found: bad upstream"],
  ])("%s: go says %s", async (fault, words) => {
    lab.setFault(fault, true);
    const run = await download([PLAIN]);
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain(words);
  });

  test("forked-log: go proves the fork against the head it holds", async () => {
    expect(await download(["lab.test/plain@v1.0.0"])).toMatchObject({ code: 0 });
    lab.setFault("forked-log", true);
    const run = await download([PLAIN]);
    expect(run.code).not.toBe(0);
    // It ends at once, without the JSON.
    expect(run.stderr).toContain("SECURITY ERROR");
    expect(run.stderr).toContain("proof of misbehavior");
  });

  test("a cache that go filled from the lab is a mirror itself, served as a tree", async () => {
    expect(await download(allModules())).toMatchObject({ code: 0 });
    const tree = join(home.folder, "cache/cache/download");
    await writeFile(join(tree, "sumdb", lab.sumdbName, "supported"), "");
    const copy = await startLab({ tree });
    const other = await makeGoHome();
    try {
      const before = lab.requests().length;
      const env = { ...labEnv(), ...other.env, GOPROXY: copy.url };
      const run = await runGo(other.folder, ["mod", "download", "-json", ...allModules()], env);
      expect(run).toMatchObject({ code: 0 });
      expect(copy.requests().filter(({ url }) => url.includes("/lookup/"))).toHaveLength(lab.modules.length);
      expect(lab.requests().length).toBe(before);
    } finally {
      await other.remove();
      await copy.close();
    }
  });

  test("first-404 over https: go asks each 4xx again by itself, and succeeds", async () => {
    const ca = join(home.folder, "ca.pem");
    await writeFile(ca, lab.ca);
    lab.setFault("first-404", "plain/@v/v1.2.0");
    const env = { GOPROXY: lab.tlsUrl, SSL_CERT_FILE: ca };
    const { run, urls } = await watch(() => download([PLAIN], env));
    expect(run).toMatchObject({ code: 0 });
    expect(urls.filter((url) => url.endsWith("plain/@v/v1.2.0.zip"))).toHaveLength(2);
  });

  test("first-404: go fails, and succeeds when it asks again", async () => {
    lab.setFault("first-404", "plain/@v/v1.2.0");
    expect((await download([PLAIN])).code).not.toBe(0);
    await download([PLAIN]);
    await download([PLAIN]);
    expect(await download([PLAIN])).toMatchObject({ code: 0 });
  });
});
