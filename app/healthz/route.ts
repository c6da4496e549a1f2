export const dynamic = "force-dynamic";

/** The web process lives. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
