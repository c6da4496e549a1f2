import { type DnsBehaviour, type LabDns, startLabDns } from "@/lib/lab/dns";
import { createExchanger } from "@/lib/net/exchange";
import { SYSTEM_HOSTS_FILE } from "@/lib/net/hosts-file";
import type { ProbeHost } from "@/lib/probe/job";
import { openRedirector, type Redirector, type Step } from "./ssrf-doors";
import type { Place } from "./ssrf-run";
import { openSink } from "./ssrf-sink";
import { PUBLIC_ADDRESS } from "./ssrf-vectors";

/** What one permission opens, and what it leaves shut. */
export type Case = {
  readonly name: string;
  readonly url: string;
  /** Origins of `allowPrivateNetwork`. */
  readonly allow: readonly string[];
  /** Where the redirector sends those who come. */
  readonly steps?: readonly Step[];
  /** `reached`, or the outcome and the phase of what was refused. */
  readonly want: "reached" | "blocked-address dns" | "redirect-blocked dns" | "redirect-blocked ttfb";
};

export type Verdict = {
  readonly name: string;
  readonly want: string;
  readonly got: string;
  readonly detail: string;
};

/** The ports of the case's world. */
type Ports = { readonly sink: number; readonly other: number; readonly redirector: number };

const STATUSES = [301, 302, 303, 307, 308] as const;
const SCHEMES = [
  "file:///etc/passwd",
  "gopher://127.0.0.1:PORT/_x",
  "ftp://127.0.0.1:PORT/",
  "data:text/plain,x",
];
const OTHER_SCHEMES = [
  "javascript:0",
  "ws://127.0.0.1:PORT/",
  "dict://127.0.0.1:PORT/",
  "ldap://127.0.0.1:PORT/",
];

const NAMES: Readonly<Record<string, DnsBehaviour>> = {
  "corp.test": { addresses: ["127.0.0.1"] },
  "corp.test.evil.test": { addresses: ["127.0.0.1"] },
  "evilcorp.test": { addresses: ["127.0.0.1"] },
  "loop.test": { addresses: ["127.0.0.1"] },
  "rebind.test": { addresses: [PUBLIC_ADDRESS], later: { addresses: ["127.0.0.1"] } },
  "rebind2.test": { addresses: [PUBLIC_ADDRESS], later: { addresses: ["127.0.0.1"] } },
};

function permissionCases({ sink, other, redirector }: Ports): Case[] {
  const here = `http://127.0.0.1:${sink}`;
  const corp = `http://corp.test:${sink}`;
  const from = `http://127.0.0.1:${redirector}`;
  const go = (...locations: readonly string[]) => locations.map((location) => ({ status: 302, location }));
  const shut = (name: string, url: string, allow: readonly string[]): Case => ({
    name,
    url,
    allow,
    want: "blocked-address dns",
  });
  return [
    { name: "the named origin", url: here, allow: [here], want: "reached" },
    {
      name: "the named origin in other letters",
      url: `HTTP://CORP.test:${sink}`,
      allow: [corp],
      want: "reached",
    },
    {
      name: "the named origin in another spelling",
      url: `http://2130706433:${sink}`,
      allow: [here],
      want: "reached",
    },
    shut("another port", `http://127.0.0.1:${other}`, [here]),
    shut("another scheme", `https://127.0.0.1:${sink}`, [here]),
    shut("the same address under another name", `http://loop.test:${sink}`, [here]),
    shut("the same address under localhost", `http://localhost:${sink}`, [here]),
    shut("the same machine over IPv6", `http://[::1]:${sink}`, [here]),
    shut("the same address, mapped", `http://[::ffff:127.0.0.1]:${sink}`, [here]),
    shut("the address of a named name", here, [corp]),
    shut("a longer host", `http://corp.test.evil.test:${sink}`, [corp]),
    shut("a host that ends like it", `http://evilcorp.test:${sink}`, [corp]),
    shut("the name with a final dot", `http://corp.test.:${sink}`, [corp]),
    {
      name: "a redirect between two named origins",
      url: from,
      allow: [from, here],
      steps: go(here),
      want: "reached",
    },
    {
      name: "a relative redirect, then to a named origin",
      url: from,
      allow: [from, here],
      steps: go("/x", here),
      want: "reached",
    },
    {
      name: "a redirect from a named origin to one that is not",
      url: from,
      allow: [from],
      steps: go(here),
      want: "redirect-blocked dns",
    },
    {
      name: "a relative redirect, then to one that is not named",
      url: from,
      allow: [from],
      steps: go("/x", here),
      want: "redirect-blocked dns",
    },
    {
      name: "a redirect without scheme",
      url: from,
      allow: [from],
      steps: go(`//127.0.0.1:${sink}/`),
      want: "redirect-blocked dns",
    },
    {
      name: "a redirect to a name of the named address",
      url: from,
      allow: [from, here],
      steps: go(`http://loop.test:${sink}/`),
      want: "redirect-blocked dns",
    },
    {
      name: "a redirect to another port",
      url: from,
      allow: [from, here],
      steps: go(`http://127.0.0.1:${other}/`),
      want: "redirect-blocked dns",
    },
    {
      name: "a redirect with userinfo to a named origin",
      url: from,
      allow: [from, here],
      steps: go(`http://u:p@127.0.0.1:${sink}/`),
      want: "redirect-blocked ttfb",
    },
    ...STATUSES.map(
      (status): Case => ({
        name: `a ${status}`,
        url: from,
        allow: [from],
        steps: [{ status, location: here }],
        want: "redirect-blocked dns",
      }),
    ),
    ...[...SCHEMES, ...OTHER_SCHEMES].map(
      (location): Case => ({
        name: `a redirect to ${location.split(":")[0]}:`,
        url: from,
        allow: [from, here],
        steps: go(location.replace("PORT", `${sink}`)),
        want: "redirect-blocked ttfb",
      }),
    ),
  ];
}

