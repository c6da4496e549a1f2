import { methodNotAllowed, problemResponse } from "@/app/_data/problem";
import { snapshotResponse } from "@/app/_data/snapshot-response";
import { toMirrorBody } from "@/lib/snapshot/api";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { visible } from "@/lib/text/visible";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly slug: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  return snapshotResponse(request, (snapshot) => {
    const mirror = snapshot.mirrors.find((candidate) => candidate.slug === slug);
    return mirror === undefined ? unknownMirror(slug, snapshot) : toMirrorBody(mirror, snapshot);
  });
}

function unknownMirror(slug: string, { mirrors }: Snapshot): Response {
  const known = mirrors.map((mirror) => mirror.slug).join(", ");
  const detail = `no mirror has the slug ${JSON.stringify(visible(slug, 100))}: use one of ${known}`;
  return problemResponse({ status: 404, title: "No such mirror", detail });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
