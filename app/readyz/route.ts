import { methodNotAllowed } from "@/app/_data/problem";
import { withStore } from "@/app/_data/store";
import { readProcesses } from "@/lib/db/processes";

export const dynamic = "force-dynamic";

/** A worker that has not been heard of for longer is not there. */
const HEARTBEAT_MAX_SECONDS = 180;

/** 200 when the store can be read and a worker has lately given a sign of life, else 503 and which of them is not so. */
export async function GET(): Promise<Response> {
  const processes = await withStore(readProcesses);
  const heartbeats = (processes ?? []).flatMap((process) =>
    process.role === "worker" ? [process.heartbeatAt] : [],
  );
  const newest = heartbeats.length === 0 ? null : Math.max(...heartbeats);
  const ageSeconds = newest === null ? null : Math.max(0, (Date.now() - newest) / 1000);
  const store = processes !== null;
  const worker = ageSeconds !== null && ageSeconds <= HEARTBEAT_MAX_SECONDS;
  const ready = store && worker;
  const body = {
    status: ready ? "ready" : "not-ready",
    store: { ok: store },
    worker: { ok: worker, heartbeatAt: newest === null ? null : new Date(newest).toISOString(), ageSeconds },
  };
  return Response.json(body, { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
