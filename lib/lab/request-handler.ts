import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, PLAIN, plainAnswer, rangeAnswer } from "./answer";
import { ANSWER_FAULTS } from "./answer-fault";
import { controlAnswer } from "./control";
import { deliver } from "./delivery";
import type { Arrival } from "./port";
import type { RequestLog } from "./request-log";
import type { Site } from "./site";
import type { Switchboard } from "./switchboard";

export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
) => Promise<void>;

/** Answers requests: the lab's own door first, then the site as the faults leave it. */
export function createRequestHandler(site: Site, faults: Switchboard, log: RequestLog): RequestHandler {
  return async (request, response, { socket, number, tls }) => {
    const { method = "GET", url = "/", headers } = request;
    const path = decodePath(url);
    const exit = { response, socket, hasBody: method !== "HEAD" };
    if (path.startsWith("-/")) {
      const answer = await controlAnswer(request, path, faults, log);
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    log.add({ at: Date.now(), method, url, tls, connection: number, headers });
    if (method !== "GET" && method !== "HEAD") return deliver(exit, notAllowedAnswer(), path, faults);
    const answer = await site(path);
    deliver(exit, rangeAnswer(applyFaults(answer, path, url, faults), headers.range), path, faults);
  };
}

/** The answer as the faults that are on for its path leave it. */
export function applyFaults(answer: Answer, path: string, url: string, faults: Switchboard): Answer {
  if (faults.isQuiet()) return answer;
  let changed = answer;
  for (const [name, change] of ANSWER_FAULTS) {
    const fault = faults.find(name, path);
    if (fault === null) continue;
    const isRepeated = name === "first-404" && faults.markAsked(name, path);
    changed = change({ path, url, isRepeated }, changed, fault);
  }
  return changed;
}

/** The path of a request without its query and leading slash, decoded; a path that cannot be decoded stays as it is. */
export function decodePath(url: string): string {
  const [raw = ""] = url.split("?", 1);
  const path = raw.replace(/^\//, "");
  try {
    return path.includes("%") ? decodeURIComponent(path) : path;
  } catch {
    return path;
  }
}

function notAllowedAnswer(): Answer {
  return {
    ...plainAnswer(405, "method not allowed"),
    headers: { "content-type": PLAIN, allow: "GET, HEAD" },
  };
}
