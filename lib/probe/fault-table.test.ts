import { beforeAll, expect, test } from "vitest";
import { FAULT_NAMES, type FaultName, type FaultValue } from "@/lib/lab/fault";
import { type Lab, startLab } from "@/lib/lab/lab";
import { createExchanger } from "@/lib/net/exchange";
import { type Exchange, PHASES, type Phase } from "./exchange";
import type { ProbeHost } from "./job";
import { judge } from "./judge";
import { KINDS, type Learned, type ProbeContext, type Sample, type Variant } from "./kind";
import { KIND_MAP } from "./kinds";
import { toSamples } from "./sample-set";

/**
 * Every switch of the lab against every variant of every kind, over loopback: which outcome, in which phase, and
 * whether the go command would hang.
 */

const VARIANTS = KINDS.flatMap((kind) =>
  KIND_MAP[kind].variants.map((variant) => ({ name: `${kind}/${variant.name}`, variant })),
);

/** The verdict of each variant by its name. */
type Row = Readonly<Record<string, string>>;

const OK = "ok transfer";
const ESCAPED = "escaped/bang escaped/percent";
const INFO = `info/canonical ${ESCAPED}`;
const HEADS = "zip/head toolchain/head";
const FOUND = `list/tagged latest/latest ${INFO} mod/canonical zip/small zip/range ${HEADS}`;
const ABSENT = "toolchain/negative absent/module absent/version prefix/short prefix/sub-package";
const SUMDB = "sumdb/supported sumdb/latest sumdb/lookup sumdb/tile";

/** One verdict for all variants but those named behind another. */
function row(rest: string, exceptions: Readonly<Record<string, string>> = {}): Row {
  const cells = new Map(VARIANTS.map(({ name }) => [name, rest]));
  for (const [verdict, names] of Object.entries(exceptions)) {
    for (const name of names.split(" ")) {
      if (!cells.has(name)) throw new Error(`no variant ${name}`);
      cells.set(name, verdict);
    }
  }
  return Object.fromEntries(cells);
}

const TABLE: Readonly<Record<FaultName | "none", Row>> = {
  none: row(OK),
  "stall-accept": row("header-timeout ttfb would-hang"),
  "stall-tls": row("tls-timeout tls"),
  "slow-tls": row(OK),
  // Asked over HTTP/1.1, the port answers it.
  "http-2": row(OK),
  "cert-expired": row("tls-expired tls"),
  "cert-wrong-name": row("tls-name tls"),
  "cert-untrusted": row("tls-untrusted tls"),
  "slow-headers": row(OK),
  "slow-body": row(OK),
  drip: row("too-slow transfer", { [OK]: `${HEADS} sumdb/supported` }),
  "stall-headers": row("header-timeout ttfb would-hang"),
  "stall-body": row("stalled transfer would-hang", { [OK]: HEADS }),
  truncate: row("truncated transfer", { [OK]: HEADS }),
  reset: row("reset transfer", { [OK]: HEADS }),
  "reset-headers": row("reset ttfb"),
  // Half of a go.mod still has its module line, and a status has no half: the checksum database would tell.
  "wrong-length": row("malformed transfer", { [OK]: `mod/canonical ${HEADS} sumdb/supported ${ABSENT}` }),
  "endless-headers": row("too-large ttfb"),
  // Where a part is enough, the part decides.
  "endless-body": row("too-large transfer", {
    [OK]: `${HEADS} sumdb/supported toolchain/negative`,
    "malformed transfer": "zip/small zip/range",
  }),
  "status-401": row("unauthorized ttfb"),
  "status-403": row("forbidden ttfb"),
  "status-429": row("rate-limited ttfb"),
  "status-500": row("server-error ttfb"),
  "html-200": row("soft-200 transfer"),
  "gzip-bomb": row("malformed ttfb", { [OK]: HEADS }),
  "redirect-loop": row("redirect-loop ttfb"),
  "redirect-private": row("redirect-blocked dns"),
  "bad-upstream": row(OK, {
    "dishonest-not-found ttfb": `${FOUND} absent/version sumdb/latest sumdb/lookup sumdb/tile`,
  }),
  // `supported` 404 is an answer: the mirror has no database.
  "first-404": row("not-found ttfb", { [OK]: `sumdb/supported ${ABSENT}` }),
  "not-found": row("not-found ttfb", { [OK]: `${SUMDB} ${ABSENT}` }),
  gone: row("gone ttfb", { [OK]: `${SUMDB} ${ABSENT}` }),
  "absent-200": row(OK, { "malformed transfer": "absent/module prefix/sub-package" }),
  "stale-list": row(OK, { "malformed transfer": "list/tagged" }),
  "empty-list": row(OK, { "malformed transfer": "list/tagged" }),
  "wrong-version": row(OK, { "wrong-version transfer": INFO }),
  // Well-formed lies are for the checksum database to find.
  "wrong-mod": row(OK),
  "wrong-zip": row(OK),
  "wrong-tile": row(OK),
  "forked-log": row(OK),
  "supported-404": row(OK),
  "supported-410": row(OK),
  "supported-500": row(OK, { "server-error ttfb": "sumdb/supported" }),
  "lookup-404": row(OK, { "not-found ttfb": "sumdb/lookup" }),
  "lookup-500": row(OK, { "server-error ttfb": "sumdb/lookup" }),
  "lookup-hang": row(OK, { "header-timeout ttfb would-hang": "sumdb/lookup" }),
  "missing-tile": row(OK, { "not-found ttfb": "sumdb/tile" }),
};

