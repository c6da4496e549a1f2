import type { Status } from "@/app/_ui/status";
import type { View } from "@/app/_ui/view";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import type { Verdict, VerdictCause } from "@/lib/snapshot/verdict";
import { formatCount } from "@/lib/text/number";
import { sentence } from "@/lib/text/params";
import { formatAge, formatMoment } from "@/lib/text/time";

/** How many endpoints a cause names one by one. */
const KINDS_NAMED = 3;

/** Icon and tint of the verdict. */
export function verdictStatus(verdict: Verdict): Status {
  if (verdict.code === "stale") return "degraded";
  if (verdict.code === "some-partial") return "partial";
  if (verdict.code === "first-minute") return "checking";
  return verdict.tone;
}

/** Mirrors that are down, partly down or degraded. */
export function countTroubled(verdict: Verdict): number {
  return ["down", "partial", "degraded"].reduce((sum, key) => sum + countOf(verdict, key), 0);
}

/** The verdict as one sentence. */
export function verdictSentence(verdict: Verdict, snapshot: Snapshot | null, view: View): string {
  const { t, lang, now } = view;
  const n = formatCount(countOf(verdict, "n"), lang);
  switch (verdict.code) {
    case "stale": {
      const at = snapshot?.at ?? now;
      return t.verdict.stale({
        moment: formatMoment(at, now, view.timeZone),
        age: formatAge(now - at, lang),
      });
    }
    case "first-minute":
      return t.verdict[verdict.code]({ n, known: formatCount(countOf(verdict, "known"), lang) });
    case "all-down":
    case "all-healthy":
      return t.verdict[verdict.code]({ n });
    case "no-snapshot":
    case "no-mirrors":
    case "probing-off":
    case "observer-offline":
      return t.verdict[verdict.code]();
    default:
      return countsSentence(verdict, view);
  }
}

/** The worst first; what there is none of is not named. */
function countsSentence(verdict: Verdict, { t, lang }: View): string {
  if (countOf(verdict, "unknown") === countOf(verdict, "n")) return t.verdict["none-known"]();
  const present = (["down", "partial", "degraded", "unknown", "healthy"] as const).filter(
    (key) => countOf(verdict, key) > 0,
  );
  const parts = present.map((key, index) =>
    t.count[key](formatCount(countOf(verdict, key), lang), t.count.units[index === 0 ? 0 : 1]),
  );
  return t.verdict.counts(parts.join(t.count.join));
}

function countOf(verdict: Verdict, key: string): number {
  const count = verdict.params[key];
  return typeof count === "number" ? count : 0;
}

/** What is wrong with one mirror: its worst endpoints, and why the first of them is. */
export function causeWords(cause: VerdictCause, { t }: View): string {
  const named = cause.kinds.map((kind) => t.kind[kind]).join(t.causes.join);
  const kinds = cause.kinds.length > KINDS_NAMED ? t.causes.endpoints(String(cause.kinds.length)) : named;
  const why = cause.reason === null ? t.state[cause.state] : sentence(t.stateReason, cause.reason);
  return kinds === "" ? why : t.causes.of(kinds, why);
}
