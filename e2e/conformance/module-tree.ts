import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type GoHome, runGo } from "./go";

/** Real modules of every shape: plain, v2+, upper-case, +incompatible, pseudo-version, gopkg.in, nested, retracted. */
export const REAL_MODULES = [
  "github.com/pkg/errors@v0.8.1",
  "github.com/pkg/errors@v0.9.1",
  "github.com/davecgh/go-spew@v1.1.1",
  "github.com/BurntSushi/toml@v0.3.1",
  "github.com/dgrijalva/jwt-go@v3.2.0+incompatible",
  "rsc.io/sampler@v1.3.0",
  "rsc.io/sampler@v1.99.99",
  "github.com/Knetic/govaluate@v3.0.1-0.20171022003610-9aa49832a739+incompatible",
  "github.com/google/uuid@v1.1.1",
  "github.com/google/uuid@v1.6.0",
  "rsc.io/quote@v1.5.2",
  "rsc.io/quote/v3@v3.1.0",
  "launchpad.net/gocheck@v0.0.0-20140225173054-000000000087",
  "github.com/DATA-DOG/go-sqlmock@v1.3.3",
  "github.com/Sirupsen/logrus@v1.0.6",
  "github.com/sirupsen/logrus@v1.4.2",
  "golang.org/x/mod@v0.1.0",
  "gopkg.in/check.v1@v1.0.0-20190902080502-41f04d3bba15",
  "gopkg.in/yaml.v2@v2.2.4",
  "gopkg.in/yaml.v3@v3.0.1",
  "github.com/Masterminds/semver/v3@v3.0.1",
  "github.com/spf13/pflag@v1.0.5",
  "github.com/spf13/cobra@v0.0.5",
  "github.com/kr/text@v0.2.0",
  "github.com/Azure/go-autorest/tracing@v0.6.0",
  "github.com/StackExchange/wmi@v1.2.0",
  "git.sr.ht/~sircmpwn/getopt@v1.0.0",
  "github.com/mholt/archiver/v4@v4.0.0-alpha.8",
  "golang.org/x/xerrors@v0.0.0-20231012003039-104605ab7028",
  "github.com/adrg/xdg@v0.5.1",
  "github.com/VictoriaMetrics/fastcache@v1.13.0",
  "golang.org/x/text@v0.3.2",
  "go.uber.org/zap@v1.12.0",
  "github.com/prometheus/client_golang@v1.2.1",
  "github.com/gin-gonic/gin@v1.4.0",
  "modernc.org/mathutil@v1.0.0",
  "honnef.co/go/tools@v0.0.1-2019.2.3",
  "golang.org/x/exp@v0.0.0-20191030013958-a1ab85dbe136",
  "github.com/klauspost/compress@v1.18.1",
  "cloud.google.com/go/storage@v1.0.0",
] as const;

/** The toolchain as a module: 73 MB, for the long conformance. */
export const REAL_TOOLCHAIN = "golang.org/toolchain@v0.0.1-go1.22.3.linux-amd64";

const PSEUDO_VERSION = /-(?:0\.|[^-]+\.0\.)?\d{14}-[0-9a-f]{12}(?:\+incompatible)?$/;
const SUMDB = "sum.golang.org";

/**
 * Downloads modules with the ordinary go client into a cache of its own and makes the cache a mirror:
 * real bits, real checksum records, tiles and a real signed head. Returns the folder to serve.
 */
export async function makeModuleTree(home: GoHome, modules: readonly string[]): Promise<string> {
  const run = await runGo(home.folder, ["mod", "download", "-json", ...modules], home.env);
  if (run.code !== 0)
    throw new Error(`go mod download failed: ${run.stdout.slice(-2000)}${run.stderr.slice(-2000)}`);
  const tree = join(home.folder, "tree");
  await cp(join(home.folder, "cache/cache/download"), tree, { recursive: true });
  const files = await readdir(tree, { recursive: true });
  for (const file of files) if (/\.(lock|ziphash)$/.test(file)) await rm(join(tree, file), { force: true });
  await answerAsSumdb(tree, home);
  for (const file of files) if (file.endsWith("@v/list")) await answerAsProxy(join(tree, file));
  return tree;
}

/** `supported` and `latest`, and one head in every lookup, so that its tiles are all there. */
async function answerAsSumdb(tree: string, home: GoHome): Promise<void> {
  const folder = join(tree, "sumdb", SUMDB);
  const head = await readFile(join(home.folder, "gopath/pkg/sumdb", SUMDB, "latest"), "utf8");
  await writeFile(join(folder, "supported"), "");
  await writeFile(join(folder, "latest"), head);
  for (const file of await readdir(join(folder, "lookup"), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    const lookup = await readFile(path, "utf8");
    await writeFile(path, lookup.slice(0, lookup.indexOf("go.sum database tree")) + head);
  }
}

/** A list without pseudo-versions, as a proxy answers, and a `@latest` for it. */
async function answerAsProxy(list: string): Promise<void> {
  const names = (await readFile(list, "utf8")).split("\n").filter((name) => name !== "");
  await writeFile(
    list,
    names
      .filter((name) => !PSEUDO_VERSION.test(name))
      .map((name) => `${name}\n`)
      .join(""),
  );
  const newest = names.at(-1);
  if (newest === undefined) return;
  const folder = list.slice(0, -"/list".length);
  const escaped = newest.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
  await mkdir(folder, { recursive: true });
  await cp(join(folder, `${escaped}.info`), join(folder.slice(0, -"@v".length), "@latest"));
}
