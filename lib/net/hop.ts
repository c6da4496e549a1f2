import type { Client } from "undici";
import type { Failure, Phase, ProbeRequest } from "@/lib/probe/exchange";
import { type AnswerEvents, type BodyLimits, ConnectionGone, type Question, readAnswer } from "./answer";
import type { Deadline } from "./deadline";
import { Fault, toFailure } from "./fault";
import { declaredBytes, keepHeaders } from "./headers";
import { isRedirect } from "./redirect";
import { toFault } from "./socket-fault";
import type { Trace } from "./trace";

/** A short body of a redirect is read so that its socket can serve again; a longer one costs more than a socket. */
const REDIRECT_BODY_BYTES = 2 * 1024;
/** Quiet for this share of the whole time when it runs out: silent, not slow. */
const SILENT_SHARE = 0.25;

/**
 * Carries out one hop: `connect` opens or hands over the client, then one request and its answer. All that happens goes
 * into the trace, faults of the other side as its failure. Throws ConnectionGone, and what is broken in us.
 */
export async function runHop(
  trace: Trace,
  request: ProbeRequest,
  question: Question,
  deadline: Deadline,
  connect: () => Promise<Client>,
): Promise<void> {
  const { stopwatch } = trace;
  try {
    const client = await connect();
    stopwatch.stop();
    await readAnswer(client, question, deadline.signal, traceEvents(trace, request));
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
      return isRedirect(status, trace.location) ? redirectLimits(declaredBytes(headers)) : request;
    },
    onChunk: (receivedBytes, kept) => {
      trace.heardAt = performance.now();
      trace.bytes += receivedBytes;
      if (kept.length > 0) trace.chunks.push(kept);
    },
    onCut: () => {
      trace.cut = true;
    },
  };
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
