import type { PeerCertificate } from "node:tls";
import type { Certificate } from "@/lib/probe/exchange";

const MAX_TEXT = 500;
const MAX_NAMES = 100;

/** What is kept of a server's certificate; null when it showed none. Its texts are the mirror's, capped. */
export function readCertificate(peer: PeerCertificate): Certificate | null {
  const notAfter = Date.parse(peer.valid_to ?? "");
  if (Number.isNaN(notAfter)) return null;
  return {
    notAfter,
    subject: formatName(peer.subject),
    issuer: formatName(peer.issuer),
    names: parseAltNames(peer.subjectaltname ?? ""),
  };
}

/** A distinguished name as `C=CN, O=Example, CN=example.cn`. */
function formatName(name: PeerCertificate["subject"] | undefined): string {
  const parts = Object.entries(name ?? {}).map(([key, value]) => `${key}=${[value].flat().join("+")}`);
  return parts.join(", ").slice(0, MAX_TEXT);
}

/** Node's form of the alternative names: `DNS:example.cn, IP Address:192.0.2.1`. */
function parseAltNames(text: string): string[] {
  const names = text.split(", ").flatMap((entry) => {
    const match = /^(?:DNS|IP Address):(.+)$/.exec(entry);
    return match?.[1] === undefined ? [] : [match[1].slice(0, MAX_TEXT)];
  });
  return names.slice(0, MAX_NAMES);
}