/** A row ends by what is answered, and only those below by the deadline. */
const TIMEOUT_MS = 15_000;
const WAITING_TIMEOUT_MS = 1_500;
const WAITING = /^(?:stall-|drip|lookup-hang)/;
/** Between two bytes: no body but an empty one ends in time, and none is silent for long enough to be stalled. */
const VALUES: Partial<Record<FaultName, FaultValue>> = { drip: 200 };
/** Each takes one switch at a time, so that rows which wait for the deadline wait side by side. */
const LABS = 4;

/** Each variant asks for a path of its own: the first answer to one is no second to another. */
const SAMPLES: Readonly<Record<string, string>> = {
  "zip/head": "lab.test/UpperCase@v1.0.1",
  "zip/range": "lab.test/large@v1.0.0",
  "prefix/short": "lab.test/nested/sub@v0.1.0",
  "prefix/sub-package": "lab.test/nested/sub@v0.1.0",
  "escaped/bang": "lab.test/UpperCase@v1.0.1",
  "escaped/percent": "lab.test/UpperCase@v1.0.0",
};
const OTHER_SAMPLE = "lab.test/plain@v1.2.0";

const { exchange } = createExchanger({
  userAgent: "gomirrors-test",
  hostsFile: "/dev/null",
  nameServers: [],
});

type Cell = { readonly verdict: string; readonly exchange: Exchange };
const measured = new Map<string, Readonly<Record<string, Cell>>>();

beforeAll(async () => {
  const waiting: (FaultName | "none")[] = ["none", ...FAULT_NAMES];
  await Promise.all(Array.from({ length: LABS }, () => measureRows(waiting)));
}, 60_000);

test.each(["none", ...FAULT_NAMES] as const)("%s", (fault) => {
  const cells = Object.entries(measured.get(fault) ?? {});
  expect(Object.fromEntries(cells.map(([name, { verdict }]) => [name, verdict]))).toEqual(TABLE[fault]);
});

test("no cell of the table is empty", () => {
  expect(Object.keys(TABLE).sort()).toEqual(["none", ...FAULT_NAMES].sort());
  const names = VARIANTS.map(({ name }) => name).sort();
  for (const cells of Object.values(TABLE)) expect(Object.keys(cells).sort()).toEqual(names);
});

test.each([
  ["slow-tls", "tls", "info/canonical"],
  ["slow-headers", "ttfb", "info/canonical"],
  ["slow-body", "transfer", "info/canonical"],
] as const)("with %s the longest phase is %s", (fault, phase, name) => {
  const cell = measured.get(fault)?.[name];
  expect(cell && longestPhase(cell.exchange)).toBe(phase);
});

