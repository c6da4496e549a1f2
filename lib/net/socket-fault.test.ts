import { describe, expect, it } from "vitest";
import { ObserverError } from "./fault";
import { toFault } from "./socket-fault";

function failed(code: string): Error {
  return Object.assign(new Error("failed"), { code });
}

describe("toFault", () => {
  const rows = [
    ["ECONNREFUSED", "tcp", "refused"],
    ["EHOSTUNREACH", "tcp", "unreachable"],
    ["ENETUNREACH", "tcp", "unreachable"],
    ["EADDRNOTAVAIL", "tcp", "unreachable"],
    ["ETIMEDOUT", "tcp", "connect-timeout"],
    ["ECONNRESET", "tcp", "reset"],
    ["ECONNRESET", "tls", "reset"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls", "tls-protocol"],
    ["EPROTO", "tls", "tls-protocol"],
    ["ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC", "transfer", "tls-protocol"],
    ["EPIPE", "ttfb", "reset"],
    ["EHOSTUNREACH", "transfer", "reset"],
  ] as const;

  it.each(rows)("%s in phase %s is %s", (code, phase, outcome) => {
    expect(toFault(failed(code), phase)).toMatchObject({ outcome, message: code });
  });

  it.each(["EMFILE", "ENFILE", "ENOBUFS"])("%s is ours, not the mirror's", (code) => {
    expect(() => toFault(failed(code), "tcp")).toThrow(ObserverError);
  });

  it("does not take our own mistakes for a fault of the mirror", () => {
    expect(() => toFault(new TypeError("x is undefined"), "ttfb")).toThrow("a reason of our own");
    expect(() => toFault(failed("UND_ERR_INVALID_ARG"), "ttfb")).toThrow("a reason of our own");
  });
});
