import type { Snapshot } from "@/lib/snapshot/snapshot";
import { jsonResponse } from "./json-response";
import { problemResponse } from "./problem";
import { readCurrentSnapshot } from "./snapshot";

const RETRY_AFTER_SECONDS = 10;

/** What `toBody` makes of the current snapshot, or its own answer; 503 while there is no snapshot at all. */
export async function snapshotResponse(
  request: Request,
  toBody: (snapshot: Snapshot) => unknown,
): Promise<Response> {
  const snapshot = await readCurrentSnapshot();
  if (snapshot === null) {
    const detail = "the worker has not written its first result yet: ask again in 10 seconds";
    const headers = { "retry-after": String(RETRY_AFTER_SECONDS) };
    return problemResponse({ status: 503, title: "No data yet", detail }, headers);
  }
  const body = toBody(snapshot);
  return body instanceof Response ? body : jsonResponse(request, body);
}
