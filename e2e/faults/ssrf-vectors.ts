import type { DnsBehaviour } from "@/lib/lab/dns";
import type { Family } from "@/lib/probe/series";

/** A URL that leads, or might be read as leading, to where nobody was permitted to go. */
export type Vector = {
  readonly name: string;
  /** The URL as it would be typed or sent, for a sink that listens at this port. */
  readonly url: (port: number) => string;
  /**
   * Where it would end without a guard: on this very machine, on another one (which a network namespace stands in for),
   * or nowhere, since no TCP connection leads there.
   */
  readonly leads: "here" | "elsewhere" | "nowhere";
  readonly names?: Readonly<Record<string, DnsBehaviour>>;
  readonly family?: Family;
  /** It is no URL for the platform's parser. */
  readonly unparsable?: true;
};

/** Stands for any host of the internet; inside the namespace it is the sink's as well. */
export const PUBLIC_ADDRESS = "1.2.3.4";

const LOOPBACK_FORMS: Readonly<Record<string, string>> = {
  "dotted decimal": "127.0.0.1",
  "another loopback address": "127.127.127.127",
  "one decimal number": "2130706433",
  "one hexadecimal number": "0x7f000001",
  "one hexadecimal number, capital X": "0X7F000001",
  "one octal number": "017700000001",
  "octal octets": "0177.0.0.1",
  "octal octets with many zeros": "00000177.0x0.0.01",
  "hexadecimal octets": "0x7f.0x0.0x0.0x1",
  "mixed octets": "0x7f.0.00.1",
  "two parts": "127.1",
  "two parts, hexadecimal": "0x7f.1",
  "three parts": "127.0.1",
  "a final dot": "127.0.0.1.",
  "a number with a final dot": "2130706433.",
  "the number zero": "0",
  "zero in hexadecimal": "0x0",
  "the unspecified address": "0.0.0.0",
  "percent-encoded digits": "%31%32%37.0.0.1",
  "percent-encoded dots": "127%2e0%2E0%2e1",
  "circled digits": "①②⑦.⓪.⓪.①",
  "full-width digits": "１２７.０.０.１",
  "mathematical digits": "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
  "ideographic dots": "127。0。0。1",
  "full-width dots": "127．0．0．1",
  "half-width ideographic dots": "127｡0｡0｡1",
  "soft hyphens": "127.0.0.\u00ad1",
  "IPv6 loopback": "[::1]",
  "IPv6 loopback in full": "[0000:0000:0000:0000:0000:0000:0000:0001]",
  "IPv6 unspecified": "[::]",
  "IPv4-mapped, dotted": "[::ffff:127.0.0.1]",
  "IPv4-mapped, hexadecimal": "[::ffff:7f00:1]",
  "IPv4-mapped in full": "[0:0:0:0:0:FFFF:7F00:0001]",
  "IPv4-mapped unspecified": "[::ffff:0.0.0.0]",
};

