import { createHash } from "node:crypto";
import { readAdviceLang } from "@/app/_data/advice-query";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { methodRefused, refusal, textResponse } from "@/app/_data/text-response";
import { toEnvironment } from "@/lib/goenv/environment";
import { isTarget, renderTarget, TARGETS } from "@/lib/goenv/target";
import { type Advice, toAdvice } from "@/lib/snapshot/advice";
import { toRemarks } from "@/lib/snapshot/remarks";
import { visible } from "@/lib/text/visible";

export const dynamic = "force-dynamic";

const CHECKSUM = ".sha256";

type Context = { readonly params: Promise<{ readonly target: string }> };

/** A target as text, or the line of its checksum for `sha256sum -c`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { target: file } = await params;
  const target = file.endsWith(CHECKSUM) ? file.slice(0, -CHECKSUM.length) : file;
  if (!isTarget(target)) return refusal(404, unknownTarget(file));
  const { lang, wrong } = readAdviceLang(new URL(request.url).searchParams);
  if (wrong !== null) return refusal(400, wrong);
  const now = Date.now();
  const advice = toAdvice(await readCurrentSnapshot(), now);
  const text = renderTarget(target, toEnvironment(advice.decision), toRemarks(advice, lang));
  const sum = createHash("sha256").update(text).digest("hex");
  const body = file === target ? text : `${sum}  ${target}\n`;
  return textResponse(request, body, headersOf(file, advice, now));
}

/** `Age` only once the numbers are no longer renewed; what is not measured says so for scripts too. */
function headersOf(file: string, { asOf, stale, decision }: Advice, now: number): Record<string, string> {
  const headers = {
    "content-disposition": `inline; filename="${file}"`,
    "x-gomirrors-basis": decision.basis === "default" ? "default" : "measured",
  };
  return stale && asOf !== null ? { ...headers, age: String(Math.floor((now - asOf) / 1000)) } : headers;
}

function unknownTarget(file: string): string {
  return `there is no target ${JSON.stringify(visible(file, 80))}: there are ${TARGETS.join(", ")}, each also with ${CHECKSUM}`;
}

export { methodRefused as DELETE, methodRefused as PATCH, methodRefused as POST, methodRefused as PUT };
