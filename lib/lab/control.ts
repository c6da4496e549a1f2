import type { IncomingMessage } from "node:http";
import { type Answer, jsonAnswer, plainAnswer } from "./answer";
import { readFault } from "./fault";
import type { RequestLog } from "./request-log";
import type { Switchboard } from "./switchboard";

const MAX_BODY_BYTES = 65_536;

/**
 * The lab's own door, which no fault touches.
 *
 *   POST /-/faults   {"slow-headers": 500, "drip": null}   switches faults on and off, all or none of them
 *   GET  /-/faults   {"slow-headers": 500}                 those that are on
 *   GET  /-/requests [{"at", "method", "url", …}]          what was asked, oldest first
 */
export async function controlAnswer(
  request: IncomingMessage,
  path: string,
  faults: Switchboard,
  log: RequestLog,
): Promise<Answer> {
  if (request.method === "GET" && path === "-/requests") return jsonAnswer(200, log.read());
  if (request.method === "GET" && path === "-/faults") return jsonAnswer(200, faults.values());
  if (request.method === "POST" && path === "-/faults") return switchFaults(await readBody(request), faults);
  return plainAnswer(404, "the lab knows GET and POST /-/faults, and GET /-/requests");
}

function switchFaults(body: string, faults: Switchboard): Answer {
  try {
    const values = parseValues(body);
    for (const [name, value] of values) readFault(name, value ?? true);
    for (const [name, value] of values) faults.set(name, value);
    return jsonAnswer(200, faults.values());
  } catch (error) {
    if (error instanceof TypeError) return jsonAnswer(400, { error: error.message });
    throw error;
  }
}

function parseValues(body: string): [name: string, value: unknown][] {
  const value = parseJson(body);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError('the body is not an object such as {"slow-headers": 500, "drip": null}');
  }
  return Object.entries(value);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new TypeError("the body is not JSON", { cause });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString() : "";
}
