import { problemResponse } from "@/app/_data/problem";
import { visible } from "@/lib/text/visible";

export const dynamic = "force-dynamic";

/** Every address below /api that nothing else answers. */
export function GET(request: Request): Response {
  const { pathname } = new URL(request.url);
  const detail = `nothing is at ${visible(pathname, 200)}: the mirrors are at /api/v1/mirrors, all data at /api/v1/snapshot`;
  return problemResponse({ status: 404, title: "No such address", detail });
}

export { GET as DELETE, GET as PATCH, GET as POST, GET as PUT };
