import type { Connection } from "@/lib/probe/exchange";
import type { ProbeHost, ProbeJob } from "@/lib/probe/job";
import { ConnectionGone, createClient, type Line, type Question, readAnswer, type Send } from "./answer";
import type { Deadline } from "./deadline";
import { Fault, toFailure } from "./fault";
import { readH2Answer } from "./h2";
import { requestHeaders } from "./headers";
import { runHop } from "./hop";
import type { ForwardProxy } from "./proxy";
import { nextUrl } from "./redirect";
import type { Resolve } from "./resolver";
import { openRoute } from "./route";
import { startTrace, type Trace } from "./trace";

/** What is asked of a host and where it connects to. */
export type Ask = Pick<ProbeJob, "request" | "family" | "rotation" | "avoidAddress">;

/** An open connection and what was learned when it was opened. */
type Kept = Pick<Trace, "address" | "addresses" | "tls"> & Line;

/** Open connections by origin: what the first exchange leaves is what its twin finds. */
export type Connections = Map<string, Kept>;

export type Run = {
  readonly host: ProbeHost;
  readonly ask: Ask;
  readonly connection: Connection;
  readonly proxy: ForwardProxy | null;
  readonly connections: Connections;
  readonly deadline: Deadline;
  readonly userAgent: string;
  readonly resolve: Resolve;
  /** Told of each reading of the clock. */
  readonly onReading: (now: number) => void;
};

/** The request's own hop and those that redirects lead to, until an answer or a fault. Throws ConnectionGone. */
export async function followHops(run: Run): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  let url: URL | null = new URL(run.host.url + run.ask.request.path);
  while (url !== null) {
    const previous: URL | null = traces.at(-1)?.url ?? null;
    const trace = startTrace(url, run.proxy !== null, run.onReading);
    traces.push(trace);
    const connect = run.connection === "fresh" ? openConnection : takeConnection;
    await runHop(trace, run.ask.request, toQuestion(run, url), run.deadline, () =>
      connect(run, trace, previous),
    );
    url = trace.failure === null ? followRedirect(traces, trace) : null;
  }
  return traces;
}

/** Given to each client: one of its own would cost a stack trace an exchange. */
const CLOSED = new Error("the exchange has ended");

export async function closeConnections(connections: Connections): Promise<void> {
  await Promise.all([...connections.values()].map(({ client }) => client.destroy(CLOSED)));
  connections.clear();
}

/** The request line and headers; a proxy is asked for an http URL in absolute form (RFC 9112, 3.2.2). */
function toQuestion(run: Run, url: URL): Question {
  const { method } = run.ask.request;
  const headers = requestHeaders(run.host, url, run.ask.request, run.userAgent);
  if (run.proxy === null || url.protocol !== "http:") {
    return { method, target: url.pathname + url.search, headers };
  }
  return { method, target: url.href, headers: { ...headers, ...run.proxy.headers, host: url.host } };
}

/** A new connection, kept for the twin in place of an older one to the same origin. */
async function openConnection(run: Run, trace: Trace, previous: URL | null): Promise<Send> {
  const { host, connections } = run;
  const { origin } = trace.url;
  // A private address is never reached by redirect from a place that was not itself permitted.
  const permitted = previous === null || host.privateOrigins.includes(previous.origin);
  const privateOrigins = permitted ? host.privateOrigins : [];
  // Where a redirect leads elsewhere, it is asked as everything else is.
  const protocol = origin === new URL(host.url).origin ? run.ask.request.protocol : undefined;
  const socket = await openRoute(
    { ...run, privateOrigins, redirected: previous !== null, protocol },
    trace,
    run.deadline,
  );
  if (protocol === "h2") return (...asked) => readH2Answer(socket, origin, ...asked);
  const client = createClient(origin, socket);
  await connections.get(origin)?.client.destroy(CLOSED);
  const { address, addresses, tls } = trace;
  connections.set(origin, { client, socket, address, addresses, tls });
  return sendOver({ client, socket });
}

function sendOver(line: Line): Send {
  return (question, signal, events) => readAnswer(line, question, signal, events);
}

async function takeConnection(run: Run, trace: Trace): Promise<Send> {
  const kept = run.connections.get(trace.url.origin);
  if (kept === undefined) throw new ConnectionGone();
  trace.address = kept.address;
  trace.addresses = kept.addresses;
  trace.tls = kept.tls;
  return sendOver(kept);
}

/** The next URL, or null when this was the last hop; a redirect we do not follow is the last hop's failure. */
function followRedirect(traces: readonly Trace[], trace: Trace): URL | null {
  try {
    const visited = traces.map(({ url }) => url);
    return trace.status === null ? null : nextUrl(trace.status, trace.location, visited);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    trace.failure = toFailure(error, trace.stopwatch.phase(), false);
    return null;
  }
}
