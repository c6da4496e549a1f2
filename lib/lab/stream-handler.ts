import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { rangeAnswer } from "./answer";
import { applyFaults, decodePath } from "./request-handler";
import type { RequestLog } from "./request-log";
import type { Site } from "./site";
import type { Switchboard } from "./switchboard";

/** Answers one request of HTTP/2; `connection` is the number of the connection that it came on. */
export type StreamHandler = (
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  connection: number,
) => Promise<void>;

/** Answers as the site has them and as the faults of answers leave them, each whole and at once. */
export function createStreamHandler(site: Site, faults: Switchboard, log: RequestLog): StreamHandler {
  return async (stream, { ":method": method = "GET", ":path": url = "/", ...headers }, connection) => {
    log.add({ at: Date.now(), method: String(method), url: String(url), tls: true, connection, headers });
    const path = decodePath(String(url));
    const answer = rangeAnswer(applyFaults(await site(path), path, String(url), faults), headers.range);
    if (stream.destroyed) return;
    stream.respond({ ":status": answer.status, ...answer.headers, "content-length": answer.body.length });
    stream.end(method === "HEAD" ? undefined : answer.body);
  };
}
