import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";
import { visible } from "@/lib/text/visible";
import { jsonResponse } from "./json-response";
import { problemResponse } from "./problem";
import { readCurrentSnapshot } from "./snapshot";

const RETRY_AFTER_SECONDS = 10;

/** What `toBody` makes of the current snapshot, soon or at once, or its own answer; 503 while there is no snapshot. */
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
  const body = await toBody(snapshot);
  return body instanceof Response ? body : jsonResponse(request, body);
}

/** The same of one mirror of the snapshot; 404 with the slugs that there are when none has this one. */
export function mirrorResponse(
  request: Request,
  slug: string,
  toBody: (mirror: MirrorSnapshot, snapshot: Snapshot) => unknown,
): Promise<Response> {
  return snapshotResponse(request, (snapshot) => {
    const mirror = snapshot.mirrors.find((candidate) => candidate.slug === slug);
    return mirror === undefined ? unknownMirror(slug, snapshot) : toBody(mirror, snapshot);
  });
}

function unknownMirror(slug: string, { mirrors }: Snapshot): Response {
  const known = mirrors.map((mirror) => mirror.slug).join(", ");
  const detail = `no mirror has the slug ${JSON.stringify(visible(slug, 100))}: use one of ${known}`;
  return problemResponse({ status: 404, title: "No such mirror", detail });
}