const ELSEWHERE: Readonly<Record<string, string>> = {
  "10/8": "10.0.0.1",
  "172.16/12, first": "172.16.0.1",
  "172.16/12, last": "172.31.255.254",
  "192.168/16": "192.168.0.1",
  "10/8 as one number": "167772161",
  "CGNAT, first": "100.64.0.1",
  "CGNAT, last": "100.127.255.254",
  "this network": "0.1.2.3",
  "link-local": "169.254.1.1",
  "metadata of AWS, GCP, Azure, OpenStack, Huawei": "169.254.169.254",
  "metadata as one number": "2852039166",
  "metadata in octal": "0251.0376.0251.0376",
  "metadata in hexadecimal": "0xa9fea9fe",
  "metadata in three parts": "169.254.43518",
  "metadata, circled": "①⑥⑨.②⑤④.①⑥⑨.②⑤④",
  "metadata of AWS over IPv6": "[fd00:ec2::254]",
  "metadata of GCP over IPv6": "[fd20:ce::254]",
  "metadata mapped into IPv6": "[::ffff:169.254.169.254]",
  "credentials of AWS ECS": "169.254.170.2",
  "credentials of AWS EKS": "169.254.170.23",
  "metadata of Tencent Cloud": "169.254.0.23",
  "metadata of Alibaba Cloud": "100.100.100.200",
  "platform of Azure": "168.63.129.16",
  "metadata of Oracle Cloud": "192.0.0.192",
  "benchmark, first": "198.18.0.1",
  "benchmark, last": "198.19.255.254",
  "documentation 1": "192.0.2.1",
  "documentation 2": "198.51.100.1",
  "documentation 3": "203.0.113.1",
  "protocol assignments": "192.0.0.8",
  "6to4 relay": "192.88.99.1",
  "class E": "240.0.0.1",
  "IPv4-compatible": "[::127.0.0.1]",
  "IPv4-compatible, private": "[::10.0.0.1]",
  "IPv4-mapped, private": "[::ffff:10.0.0.1]",
  "IPv4-translated": "[::ffff:0:127.0.0.1]",
  "NAT64 of loopback": "[64:ff9b::7f00:1]",
  "NAT64 of metadata, dotted": "[64:ff9b::169.254.169.254]",
  "NAT64 of a public address": "[64:ff9b::808:808]",
  "local NAT64": "[64:ff9b:1::7f00:1]",
  "6to4 of loopback": "[2002:7f00:1::]",
  "6to4 of 10/8": "[2002:a00:1::1]",
  Teredo: "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
  "ISATAP under a public prefix": "[2400:3200::5efe:127.0.0.1]",
  "ISATAP with the global bit": "[2400:3200::200:5efe:10.0.0.1]",
  "unique local": "[fd12:3456:789a::1]",
  "unique local, the other half": "[fc00::1]",
  "site-local": "[fec0::1]",
  "IPv6 documentation": "[2001:db8::1]",
  "IPv6 documentation, new": "[3fff::1]",
  "IPv6 benchmark": "[2001:2::1]",
  ORCHIDv2: "[2001:20::1]",
  "discard only": "[100::1]",
  "segment routing": "[5f00::1]",
  "not assigned to anybody": "[4000::1]",
};

const NOWHERE: Readonly<Record<string, string>> = {
  broadcast: "255.255.255.255",
  multicast: "224.0.0.1",
  "multicast within an organisation": "239.255.255.250",
  "IPv6 link-local": "[fe80::1]",
  "ISATAP, link-local": "[fe80::5efe:127.0.0.1]",
  "IPv6 multicast": "[ff02::1]",
};

/** Names and what DNS says of them. A name that the vector does not list does not exist. */
const NAMES: readonly (Omit<Vector, "url"> & { readonly host: string })[] = [
  { name: "localhost", host: "localhost", leads: "here" },
  { name: "LOCALHOST", host: "LOCALHOST", leads: "here" },
  {
    name: "localhost with a final dot",
    host: "localhost.",
    leads: "here",
    names: answers("localhost", "127.0.0.1"),
  },
  {
    name: "a name below localhost",
    host: "sub.localhost",
    leads: "here",
    names: answers("sub.localhost", "127.0.0.1"),
  },
  { name: "localhost, circled", host: "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", leads: "here" },
  { name: "localhost, full width", host: "ｌｏｃａｌｈｏｓｔ", leads: "here" },
  { name: "a name of loopback", host: "loop.test", leads: "here", names: answers("loop.test", "127.0.0.1") },
  {
    name: "a name with an address in it",
    host: "127.0.0.1.nip.test",
    leads: "here",
    names: answers("127.0.0.1.nip.test", "127.0.0.1"),
  },
  {
    name: "a name of IPv6 loopback",
    host: "loop6.test",
    leads: "here",
    family: 6,
    names: answers("loop6.test", "::1"),
  },
  {
    name: "a name of a mapped address",
    host: "mapped.test",
    leads: "here",
    family: 6,
    names: answers("mapped.test", "::ffff:7f00:1"),
  },
  {
    name: "a name of the unspecified address",
    host: "zero.test",
    leads: "here",
    names: answers("zero.test", "0.0.0.0"),
  },
  {
    name: "a name of the unspecified IPv6 address",
    host: "zero6.test",
    leads: "here",
    family: 6,
    names: answers("zero6.test", "::"),
  },
  {
    name: "an alias of an inner name",
    host: "cname.test",
    leads: "here",
    names: { "cname.test": { alias: "db.corp.test", addresses: ["127.0.0.1"] } },
  },
  {
    name: "a private address among public ones",
    host: "mixed.test",
    leads: "elsewhere",
    names: answers("mixed.test", "8.8.8.8", "127.0.0.1", "8.8.4.4"),
  },
  {
    name: "a public address before a private one",
    host: "mixed2.test",
    leads: "elsewhere",
    names: answers("mixed2.test", "8.8.8.8", "10.0.0.1"),
  },
  {
    name: "a name of a private address",
    host: "private.test",
    leads: "elsewhere",
    names: answers("private.test", "10.0.0.5"),
  },
  {
    name: "a name of a unique local address",
    host: "ula.test",
    leads: "elsewhere",
    family: 6,
    names: answers("ula.test", "fd00::5"),
  },
  {
    name: "a name of a NAT64 address",
    host: "nat64.test",
    leads: "elsewhere",
    family: 6,
    names: answers("nat64.test", "64:ff9b::a00:1"),
  },
  {
    name: "the metadata name of GCP",
    host: "metadata.google.internal",
    leads: "elsewhere",
    names: answers("metadata.google.internal", "169.254.169.254"),
  },
  {
    name: "the metadata name of Tencent Cloud",
    host: "metadata.tencentyun.com",
    leads: "elsewhere",
    names: answers("metadata.tencentyun.com", "169.254.0.23"),
  },
  {
    name: "the metadata name of AWS",
    host: "instance-data.ec2.internal",
    leads: "elsewhere",
    names: answers("instance-data.ec2.internal", "169.254.169.254"),
  },
];

