import { readAdviceLang } from "@/app/_data/advice-query";
import { methodRefused, refusal, textResponse } from "@/app/_data/text-response";
import { TARGETS } from "@/lib/goenv/target";
import { TEXTS } from "@/lib/text/texts";

export const dynamic = "force-dynamic";

/** What can be fetched as text: one path a line, and what it is. */
export function GET(request: Request): Response {
  const { lang, wrong } = readAdviceLang(new URL(request.url).searchParams);
  if (wrong !== null) return refusal(400, wrong);
  const { list } = TEXTS[lang].advice.file;
  const lines = [
    ...TARGETS.map((target) => `${`/c/${target}`.padEnd(18)}${list[target]}`),
    `${"/c/NAME.sha256".padEnd(18)}${list.sha256}`,
  ];
  return textResponse(request, `${lines.join("\n")}\n`, {});
}

export { methodRefused as DELETE, methodRefused as PATCH, methodRefused as POST, methodRefused as PUT };
