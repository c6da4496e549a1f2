/**
 * What an IP address is for; `platform` is where a cloud answers its own machines from within the public space. Only
 * `public` may be connected to without the operator's permission;
 * `invalid` is text that is no address at all and is never connected to.
 */
export type AddressRange =
  | "public"
  | "private"
  | "loopback"
  | "link-local"
  | "shared"
  | "mapped"
  | "translated"
  | "documentation"
  | "benchmark"
  | "multicast"
  | "broadcast"
  | "unspecified"
  | "reserved"
  | "platform"
  | "invalid";

type Address = { readonly bits: 32 | 128; readonly value: bigint };
type Block = { readonly base: Address; readonly prefix: number; readonly range: AddressRange };

/**
 * Special blocks after the IANA IPv4 and IPv6 special-purpose address registries. The first match decides, so
 * narrower blocks stand first. Addresses that carry an IPv4 address inside them (mapped, NAT64, 6to4, Teredo,
 * ISATAP) are refused whatever they carry: no public mirror needs one, and they reach hosts that their spelling hides.
 */
const BLOCKS: readonly Block[] = [
  block("255.255.255.255/32", "broadcast"),
  block("0.0.0.0/8", "unspecified"),
  block("10.0.0.0/8", "private"),
  block("100.64.0.0/10", "shared"),
  block("127.0.0.0/8", "loopback"),
  // Azure's platform services (WireServer): a public address, answered by the host of a virtual machine.
  block("168.63.129.16/32", "platform"),
  block("169.254.0.0/16", "link-local"),
  block("172.16.0.0/12", "private"),
  block("192.0.0.0/24", "reserved"),
  block("192.0.2.0/24", "documentation"),
  block("192.88.99.0/24", "translated"),
  block("192.168.0.0/16", "private"),
  block("198.18.0.0/15", "benchmark"),
  block("198.51.100.0/24", "documentation"),
  block("203.0.113.0/24", "documentation"),
  block("224.0.0.0/4", "multicast"),
  block("240.0.0.0/4", "reserved"),
  block("0.0.0.0/0", "public"),
  block("::/128", "unspecified"),
  block("::1/128", "loopback"),
  block("::/96", "mapped"),
  block("::ffff:0:0/96", "mapped"),
  block("::ffff:0:0:0/96", "translated"),
  block("64:ff9b::/96", "translated"),
  block("64:ff9b:1::/48", "translated"),
  block("2001::/32", "translated"),
  block("2001:2::/48", "benchmark"),
  block("2001::/23", "reserved"),
  block("2001:db8::/32", "documentation"),
  block("2002::/16", "translated"),
  block("3fff::/20", "documentation"),
  block("2000::/3", "public"),
  block("fc00::/7", "private"),
  block("fe80::/10", "link-local"),
  block("fec0::/10", "private"),
  block("ff00::/8", "multicast"),
  block("::/0", "reserved"),
];

/**
 * The range of an address in its textual form: four decimal octets, or the IPv6 forms of RFC 4291. Short, octal and
 * hexadecimal IPv4 forms, zones and brackets are `invalid`.
 */
export function addressRange(ip: string): AddressRange {
  const address = parseAddress(ip);
  if (address === null) return "invalid";
  if (isIsatap(address)) return "translated";
  return BLOCKS.find((candidate) => contains(candidate, address))?.range ?? "reserved";
}

/**
 * Whether an address may be connected to for a request to `origin` (`scheme://host[:port]`, as URL.origin spells it).
 * Public addresses always; any other only when exactly that origin is among the permitted ones.
 */
export function isAddressAllowed(ip: string, origin: string, privateOrigins: readonly string[]): boolean {
  const range = addressRange(ip);
  if (range === "invalid") return false;
  return range === "public" || privateOrigins.includes(origin);
}

/**
 * Whether a URL's host, as URL.hostname spells it, is private by its spelling alone: an address that is not public, or a
 * name that always means the machine that looks it up (RFC 6761, 6.3).
 */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  if (name.startsWith("[")) return addressRange(name.slice(1, -1)) !== "public";
  // The URL parser has turned every spelling of an IPv4 address into four decimal numbers.
  return /^[0-9.]+$/.test(name) && addressRange(name) !== "public";
}

/** RFC 5214, 6.1: the interface identifier `[02]00:5efe` and an IPv4 address, under any prefix. */
function isIsatap({ bits, value }: Address): boolean {
  const identifier = (value >> 32n) & 0xffff_ffffn;
  return bits === 128 && (identifier === 0x5efen || identifier === 0x0200_5efen);
}

function block(cidr: string, range: AddressRange): Block {
  const slash = cidr.indexOf("/");
  const base = parseAddress(cidr.slice(0, slash));
  if (base === null) throw new TypeError(`${cidr} is not an address block`);
  return { base, prefix: Number(cidr.slice(slash + 1)), range };
}

function contains({ base, prefix }: Block, address: Address): boolean {
  if (base.bits !== address.bits) return false;
  const host = BigInt(base.bits - prefix);
  return base.value >> host === address.value >> host;
}

function parseAddress(ip: string): Address | null {
  if (ip.includes(":")) {
    const value = parseIpv6(ip);
    return value === null ? null : { bits: 128, value };
  }
  const value = parseIpv4(ip);
  return value === null ? null : { bits: 32, value };
}

/** `a.b.c.d`, each 0 to 255 in decimal without leading zeros. */
function parseIpv4(text: string): bigint | null {
  const octets = text.split(".");
  if (octets.length !== 4) return null;
  let value = 0n;
  for (const octet of octets) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(octet) || Number(octet) > 255) return null;
    value = value * 256n + BigInt(octet);
  }
  return value;
}

/** Eight groups of one to four hexadecimal digits, one run of zero groups as `::`, the last two perhaps as IPv4. */
function parseIpv6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const last = halves.length - 1;
  const groups = halves.map((half, index) => parseGroups(half, index === last));
  const [head, tail] = groups;
  if (head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? joinGroups(head) : null;
  const zeros = 8 - head.length - tail.length;
  return zeros < 1 ? null : joinGroups([...head, ...Array<bigint>(zeros).fill(0n), ...tail]);
}

function parseGroups(half: string, mayEndInIpv4: boolean): bigint[] | null {
  if (half === "") return [];
  const groups: bigint[] = [];
  const parts = half.split(":");
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(BigInt(`0x${part}`));
      continue;
    }
    const embedded = mayEndInIpv4 && index === parts.length - 1 ? parseIpv4(part) : null;
    if (embedded === null) return null;
    groups.push(embedded >> 16n, embedded & 0xffffn);
  }
  return groups;
}

function joinGroups(groups: readonly bigint[]): bigint {
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}
