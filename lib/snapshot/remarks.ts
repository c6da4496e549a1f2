import type { Remarks } from "@/lib/goenv/target";
import { reasonWords } from "@/lib/text/advice";
import type { Lang } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import { visible } from "@/lib/text/visible";
import type { Advice } from "./advice";
import { toNameOf } from "./recommendation-body";

/**
 * What stands as comments in text files. Moments, no ages: the text and its checksum are fetched one after the other
 * and must agree.
 */
export function toRemarks(advice: Advice, lang: Lang): Remarks {
  const { id, since, guideline, decision } = advice;
  const { file, confidence } = TEXTS[lang].advice;
  const row =
    id === null ? [] : [file.row(String(id), formatSecond(since), visible(decision.vantage ?? "", 80))];
  return {
    head: [file.head(guideline), ...row, confidence[decision.confidence], file.use],
    warnings: toWarnings(advice, lang),
  };
}

function toWarnings({ asOf, stale, decision }: Advice, lang: Lang): string[] {
  const { file } = TEXTS[lang].advice;
  const [first] = decision.reasons;
  const why = first === undefined ? "" : reasonWords(first, toNameOf(decision, lang), lang);
  return [
    ...(decision.basis === "default" ? [file.default(why)] : []),
    ...(decision.basis === "held" ? [file.held(why)] : []),
    ...(stale && asOf !== null ? [file.stale(formatSecond(asOf))] : []),
  ];
}

/** `2026-11-24T12:00:00Z` */
function formatSecond(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, "");
}