/** From a public address: only where every address is ours can such a redirect be sent. */
function publicCases({ sink, redirector }: Ports): Case[] {
  const here = `http://127.0.0.1:${sink}`;
  const listed = `http://127.0.0.1:${redirector}`;
  const from = `http://${PUBLIC_ADDRESS}:${redirector}`;
  const beyond = `http://8.8.8.8:${redirector}`;
  const go = (...locations: readonly string[]) => locations.map((location) => ({ status: 302, location }));
  const shut = (name: string, steps: readonly Step[], allow: readonly string[] = []): Case => ({
    name: `from a public address: ${name}`,
    url: from,
    allow,
    steps,
    want: "redirect-blocked dns",
  });
  return [
    {
      name: "from a public address to another",
      url: from,
      allow: [],
      steps: go(`http://8.8.8.8:${sink}/`),
      want: "reached",
    },
    ...STATUSES.map((status) => shut(`a ${status}`, [{ status, location: here }])),
    shut("without scheme", go(`//127.0.0.1:${sink}/`)),
    shut("a chain of public ones first", go(beyond, here)),
    shut("to metadata", go("http://169.254.169.254/latest/meta-data/")),
    shut("to a named origin: never by redirect from elsewhere", go(here), [here]),
    shut("to a named origin and on from there", go(listed, here), [listed, here]),
    {
      name: "a name that turns private between two probes, first",
      url: `http://rebind.test:${sink}`,
      allow: [],
      want: "reached",
    },
    {
      name: "a name that turns private between two probes, then",
      url: `http://rebind.test:${sink}`,
      allow: [],
      want: "blocked-address dns",
    },
    {
      name: "a name that turns private between two hops",
      url: `http://rebind2.test:${redirector}`,
      allow: [],
      steps: go(`http://rebind2.test:${sink}/`),
      want: "redirect-blocked dns",
    },
  ];
}

export type Judged = {
  readonly verdicts: readonly Verdict[];
  /** Connections at the sinks that no case of `reached` explains. */
  readonly stray: number;
  /** What was asked of DNS. */
  readonly questions: readonly string[];
};

/** Carries out the cases; those from a public address only in the namespace. */
export async function judgePermissions(place: Place): Promise<Judged> {
  const addresses = place === "namespace" ? ["::"] : ["127.0.0.1", "::1"];
  const sink = await openSink(addresses);
  const other = await openSink(addresses);
  const redirector = await openRedirector(place === "namespace" ? "0.0.0.0" : "127.0.0.1");
  const dns = await startLabDns(NAMES);
  const ports = { sink: sink.port, other: other.port, redirector: redirector.port };
  const cases = [...permissionCases(ports), ...(place === "namespace" ? publicCases(ports) : [])];
  try {
    const verdicts: Verdict[] = [];
    for (const one of cases) verdicts.push(await judge(one, redirector, dns));
    const reached = verdicts.filter(({ got }) => got === "reached").length;
    return {
      verdicts,
      stray: sink.connections() + other.connections() - reached,
      questions: dns.questions(),
    };
  } finally {
    await Promise.all([sink.close(), other.close(), redirector.close(), dns.close()]);
  }
}

/** The sink ends what reaches it, so that a reset is how it looks from here. */
async function judge(
  { name, url, allow, steps, want }: Case,
  redirector: Redirector,
  dns: LabDns,
): Promise<Verdict> {
  redirector.lead(...(steps ?? []));
  const exchanger = createExchanger({
    userAgent: "gomirrors/test",
    hostsFile: SYSTEM_HOSTS_FILE,
    nameServers: [dns.server],
  });
  const request = { method: "GET", path: "", maxBytes: 1_000, enoughBytes: null, range: null } as const;
  const ask = { request, family: 0, rotation: 0, avoidAddress: null } as const;
  const { failure } = await exchanger.exchange(toHost(url, allow), ask, null);
  const got = failure === null ? "answered" : `${failure.outcome} ${failure.phase}`;
  return { name, want, got: failure?.outcome === "reset" ? "reached" : got, detail: failure?.detail ?? "" };
}

function toHost(url: string, privateOrigins: readonly string[]): ProbeHost {
  const origins = privateOrigins.map((origin) => new URL(origin).origin);
  return {
    host: "target",
    url: new URL(url).href,
    timeoutMs: 2_000,
    parallel: 1,
    perSecond: 50,
    privateOrigins: origins,
    headers: {},
    ca: null,
    resolver: "dns",
    proxy: "none",
  };
}
