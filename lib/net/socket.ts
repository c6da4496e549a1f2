import net from "node:net";
import tls from "node:tls";
import type { Certificate, ProbeRequest } from "@/lib/probe/exchange";
import { readCertificate } from "./certificate";
import { certificateFault } from "./socket-fault";
import { secureContext } from "./tls-context";

/** What a handshake showed. */
export type TlsFacts = {
  readonly alpn: string | null;
  readonly version: string | null;
  readonly certificate: Certificate | null;
};

/** Whom to trust as whom, and what is to be spoken; undefined: HTTP/1.1. */
export type TlsPeer = {
  readonly host: string;
  /** PEM text of one extra trust root. */
  readonly ca: string | null;
  readonly protocol: ProbeRequest["protocol"];
};

/** Opens a TCP connection to one address; the signal's reason or the socket's error when it fails. */
export async function openTcp(address: string, port: number, signal: AbortSignal): Promise<net.Socket> {
  const socket = net.connect({ host: address, port, noDelay: true, autoSelectFamily: false });
  await once(socket, "connect", signal);
  return socket;
}

/**
 * A full handshake on an open socket, never resumed, with one protocol to agree on. `onFacts` is told what the server showed before
 * the certificate is judged, so that a refused one is known too. Not a byte of HTTP is sent before it is accepted.
 */
export async function openTls(
  socket: net.Socket,
  { host, ca, protocol }: TlsPeer,
  signal: AbortSignal,
  onFacts: (facts: TlsFacts) => void,
): Promise<tls.TLSSocket> {
  const secured = tls.connect({
    socket,
    host,
    servername: net.isIP(host) === 0 ? host : "",
    secureContext: secureContext(ca),
    ALPNProtocols: [protocol ?? "http/1.1"],
    // Judged below: Node would destroy the socket before the certificate could be read.
    rejectUnauthorized: false,
  });
  // Node takes the whole chain apart to compare a name, a tenth of a probe's CPU; the leaf alone has the names.
  const readLeaf = secured.getPeerCertificate.bind(secured);
  Object.assign(secured, { getPeerCertificate: () => readLeaf() });
  await once(secured, "secureConnect", signal);
  onFacts({
    alpn: typeof secured.alpnProtocol === "string" ? secured.alpnProtocol : null,
    version: secured.getProtocol(),
    certificate: readCertificate(secured.getPeerCertificate()),
  });
  if (secured.authorized) return secured;
  secured.destroy();
  throw certificateFault(String(secured.authorizationError));
}

/** Waits for an event of a socket; destroys it and throws its error, or the signal's reason, when that comes first. */
function once(socket: net.Socket, event: "connect" | "secureConnect", signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const release = (): void => {
      socket.off(event, onEvent);
      socket.off("close", onClose);
      signal.removeEventListener("abort", onAbort);
    };
    const fail = (error: unknown): void => {
      release();
      socket.destroy();
      reject(error);
    };
    const onEvent = (): void => {
      release();
      resolve();
    };
    const onClose = (): void => fail(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
    const onAbort = (): void => fail(signal.reason);
    socket.once(event, onEvent);
    socket.once("close", onClose);
    // Stays for the socket's life: an error that comes after this wait must find a listener.
    socket.on("error", fail);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}
