import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
} from "node:http2";
import type { Socket } from "node:net";
import {
  type AnswerEvents,
  applicable,
  type BodyLimits,
  CUT,
  crumbFault,
  limitOf,
  MAX_HEAD_BYTES,
  type Question,
} from "./answer";
import { Fault } from "./fault";
import { allowedBytes, watchFlood } from "./h2-flood";
import { declaredBytes } from "./headers";

/** What a server may make us keep of a session that says much and means nothing. */
const BOUNDS = {
  settings: { enablePush: false, maxHeaderListSize: MAX_HEAD_BYTES },
  maxReservedRemoteStreams: 0,
  // Megabytes.
  maxSessionMemory: 1,
  maxSessionInvalidFrames: 100,
} as const;
/** Headers of one connection's HTTP/1.1, which HTTP/2 forbids (RFC 9113, 8.2.2). */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  "connection",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
]);
type Head = IncomingHttpHeaders & { readonly ":status"?: number | undefined };

/** Codes of what breaks the protocol's rules, whoever of the two says so (RFC 9113, 7). */
const BROKEN: ReadonlySet<number> = new Set([
  constants.NGHTTP2_PROTOCOL_ERROR,
  constants.NGHTTP2_FLOW_CONTROL_ERROR,
  constants.NGHTTP2_FRAME_SIZE_ERROR,
  constants.NGHTTP2_COMPRESSION_ERROR,
]);

/**
 * Sends one request over HTTP/2 on an open socket that has agreed to it, and reads its answer; the session ends with
 * it. Throws a Fault: `too-large` beyond the limits, `reset` or `truncated` when the server gives the stream or the
 * session up, `malformed` for what is no HTTP/2. Throws the socket's error and the signal's reason as they come.
 */
export async function readH2Answer(
  socket: Socket,
  origin: string,
  question: Question,
  signal: AbortSignal,
  events: AnswerEvents,
): Promise<void> {
  let session: ClientHttp2Session | null = null;
  const end = (): void => {
    session?.destroy();
    socket.destroy();
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    signal.throwIfAborted();
    session = connect(origin, { ...BOUNDS, createConnection: () => socket });
    await readWhole(session, socket, origin, question, events);
    // A session that is destroyed lets its stream end as if it were whole.
    signal.throwIfAborted();
  } catch (error) {
    if (error !== CUT) throw signal.aborted ? signal.reason : error;
    events.onCut();
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}

/** Of all that goes wrong, what comes first says why. */
function readWhole(
  session: ClientHttp2Session,
  socket: Socket,
  origin: string,
  question: Question,
  events: AnswerEvents,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = session.request(toFields(question, new URL(origin)), { endStream: true });
    events.onSent();
    const reading = readStream(stream, question.method, events, reject);
    const stopWatch = watchFlood(socket, reading.allowedBytes, reject);
    session.once("close", stopWatch);
    const give = (error: unknown): void => reject(toH2Fault(error, reading.begun()));
    session.on("error", give);
    session.on("goaway", (code) => {
      if (code !== constants.NGHTTP2_NO_ERROR) reject(givenUp("the session", code, reading.begun()));
    });
    stream.on("error", give);
    stream.on("end", () => {
      if (stream.rstCode === constants.NGHTTP2_NO_ERROR) resolve();
    });
    stream.on("close", () => reject(givenUp("the stream", stream.rstCode ?? 0, reading.begun())));
  });
}

type Reading = { readonly begun: () => boolean; readonly allowedBytes: () => number };

/** Tells of an answer as it comes; `fail` is told what ends the reading before its end. */
function readStream(
  stream: ClientHttp2Stream,
  method: Question["method"],
  events: AnswerEvents,
  fail: (error: unknown) => void,
): Reading {
  let limits: BodyLimits | null = null;
  let bytes = 0;
  let pieces = 0;
  const stopAt = (stop: Error | null): void => {
    if (stop !== null) fail(stop);
  };
  const onResponse = ({ ":status": status = 0, ...headers }: Head): void => {
    if (headBytes(headers) > MAX_HEAD_BYTES) throw new Fault("too-large", "the head is too long");
    const declared = method === "HEAD" ? null : declaredBytes(headers);
    limits = applicable(events.onHead(status, headers), declared);
    stopAt(limitOf(limits, 0, declared));
  };
  // What a listener throws would end the process.
  stream.on("response", (received) => {
    try {
      onResponse(received);
    } catch (error) {
      fail(error);
    }
  });
  stream.on("data", (chunk: Buffer) => {
    if (limits === null) return;
    const room = (limits.enoughBytes ?? limits.maxBytes) - bytes;
    bytes += chunk.length;
    pieces += 1;
    events.onChunk(chunk.length, chunk.subarray(0, Math.max(room, 0)));
    stopAt(limitOf(limits, bytes, null) ?? crumbFault(pieces, bytes));
  });
  const bodyBytes = () => (method === "HEAD" ? 0 : (limits?.enoughBytes ?? limits?.maxBytes ?? 0));
  return { begun: () => limits !== null, allowedBytes: () => allowedBytes(bodyBytes()) };
}

function toFields({ method, target, headers }: Question, { host, protocol }: URL): Record<string, string> {
  const fields = Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name));
  return {
    ":method": method,
    ":scheme": protocol.slice(0, -1),
    ":authority": headers.host ?? host,
    ":path": target,
    ...Object.fromEntries(fields),
  };
}

/** As HTTP/2 counts a head: names and values, and 32 bytes a field (RFC 9113, 6.5.2). */
function headBytes(headers: IncomingHttpHeaders): number {
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? ""].flat().map((one) => name.length + String(one).length + 32),
  );
  return fields.reduce((sum, bytes) => sum + bytes, 0);
}

/** What Node says of a session or a stream; what the system says of the socket below stays as it is. */
function toH2Fault(error: unknown, begun: boolean): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!code.startsWith("ERR_HTTP2_") || !(error instanceof Error)) return error;
  const [name] = /NGHTTP2_[A-Z_]+/.exec(error.message) ?? [];
  const number = Object.entries(constants).find(([key]) => key === name)?.[1];
  return typeof number === "number"
    ? givenUp("the stream", number, begun)
    : new Fault("malformed", error.message);
}

/** The server, or our own reading of it, ended the stream or the session with this code. */
function givenUp(what: string, code: number, begun: boolean): Fault {
  const detail = `${what} ended with HTTP/2 code ${code}`;
  if (BROKEN.has(code)) return new Fault("malformed", detail);
  return new Fault(begun ? "truncated" : "reset", detail);
}
