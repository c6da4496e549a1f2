import { methodNotAllowed } from "@/app/_data/problem";
import { snapshotResponse } from "@/app/_data/snapshot-response";

export const dynamic = "force-dynamic";

/** The snapshot as it is stored: times are Unix milliseconds, and its shape is that of its schema number. */
export function GET(request: Request): Promise<Response> {
  return snapshotResponse(request, (snapshot) => snapshot);
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
