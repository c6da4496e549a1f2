import type { Exchange, ProbeRequest } from "./exchange";

/** What a test says of an answer; all else is that of a plain 200 without a body. */
export type AnswerFixture = Partial<
  Pick<Exchange, "status" | "headers" | "cut" | "failure"> & { body: string | Uint8Array }
>;

/** An exchange in which a mirror gave this answer to a request, for tests. */
export function answered(answer: AnswerFixture, method: ProbeRequest["method"] = "GET"): Exchange {
  const body = typeof answer.body === "string" ? new TextEncoder().encode(answer.body) : answer.body;
  const { status = 200, headers = {}, cut = false, failure = null } = answer;
  return {
    startedAt: 1_760_000_000_000,
    request: { method, url: "http://127.0.0.1:3000/x", headers: {} },
    connection: "fresh",
    hops: [],
    phasesUs: { dns: 100, tcp: 200, tls: null, ttfb: 900, transfer: 40 },
    totalUs: 1240,
    status,
    headers,
    bytes: body?.length ?? 0,
    body: body ?? new Uint8Array(),
    cut,
    failure,
    alpn: null,
    tlsVersion: null,
    certificate: null,
    address: "127.0.0.1",
    addresses: ["127.0.0.1"],
    lagUs: 0,
  };
}
