import { connect, type Socket } from "node:net";
import {
  type CertificateName,
  drip,
  flood,
  GOOD_ANSWER,
  type OnRequest,
  type Pair,
  type Scene,
  say,
  sayAndClose,
} from "./hostile-pair";

/** Hostile before a byte of HTTP: ports, connections, handshakes, certificates. */
export const CONNECTION_PAIRS: readonly Pair[] = [
  port("nobody listens", "tcp connect", "refused tcp", "closed"),
  { ...port("a full queue", "tcp connect", "connect-timeout tcp", "full"), ends: "deadline" },
  socket("reset", "tcp accept", "reset ttfb|reset tcp", (s) => s.resetAndDestroy(), "http"),
  socket("close", "tcp accept", "reset ttfb", (s) => s.end(), "http"),
  { ...socket("hang", "tls hello", "tls-timeout tls", () => {}), ends: "deadline" },
  {
    ...socket("drip", "tls hello", "tls-timeout tls", onHello(drip("", "\x16\x03\x03\x00\xff"))),
    ends: "deadline",
  },
  { ...socket("hang", "mid tls handshake", "tls-timeout tls", relay(400)), ends: "deadline" },
  socket("close", "tls hello", "reset tls", onHello(sayAndClose(""))),
  socket(
    "reset",
    "mid tls handshake",
    "reset tls",
    relay(400, (s) => s.resetAndDestroy()),
  ),
  socket(
    "close",
    "mid tls handshake",
    "reset tls",
    relay(400, (s) => s.end()),
  ),
  socket(
    "a fatal alert",
    "tls hello",
    "tls-protocol tls",
    onHello(sayAndClose("\x15\x03\x03\x00\x02\x02\x28")),
  ),
  socket(
    "warnings without end",
    "tls hello",
    "tls-protocol tls",
    onHello(flood("", "\x15\x03\x03\x00\x02\x01\x5a")),
  ),
  socket("plain HTTP", "tls hello", "tls-protocol tls", onHello(say(GOOD_ANSWER))),
  socket("an SSH banner", "tls hello", "tls-protocol tls", onHello(say("SSH-2.0-OpenSSH_9.9\r\n"))),
  socket(
    "damaged records",
    "behind the tls handshake",
    "tls-protocol ttfb",
    relay(Number.POSITIVE_INFINITY, null, true),
  ),
  socket(
    "one record of 16 MB",
    "tls hello",
    "tls-protocol tls",
    onHello(flood("\x16\x03\x03\xff\xff", "\x02\xff\xff\xff")),
  ),
  tls("TLS 1.0 alone", "tls hello", "tls-protocol tls", "good", {
    minVersion: "TLSv1",
    maxVersion: "TLSv1",
    ciphers: "DEFAULT@SECLEVEL=0",
  }),
  tls("expired", "certificate", "tls-expired tls", "expired"),
  tls("not valid yet", "certificate", "tls-expired tls", "future"),
  tls("of another name", "certificate", "tls-name tls", "wrongName"),
  tls("of a root that nobody has", "certificate", "tls-untrusted tls", "untrusted"),
  tls("signed by itself", "certificate", "tls-untrusted tls", "selfSigned"),
  tls("8,000 names", "certificate", "tls-protocol tls", "huge"),
  tls("close", "behind the tls handshake", "reset ttfb", "good", {}, sayAndClose("")),
  {
    ...tls("hang", "behind the tls handshake", "header-timeout ttfb would-hang", "good", {}, () => {}),
    ends: "deadline",
  },
];

function port(fault: string, place: string, verdict: string, of: "closed" | "full"): Pair {
  return { fault, place, verdict, ends: "answer", door: { by: "port", port: of } };
}

function socket(
  fault: string,
  place: string,
  verdict: string,
  onSocket: (socket: Socket, scene: Scene) => void,
  scheme: "http" | "https" = "https",
): Pair {
  return { fault, place, verdict, ends: "answer", door: { by: "socket", scheme, onSocket } };
}

function tls(
  fault: string,
  place: string,
  verdict: string,
  certificate: CertificateName,
  options = {},
  onRequest: OnRequest = say(GOOD_ANSWER),
): Pair {
  return { fault, place, verdict, ends: "answer", door: { by: "tls", certificate, options, onRequest } };
}

/** Acts once the client has said hello. */
function onHello(act: OnRequest): (socket: Socket, scene: Scene) => void {
  return (s, scene) => void s.once("data", () => act(s, "", scene));
}

/**
 * Hands on a true handshake: the first `bytes` of what the server says, then `then`. With `damage` every record of
 * data that follows the handshake has its last bit turned.
 */
function relay(bytes: number, then: ((socket: Socket) => void) | null = null, damage = false) {
  return (client: Socket, { secure }: Scene): void => {
    const server = connect(Number(new URL(secure).port), "127.0.0.1");
    let left = bytes;
    let flights = 0;
    server.on("error", () => client.destroy());
    client.on("close", () => server.destroy());
    client.on("data", (chunk) => void (server.destroyed || server.write(chunk)));
    server.on("data", (chunk) => {
      flights += 1;
      const part = Buffer.from(chunk.subarray(0, Math.max(0, left)));
      if (damage && flights > 1) part[part.length - 1] = (part.at(-1) ?? 0) ^ 1;
      left -= part.length;
      if (part.length > 0) client.write(part);
      if (left <= 0) then?.(client);
    });
  };
}
