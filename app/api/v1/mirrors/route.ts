import { methodNotAllowed } from "@/app/_data/problem";
import { snapshotResponse } from "@/app/_data/snapshot-response";
import { toMirrorsBody } from "@/lib/snapshot/api";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return snapshotResponse(request, toMirrorsBody);
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