test("a lookup that is dead behind `supported` has that reason, whatever its outcome", () => {
  const reasons = ["lookup-404", "lookup-500", "lookup-hang", "html-200"].map((fault) => {
    const answer = measured.get(fault)?.["sumdb/lookup"]?.exchange;
    return (
      answer && judge(variantOf("sumdb/lookup"), knowing({ head: null, supported: true }), answer).reason
    );
  });
  expect(new Set(reasons)).toEqual(new Set(["sumdb-supported-but-dead"]));
});

async function measureRows(waiting: (FaultName | "none")[]): Promise<void> {
  const lab = await startLab();
  try {
    const learned = await learnHead(lab);
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      measured.set(fault, await measureRow(lab, fault, learned));
    }
  } finally {
    await lab.close();
  }
}

/** All variants at once, while one switch is on. */
async function measureRow(lab: Lab, fault: FaultName | "none", learned: Learned) {
  const url = /^(?:cert-|stall-tls|slow-tls|http-2)/.test(fault) ? lab.tlsUrl : lab.url;
  if (fault !== "none") lab.setFault(fault, VALUES[fault] ?? true);
  const host = hostOf(lab, url, WAITING.test(fault) ? WAITING_TIMEOUT_MS : TIMEOUT_MS);
  const cells = await Promise.all(
    VARIANTS.map(async ({ name }) => [name, await measureCell(lab, host, name, learned)] as const),
  );
  if (fault !== "none") lab.setFault(fault, null);
  return Object.fromEntries(cells);
}

async function measureCell(lab: Lab, host: ProbeHost, name: string, learned: Learned): Promise<Cell> {
  const context = contextOf(lab, name, learned);
  const variant = variantOf(name);
  const answer = await ask(host, variant, context);
  const { outcome, phase } = judge(variant, context, answer);
  const hang = answer.failure?.wouldHang === true ? " would-hang" : "";
  return { verdict: `${outcome} ${phase}${hang}`, exchange: answer };
}

/** What a mirror teaches while nothing is wrong with it. */
async function learnHead(lab: Lab): Promise<Learned> {
  const unknown = { head: null, supported: true };
  const context = contextOf(lab, "sumdb/latest", unknown);
  const variant = variantOf("sumdb/latest");
  const answer = await ask(hostOf(lab, lab.url, TIMEOUT_MS), variant, context);
  return { ...unknown, ...judge(variant, context, answer).learned };
}

async function ask(host: ProbeHost, variant: Variant, context: ProbeContext): Promise<Exchange> {
  const request = variant.request(context);
  if (request === null) throw new Error(`${variant.name} cannot be asked`);
  return await exchange(host, { request, family: 0, rotation: 0, avoidAddress: null }, null);
}

function hostOf(lab: Lab, url: string, timeoutMs: number): ProbeHost {
  const access = { privateOrigins: [new URL(url).origin], headers: {}, ca: lab.ca, proxy: "none" };
  return { host: "lab", url, timeoutMs, parallel: 2, perSecond: 2, resolver: "dns", ...access };
}

function contextOf(lab: Lab, name: string, learned: Learned): ProbeContext {
  const sumdb = { name: lab.sumdbName ?? "", key: lab.verifierKey ?? "" };
  return { ...knowing(learned), sample: sampleOf(lab, name), sumdb };
}

function knowing(learned: Learned): ProbeContext {
  return {
    sample: { module: "lab.test/plain", version: "v1.2.0", listed: [], zipBytes: null },
    toolchain: { module: "golang.org/toolchain", version: "v0.0.1-go1.26.0.linux-amd64" },
    nonce: "k7",
    sumdb: { name: "", key: "" },
    learned,
  };
}

function sampleOf(lab: Lab, name: string): Sample {
  const wanted = SAMPLES[name] ?? OTHER_SAMPLE;
  const sample = toSamples(lab.modules).find(({ module, version }) => `${module}@${version}` === wanted);
  if (sample === undefined) throw new Error(`the lab has no ${wanted}`);
  return sample;
}

function variantOf(wanted: string): Variant {
  const found = VARIANTS.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`no variant ${wanted}`);
  return found.variant;
}

function longestPhase({ phasesUs }: Exchange): Phase | undefined {
  return [...PHASES].sort((a, b) => (phasesUs[b] ?? 0) - (phasesUs[a] ?? 0))[0];
}
