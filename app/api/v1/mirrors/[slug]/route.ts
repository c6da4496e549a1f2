import { methodNotAllowed } from "@/app/_data/problem";
import { mirrorResponse } from "@/app/_data/snapshot-response";
import { toMirrorBody } from "@/lib/snapshot/api";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly slug: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  return mirrorResponse(request, slug, toMirrorBody);
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
