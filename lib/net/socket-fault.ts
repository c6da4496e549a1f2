import { errors } from "undici";
import type { Phase } from "@/lib/probe/exchange";
import type { Outcome } from "@/lib/probe/outcome";
import { Fault, ObserverError } from "./fault";

type FaultOutcome = Exclude<Outcome, "ok">;

const OURS: ReadonlySet<string> = new Set(["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EADDRINUSE"]);

/** Codes that say the same in every phase: the system's, and those of a certificate (OpenSSL's X509_V_ERR_*). */
const BY_CODE: Readonly<Record<string, FaultOutcome>> = {
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ECONNABORTED: "reset",
  CERT_HAS_EXPIRED: "tls-expired",
  CERT_NOT_YET_VALID: "tls-expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls-name",
};

/** What a socket's or the HTTP parser's error means in the phase it came in. Throws what is no fault of the other side. */
export function toFault(error: unknown, phase: Phase): Fault {
  if (error instanceof Fault) return error;
  if (!(error instanceof Error)) throw new Error("a connection failed without an error", { cause: error });
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (OURS.has(code))
    throw new ObserverError(`this machine cannot open a connection: ${code}`, { cause: error });
  const outcome = BY_CODE[code] ?? httpOutcome(error, phase) ?? systemOutcome(code, phase);
  if (outcome === null) throw new Error("a connection failed for a reason of our own", { cause: error });
  return new Fault(outcome, code === "" || code.startsWith("UND_ERR_") ? error.message : code);
}

/** A certificate that was shown but cannot be trusted; every code without a meaning of its own is a broken chain. */
export function certificateFault(code: string): Fault {
  return new Fault(BY_CODE[code] ?? "tls-untrusted", code);
}

/** What undici says of an answer: not HTTP, a head without end, or the end of the connection within it. */
function httpOutcome(error: Error, phase: Phase): FaultOutcome | null {
  const broken = phase === "transfer" ? "truncated" : "reset";
  if (error instanceof errors.HTTPParserError) return "malformed";
  if (error instanceof errors.HeadersOverflowError) return "too-large";
  // Also what its parser says of every error in a head that declares a length.
  if (error instanceof errors.ResponseContentLengthMismatchError) {
    return phase === "transfer" ? "truncated" : "malformed";
  }
  if (error instanceof errors.SocketError) {
    return error.message === "bad upgrade" || error.message === "bad response" ? "malformed" : broken;
  }
  // What else it may say of an answer in some version: a strange mirror must not end the thread that measures.
  return error instanceof errors.UndiciError && !(error instanceof errors.InvalidArgumentError)
    ? "malformed"
    : null;
}

/** What the system's and OpenSSL's codes mean where they have no meaning of their own. */
function systemOutcome(code: string, phase: Phase): FaultOutcome | null {
  if (!/^E[A-Z]/.test(code)) return null;
  if (phase === "tls" || code.startsWith("ERR_SSL_") || code === "EPROTO") return "tls-protocol";
  if (phase !== "tcp") return "reset";
  return code === "ETIMEDOUT" ? "connect-timeout" : "unreachable";
}
