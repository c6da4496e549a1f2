import { readLang } from "@/app/_data/lang";
import { askForRun } from "@/app/_data/manual-run";
import { isOwnForm } from "@/app/_data/own-form";
import { problemResponse } from "@/app/_data/problem";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { localPath } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly lang: string; readonly slug: string }> };

/**
 * Has the worker ask one mirror each kind once, now, and leads back to the mirror's page, which shows how far that has
 * come, or with `?probe=` why it is not done. An action of the page, not part of the API.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnForm(request)) return refuse(403, "Not from here", "send this form from the page of the mirror");
  const lang = await readLang(params);
  const { slug } = await params;
  const snapshot = await readCurrentSnapshot();
  const mirror = snapshot?.mirrors.find((one) => one.slug === slug);
  if (snapshot === null || mirror === undefined)
    return refuse(
      404,
      "No such mirror",
      `${visible(slug, 80)} is not probed here: it is unknown, switched off, or was taken out of gomirrors.yaml`,
    );
  const refusal = await askForRun(snapshot, mirror, Date.now());
  const query = refusal === null ? "" : `?probe=${refusal}`;
  const location = `${localPath(lang, `/mirrors/${slug}`)}${query}#probe`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

function refuse(status: number, title: string, detail: string): Response {
  return problemResponse({ status, title, detail });
}
