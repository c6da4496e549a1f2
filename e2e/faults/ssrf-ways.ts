import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { runCli } from "@/jobs/cli/run";
import { toHosts } from "@/jobs/worker/watched";
import { type ConfigResult, parseConfig } from "@/lib/config";
import type { Exchanger } from "@/lib/net/exchange";
import type { ProbeHost } from "@/lib/probe/job";
import type { Family } from "@/lib/probe/series";
import type { Redirector } from "./ssrf-doors";

/** What the ways share. */
export type Ground = {
  readonly exchanger: Exchanger;
  readonly redirector: Redirector;
  /** A forward proxy's URL. */
  readonly proxy: string;
  /** For files. */
  readonly folder: string;
};

/** One try to reach a URL. */
export type Errand = {
  readonly url: string;
  readonly family: Family;
  /** The guard is opened for exactly this URL's origin: shows that the way leads there. */
  readonly open: boolean;
};

/** What became of it. `refusal`: the words and the place of what stood in the file or on the command line. */
export type Attempt = {
  readonly refusal: { readonly where: string; readonly why: string } | null;
  /** Of the exchange, which is made even where the words were refused: the guard is a second wall, not the first. */
  readonly failure: { readonly outcome: string; readonly phase: string; readonly detail: string } | null;
  /** False: no exchange can be made at all. */
  readonly sent: boolean;
};

/** A way by which a request leaves this process. */
export type Way = {
  readonly name: string;
  /** Where its names are looked up: in the lab's DNS, by the system, or by somebody else whose business it is. */
  readonly names: "lab" | "system" | "theirs";
  /** Whether a family can be asked for. */
  readonly family: boolean;
  readonly ask: (ground: Ground, errand: Errand) => Promise<Attempt>;
};

/** Every way out there is: a new one joins here, and meets every vector. */
export const WAYS: readonly Way[] = [
  { name: "mirror", names: "lab", family: true, ask: askFirst("mirror", {}) },
  { name: "mirror, redirect hop", names: "lab", family: false, ask: askRedirected("mirror", {}) },
  {
    name: "mirror, the system's resolver",
    names: "system",
    family: true,
    ask: askFirst("mirror", { resolver: "system" }),
  },
  { name: "mirror, through a proxy", names: "theirs", family: false, ask: askThroughProxy(askFirst) },
  {
    name: "mirror, redirect hop through a proxy",
    names: "theirs",
    family: false,
    ask: askThroughProxy(askRedirected),
  },
  { name: "control", names: "lab", family: true, ask: askFirst("control", {}) },
  { name: "control, redirect hop", names: "lab", family: false, ask: askRedirected("control", {}) },
  { name: "gomirrors probe URL", names: "system", family: false, ask: askByCommand },
];

type Section = "mirror" | "control";
type Extra = Readonly<Record<string, unknown>>;

const TIMEOUT_MS = 2_000;

function askFirst(section: Section, extra: Extra): Way["ask"] {
  return async (ground, { url, family, open }) => {
    const result = parse(section, { url, ...(open ? { allowPrivateNetwork: true } : {}), ...extra });
    const { refusal, host } = toHost(result);
    const privateOrigins = open ? originOf(url) : [];
    const reached =
      host ??
      (URL.canParse(url) ? { ...past(section, extra), url: new URL(url).href, privateOrigins } : null);
    if (reached === null) return { refusal, failure: null, sent: false };
    return { refusal, ...(await exchange(ground, reached, family)) };
  };
}

/** From a place that was itself permitted: only so is a private address ever reached by redirect. */
function askRedirected(section: Section, extra: Extra): Way["ask"] {
  return async (ground, { url, open }) => {
    const { redirector } = ground;
    redirector.lead({ status: 302, location: url });
    const allowPrivateNetwork = open ? [redirector.origin, ...originOf(url)] : true;
    const { host } = toHost(parse(section, { url: `${redirector.origin}/`, allowPrivateNetwork, ...extra }));
    if (host === null) throw new Error("the redirector's own URL was refused");
    return { refusal: null, ...(await exchange(ground, host, 0)) };
  };
}

function askThroughProxy(ask: typeof askFirst): Way["ask"] {
  return (ground, errand) => ask("mirror", { proxy: ground.proxy })(ground, errand);
}

const printed = z.array(z.object({ outcome: z.string(), phase: z.string() }));

async function askByCommand({ folder }: Ground, { url, open }: Errand): Promise<Attempt> {
  const file = join(folder, "gomirrors.yaml");
  await writeFile(file, "version: 1\nbuiltin: false\ncontrols: []\n");
  let stdout = "";
  let stderr = "";
  const words = ["probe", url, "--kind", "info", "--json", ...(open ? ["--allow-private"] : [])];
  const exit = await runCli(words, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    env: { GOMIRRORS_CONFIG: file },
    locale: "en-US",
    stop: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (exit === 1)
    return { refusal: { where: "command line", why: stderr.trim() }, failure: null, sent: false };
  const [first] = printed.parse(JSON.parse(stdout));
  if (first === undefined) return { refusal: null, failure: null, sent: false };
  return { refusal: null, failure: { ...first, detail: stderr.trim() }, sent: true };
}

function parse(section: Section, entry: Extra): ConfigResult {
  const mirror = { slug: "target", timeout: `${TIMEOUT_MS}ms`, ...entry };
  const document = {
    version: 1,
    builtin: false,
    mirrors: section === "mirror" ? [mirror] : [],
    controls: section === "control" ? [entry] : [],
  };
  // JSON is YAML.
  return parseConfig(JSON.stringify(document, null, 1), {
    env: {},
    file: "gomirrors.yaml",
    readCa: () => null,
  });
}

function toHost({ config, findings }: ConfigResult): { host: ProbeHost | null; refusal: Attempt["refusal"] } {
  if (config !== null) return { host: toHosts(config)[0] ?? null, refusal: null };
  const [finding] = findings.filter(({ severity }) => severity === "error");
  if (finding === undefined) throw new Error("a configuration was refused without a word");
  return { host: null, refusal: { where: finding.where, why: finding.text.en } };
}

/** An entry as it would be, had its URL not been refused: what a hole in the first wall would let in. */
function past(section: Section, extra: Extra): ProbeHost {
  const { host } = toHost(parse(section, { url: "https://public.test/", ...extra }));
  if (host === null) throw new Error("a public URL was refused");
  return host;
}

async function exchange({ exchanger }: Ground, host: ProbeHost, family: Family) {
  const request = { method: "GET", path: "", maxBytes: 1_000, enoughBytes: null, range: null } as const;
  const ask = { request, family, rotation: 0, avoidAddress: null };
  const { failure } = await exchanger.exchange(host, ask, null);
  return { failure, sent: true };
}

function originOf(url: string): string[] {
  return URL.canParse(url) ? [new URL(url).origin] : [];
}