const TRICKS: readonly Vector[] = [
  { name: "a public name as user", url: (port) => `https://public.test@127.0.0.1:${port}/`, leads: "here" },
  {
    name: "a public name and port as userinfo",
    url: (port) => `https://public.test:443@127.0.0.1:${port}/`,
    leads: "here",
  },
  { name: "a percent-encoded @", url: (port) => `https://public.test%40x@127.0.0.1:${port}/`, leads: "here" },
  { name: "a backslash before @", url: (port) => `https://127.0.0.1:${port}\\@public.test/`, leads: "here" },
  { name: "backslashes for slashes", url: (port) => `https:\\\\127.0.0.1:${port}/`, leads: "here" },
  { name: "one slash", url: (port) => `https:/127.0.0.1:${port}/`, leads: "here" },
  { name: "no slash", url: (port) => `https:127.0.0.1:${port}/`, leads: "here" },
  { name: "many slashes", url: (port) => `https://///127.0.0.1:${port}/`, leads: "here" },
  { name: "a tab in the host", url: (port) => `https://127.0.\t0.1:${port}/`, leads: "here" },
  { name: "capital letters", url: (port) => `HTTPS://LOCALHOST:${port}/`, leads: "here" },
  { name: "a port with zeros", url: (port) => `https://127.0.0.1:00${port}/`, leads: "here" },
  { name: "a hash before @", url: (port) => `https://127.0.0.1:${port}#@public.test/`, leads: "here" },
  { name: "plain http", url: (port) => `http://127.0.0.1:${port}/`, leads: "here" },
  { name: "a name below a number", url: (port) => `https://[::ffff:127.0.0.1]:${port}/`, leads: "here" },
  { name: "a zone", url: (port) => `https://[fe80::1%25lo]:${port}/`, leads: "nowhere", unparsable: true },
  {
    name: "a zone without escape",
    url: (port) => `https://[::1%lo]:${port}/`,
    leads: "nowhere",
    unparsable: true,
  },
  {
    name: "an octet too large",
    url: (port) => `https://127.0.0.256:${port}/`,
    leads: "nowhere",
    unparsable: true,
  },
];

export const VECTORS: readonly Vector[] = [
  ...literals(LOOPBACK_FORMS, "here"),
  ...literals(ELSEWHERE, "elsewhere"),
  ...literals(NOWHERE, "nowhere"),
  ...NAMES.map(({ host, ...vector }) => ({ ...vector, url: (port: number) => `https://${host}:${port}/` })),
  ...TRICKS,
];

function literals(hosts: Readonly<Record<string, string>>, leads: Vector["leads"]): Vector[] {
  return Object.entries(hosts).map(([name, host]) => ({
    name,
    leads,
    url: (port) => `https://${host}:${port}/`,
  }));
}

function answers(name: string, ...addresses: readonly string[]): Record<string, DnsBehaviour> {
  return { [name]: { addresses } };
}
