import type { Socket } from "node:net";
import { Client, type Dispatcher } from "undici";
import type { ProbeRequest } from "@/lib/probe/exchange";
import { Fault } from "./fault";
import { isCrumbled, watchIntake } from "./flood";
import { declaredBytes } from "./headers";

/** One open socket, and the client that speaks over it. */
export type Line = { readonly client: Client; readonly socket: Socket };

/** An HTTP/1.1 client over one open socket; it never opens another. */
export function createClient(origin: string, socket: Socket): Client {
  let unused: Socket | null = socket;
  return new Client(origin, {
    connect: (_options, callback) => {
      const taken = unused;
      unused = null;
      // Called back within this call, the client would wait for ever.
      if (taken === null || taken.destroyed) queueMicrotask(() => callback(new ConnectionGone(), null));
      else queueMicrotask(() => callback(null, taken));
    },
    maxHeaderSize: MAX_HEAD_BYTES,
    // Their wheel turns once in half a second, and they know nothing of the whole: the deadline bounds everything.
    headersTimeout: 0,
    bodyTimeout: 0,
    // A server's keep-alive hint of a second is enough for a twin that is sent at once.
    keepAliveTimeoutThreshold: 0,
    pipelining: 1,
  });
}

/** The socket a second request was to use is closed: there is nothing to measure. */
export class ConnectionGone extends Error {
  override readonly name = "ConnectionGone";
}

/** A longer response head is `too-large`. */
export const MAX_HEAD_BYTES = 16 * 1024;
/** More 1xx answers before the answer itself are `too-large`. */
const MAX_INTERIM = 8;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What is sent: the request target as it stands on the request line, and the headers. */
export type Question = {
  readonly method: "GET" | "HEAD";
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Told as it happens, so that a fault leaves what came before it. */
export type AnswerEvents = {
  readonly onSent: () => void;
  /** Decides how much of the body is read. */
  readonly onHead: (status: number, headers: Headers) => BodyLimits;
  /** Bytes received, and of these the ones within the limits. */
  readonly onChunk: (receivedBytes: number, kept: Uint8Array) => void;
  /** Reading stops on purpose; the socket is of no further use. */
  readonly onCut: () => void;
};

/** Sends a request over a connection that is open, and reads its answer. */
export type Send = (question: Question, signal: AbortSignal, events: AnswerEvents) => Promise<void>;

export type BodyLimits = Pick<ProbeRequest, "maxBytes" | "enoughBytes">;

/** What ends a reading on purpose, with success. */
export const CUT = new Error("enough was read");

/**
 * Sends one request and reads its answer. Throws a Fault `too-large` beyond maxBytes and for what comes without end
 * around the body, ConnectionGone when the socket is closed, the parser's or the socket's error, or the signal's reason.
 */
export async function readAnswer(
  { client, socket }: Line,
  question: Question,
  signal: AbortSignal,
  events: AnswerEvents,
): Promise<void> {
  const { method, target, headers } = question;
  signal.throwIfAborted();
  // The request before this one may have taken the client with it.
  if (client.destroyed || client.closed) throw new ConnectionGone();
  const onAbort = (): void => void client.destroy();
  signal.addEventListener("abort", onAbort, { once: true });
  const intake = watchIntake(socket, (fault) => void client.destroy(fault));
  const limitedEvents: AnswerEvents = {
    ...events,
    onHead: (status, received) => {
      const limits = events.onHead(status, received);
      intake.allowBody(method === "HEAD" ? 0 : (limits.enoughBytes ?? limits.maxBytes));
      return limits;
    },
  };
  try {
    await new Promise<void>((resolve, reject) => {
      // The client takes a reset for the end of a body without length; it is none.
      const end = (): void => (socket.errored === null ? resolve() : reject(socket.errored));
      const handler = createHandler(method, limitedEvents, end, reject);
      client.dispatch({ method, path: target, headers: { ...headers } }, handler);
    });
  } catch (error) {
    if (error !== CUT) throw signal.aborted ? signal.reason : error;
    events.onCut();
  } finally {
    intake.end();
    signal.removeEventListener("abort", onAbort);
  }
}

function createHandler(
  method: Question["method"],
  events: AnswerEvents,
  end: () => void,
  reject: (error: unknown) => void,
): Dispatcher.DispatchHandler {
  let limits: BodyLimits = { maxBytes: 0, enoughBytes: null };
  let bytes = 0;
  let pieces = 0;
  let interim = 0;
  return {
    onRequestStart: events.onSent,
    onResponseStart: (controller, status, headers) => {
      if (status < 200) {
        interim += 1;
        const fault = interimFault(status, interim);
        if (fault !== null) controller.abort(fault);
        return;
      }
      const declared = method === "HEAD" ? null : declaredBytes(headers);
      limits = applicable(events.onHead(status, headers), declared);
      const stop = limitOf(limits, 0, declared);
      if (stop !== null) controller.abort(stop);
    },
    onResponseData: (controller, chunk) => {
      const room = (limits.enoughBytes ?? limits.maxBytes) - bytes;
      bytes += chunk.length;
      pieces += 1;
      events.onChunk(chunk.length, chunk.subarray(0, Math.max(room, 0)));
      const stop = limitOf(limits, bytes, null) ?? crumbFault(pieces, bytes);
      if (stop !== null) controller.abort(stop);
    },
    onResponseEnd: () => end(),
    onResponseError: (_controller, error) => reject(error),
  };
}

/** What is wrong with the so-manieth answer before the answer, if anything is. */
function interimFault(status: number, count: number): Fault | null {
  if (status < 100) return new Fault("malformed", `status ${status}`);
  return count > MAX_INTERIM
    ? new Fault("too-large", `more than ${MAX_INTERIM} answers of status 1xx`)
    : null;
}

/** Why reading so many pieces ends, if it does. */
export function crumbFault(pieces: number, bytes: number): Fault | null {
  return isCrumbled(pieces, bytes) ? new Fault("too-large", `${bytes} bytes in ${pieces} pieces`) : null;
}

/** An answer that declares no more than what is enough is read to its end. */
export function applicable(limits: BodyLimits, declared: number | null): BodyLimits {
  const { maxBytes, enoughBytes } = limits;
  return declared !== null && enoughBytes !== null && declared <= enoughBytes
    ? { maxBytes, enoughBytes: null }
    : limits;
}

/** Why reading ends here, if it does: enough was read, or more than allowed was read or declared. */
export function limitOf(
  { maxBytes, enoughBytes }: BodyLimits,
  bytes: number,
  declared: number | null,
): Error | null {
  if (enoughBytes !== null) return bytes >= enoughBytes ? CUT : null;
  const whole = Math.max(bytes, declared ?? 0);
  return whole > maxBytes ? new Fault("too-large", `more than ${maxBytes} bytes`) : null;
}
