import type { Failure, Phase, ProbeRequest } from "@/lib/probe/exchange";
import { type AnswerEvents, type BodyLimits, ConnectionGone, type Question, type Send } from "./answer";
import type { Deadline } from "./deadline";
import { Fault, toFailure } from "./fault";
import { declaredBytes, foreignEncoding, keepHeaders } from "./headers";
import { isRedirect } from "./redirect";
import { toFault } from "./socket-fault";
import type { Trace } from "./trace";

/** A short body of a redirect is read so that its socket can serve again; a longer one costs more than a socket. */
const REDIRECT_BODY_BYTES = 2 * 1024;
/** Statuses that end with their head (RFC 9110, 6.4.1), whatever they declare. */
const NO_BODY: ReadonlySet<number> = new Set([204, 304]);
/** Quiet for this share of the whole time when it runs out: silent, not slow. */
const SILENT_SHARE = 0.25;

/**
 * Carries out one hop: `connect` opens or hands over the connection, then one request and its answer. All that happens goes
 * into the trace, faults of the other side as its failure. Throws ConnectionGone, and what is broken in us.
 */
export async function runHop(
  trace: Trace,
  request: ProbeRequest,
  question: Question,
  deadline: Deadline,
  connect: () => Promise<Send>,
): Promise<void> {
  const { stopwatch } = trace;
  try {
    const send = await connect();
    stopwatch.stop();
    await send(question, deadline.signal, traceEvents(trace, request));
  } catch (error) {
    if (error instanceof ConnectionGone) throw error;
    trace.failure = classify(error, trace, deadline);
  } finally {
    stopwatch.stop();
  }
}

function traceEvents(trace: Trace, request: ProbeRequest): AnswerEvents {
  const { stopwatch } = trace;
  return {
    onSent: () => {
      stopwatch.enter("ttfb");
      trace.heardAt = performance.now();
    },
    onHead: (status, headers) => {
      stopwatch.enter("transfer");
      trace.heardAt = performance.now();
      trace.status = status;
      trace.headers = keepHeaders(headers);
      trace.location = [headers.location].flat()[0];
      if (isRedirect(status, trace.location)) return redirectLimits(declaredBytes(headers));
      if (NO_BODY.has(status)) return { maxBytes: request.maxBytes, enoughBytes: 0 };
      const encoding = readsBody(request, status) ? foreignEncoding(headers) : null;
      if (encoding === null) return request;
      throw new Fault("malformed", `encoded as ${encoding}, though identity was asked`, "ttfb");
    },
    onChunk: (receivedBytes, kept) => {
      trace.heardAt = performance.now();
      trace.bytes += receivedBytes;
      trace.body.append(kept);
    },
    onCut: () => {
      trace.cut = true;
    },
  };
}

/** The body of a refusal is only looked at; one of an answer must be what was asked for. */
function readsBody({ method }: ProbeRequest, status: number): boolean {
  return method === "GET" && (status === 200 || status === 206);
}

function redirectLimits(declared: number | null): BodyLimits {
  const short = declared !== null && declared <= REDIRECT_BODY_BYTES;
  return { maxBytes: REDIRECT_BODY_BYTES, enoughBytes: short ? null : 0 };
}

function classify(error: unknown, trace: Trace, deadline: Deadline): Failure {
  const phase = trace.stopwatch.phase();
  if (deadline.signal.aborted && error === deadline.signal.reason) {
    if (error === "stopped") return toFailure(new Fault("stopped", "stopped by us"), phase, false);
    return classifyTimeout(phase, performance.now() - trace.heardAt, deadline.timeoutMs);
  }
  return toFailure(toFault(error, phase), phase, false);
}

/** What running out of time means: by the phase, and by how long the other side had been quiet. */
function classifyTimeout(phase: Phase, quietMs: number, timeoutMs: number): Failure {
  const silent = quietMs >= timeoutMs * SILENT_SHARE;
  const connected = phase === "ttfb" || phase === "transfer";
  const fault = new Fault(timeoutOutcome(phase, silent), `no end within ${timeoutMs} ms`);
  return toFailure(fault, phase, connected && silent);
}

function timeoutOutcome(phase: Phase, silent: boolean): Failure["outcome"] {
  switch (phase) {
    case "dns":
      return "dns-timeout";
    case "tcp":
      return "connect-timeout";
    case "tls":
      return "tls-timeout";
    case "ttfb":
      return "header-timeout";
    case "transfer":
      return silent ? "stalled" : "too-slow";
  }
}
