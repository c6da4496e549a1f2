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
  const socket = startTcp(address, port);
  await once(socket, "connect", signal);
  return socket;
}

/**
 * A TCP connection and a full handshake on it, as secureTls makes it; `onConnected` is called between the two. What a
 * handshake needs of us is made while the connection is on its way, so that it is in nobody's time.
 */
export async function openTls(
  address: string,
  port: number,
  peer: TlsPeer,
  signal: AbortSignal,
  onConnected: () => void,
): Promise<tls.TLSSocket> {
  const socket = startTcp(address, port);
  // Ahead of Node's own listener, which begins the handshake.
  socket.once("connect", onConnected);
  const connected = once(socket, "connect", signal);
  await connectSent();
  const [secured] = await Promise.all([secureTls(socket, peer, signal), connected]);
  return secured;
}

function startTcp(address: string, port: number): net.Socket {
  return net.connect({ host: address, port, noDelay: true, autoSelectFamily: false });
}

/** Node asks the system to connect on the next tick. */
function connectSent(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/**
 * A full handshake on a socket, never resumed, with one protocol to agree on. It resolves at the end of the handshake; whether
 * the certificate is good is acceptCertificate's to say, before a byte of HTTP is sent.
 */
export async function secureTls(
  socket: net.Socket,
  peer: TlsPeer,
  signal: AbortSignal,
): Promise<tls.TLSSocket> {
  return await handshake(tls.connect({ ...tlsOptions(peer), socket }), signal);
}

/**
 * Tells `onFacts` what the server showed, be it good or not, then throws a Fault and destroys the socket unless the
 * certificate is valid and the host's.
 */
export function acceptCertificate(
  secured: tls.TLSSocket,
  host: string,
  onFacts: (facts: TlsFacts) => void,
): void {
  const peer = secured.getPeerCertificate();
  onFacts({
    alpn: typeof secured.alpnProtocol === "string" ? secured.alpnProtocol : null,
    version: secured.getProtocol(),
    certificate: readCertificate(peer),
  });
  const code = secured.authorized ? nameError(host, peer) : String(secured.authorizationError);
  if (code === null) return;
  secured.destroy();
  throw certificateFault(code);
}

function tlsOptions({ host, ca, protocol }: TlsPeer): tls.ConnectionOptions {
  return {
    servername: net.isIP(host) === 0 ? host : "",
    secureContext: secureContext(ca),
    ALPNProtocols: [protocol ?? "http/1.1"],
    // Both are judged afterwards: Node would destroy the socket before the certificate could be read, and would take
    // the whole chain apart for the name, within the measured handshake.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  };
}

async function handshake(secured: tls.TLSSocket, signal: AbortSignal): Promise<tls.TLSSocket> {
  // Node reads the certificates for the check that is none.
  Object.assign(secured, { getPeerCertificate: () => ({}) });
  await once(secured, "secureConnect", signal);
  Reflect.deleteProperty(secured, "getPeerCertificate");
  return secured;
}

function nameError(host: string, peer: tls.PeerCertificate): string | null {
  const error = tls.checkServerIdentity(host, peer);
  if (error === undefined) return null;
  return "code" in error ? String(error.code) : error.message;
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
