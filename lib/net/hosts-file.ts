import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";

/** Addresses by lower-case name, in the order of the file. */
export type Hosts = ReadonlyMap<string, readonly string[]>;

/** Where this system keeps its hosts file. */
export const SYSTEM_HOSTS_FILE =
  process.platform === "win32" ? "C:\\Windows\\System32\\drivers\\etc\\hosts" : "/etc/hosts";

/**
 * Parses a hosts file: `ADDRESS NAME [ALIAS]…` a line, `#` starts a comment (hosts(5)).
 * Lines without an address are skipped, as every resolver does.
 */
export function parseHosts(text: string): Hosts {
  const hosts = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [address = "", ...names] = line.replace(/#.*$/, "").trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names) addAddress(hosts, name.toLowerCase(), address);
  }
  return hosts;
}

/** Reads the hosts file each time it has changed; a file that is missing or unreadable names no host. */
export function createHostsReader(path: string): () => Hosts {
  let version = "";
  let hosts: Hosts = new Map();
  return () => {
    const current = fileVersion(path);
    if (current !== version) {
      hosts = current === "" ? new Map() : parseHosts(readFileSync(path, "utf8"));
      version = current;
    }
    return hosts;
  };
}

function addAddress(hosts: Map<string, string[]>, name: string, address: string): void {
  const addresses = hosts.get(name);
  if (addresses === undefined) hosts.set(name, [address]);
  else if (!addresses.includes(address)) addresses.push(address);
}

function fileVersion(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.mtimeMs}/${stat.size}/${stat.ino}`;
}
