import type { View } from "@/app/_ui/view";
import { verdictSentence } from "@/app/[lang]/_overview/verdict-words";
import { VERDICT_CODES, type VerdictCode } from "@/lib/snapshot/verdict";
import { formatAge, formatMoment } from "@/lib/text/time";

/** Five made-up mirrors. */
const N = 5;
const EXAMPLES: Readonly<Partial<Record<VerdictCode, Readonly<Record<string, number>>>>> = {
  "first-minute": { n: N, known: 2 },
  "all-down": { n: N },
  "some-down": { n: N, down: 1, healthy: 4 },
  "some-partial": { n: N, partial: 1, healthy: 4 },
  "some-degraded": { n: N, degraded: 1, healthy: 4 },
  "some-unknown": { n: N, unknown: 1, healthy: 4 },
  "all-healthy": { n: N },
};
const STOPPED_MS = 22 * 60_000;

/** Every first sentence of the overview, in the words that the overview would use, and when it holds. */
export function VerdictTable({ view }: { view: View }) {
  const { table, verdicts } = view.t.docs.methodology;
  return (
    <table className="list" aria-label={table.sentence}>
      <thead>
        <tr>
          <th scope="col">{table.sentence}</th>
          <th scope="col">{table.when}</th>
        </tr>
      </thead>
      <tbody>
        {VERDICT_CODES.map((code) => (
          <tr key={code} id={`verdict-${code}`}>
            <th scope="row">{exampleOf(code, view)}</th>
            <td>{verdicts[code]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function exampleOf(code: VerdictCode, view: View): string {
  const { t, lang, now, timeZone } = view;
  if (code === "stale") {
    const moment = formatMoment(now - STOPPED_MS, now, timeZone);
    return t.verdict.stale({ moment, age: formatAge(STOPPED_MS, lang) });
  }
  const verdict = { code, params: EXAMPLES[code] ?? {}, tone: "ok", ageMs: 0, causes: [], more: 0 } as const;
  return verdictSentence(verdict, null, view);
}
