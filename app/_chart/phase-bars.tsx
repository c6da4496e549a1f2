import type { View } from "@/app/_ui/view";
import { PHASES, type Phase } from "@/lib/probe/exchange";
import type { PhaseMedians } from "@/lib/rollup/chart";
import { formatLatency } from "@/lib/text/number";

/** A segment's label stands in it from this share of the bar's box on, and on phones from the second. */
const LABELLED = 0.16;
const LABELLED_NARROW = 0.42;

type Props = { readonly phases: readonly PhaseMedians[]; readonly view: View };

/** One bar for each way to connect, all on one scale; every value is written below its bar. */
export function PhaseBars({ phases, view: { t } }: Props) {
  const timed = phases.filter(({ totalP50Ms }) => totalP50Ms !== null);
  const longestMs = Math.max(...timed.map((one) => sumOf(toSegments(one))), 1);
  if (timed.length === 0) return <p className="plot-note">{t.mirror.phases.none}</p>;
  return (
    <div className="bars">
      {timed.map((one) => (
        <div key={phasesName(one, t)} className="barline">
          <b>{phasesName(one, t)}</b>
          <Bar medians={one} longestMs={longestMs} words={t.phase} />
          <span className="total">{formatLatency(one.totalP50Ms ?? 0)}</span>
          <ul className="values">
            {toSegments(one).map(({ phase, ms }) => (
              <li key={phase}>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                  <rect className={`ph-${phase}`} width="10" height="10" />
                </svg>
                {t.phase[phase]} {formatLatency(ms)}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** `New connection`, or `New connection, IPv6`. */
export function phasesName({ connection, family }: PhaseMedians, t: View["t"]): string {
  const name = t.mirror.connection[connection];
  return family === null ? name : t.mirror.family.of(name, t.mirror.family[family]);
}

type BarProps = {
  readonly medians: PhaseMedians;
  readonly longestMs: number;
  readonly words: Readonly<Record<Phase, string>>;
};

function Bar({ medians, longestMs, words }: BarProps) {
  const segments = toSegments(medians);
  let left = 0;
  return (
    <svg className="bar" height="26" aria-hidden="true">
      {segments.map(({ phase, ms }) => {
        const share = ms / longestMs;
        const x = left;
        left += share;
        return (
          <g key={phase}>
            <rect className={`ph-${phase}`} x={percent(x)} width={percent(share)} height="26" />
            {share < LABELLED ? null : (
              <text
                className={share < LABELLED_NARROW ? `on-${phase} roomy` : `on-${phase}`}
                x={percent(x + share / 2)}
                y="17"
                textAnchor="middle"
              >
                {words[phase]} {Math.round(ms)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function toSegments({ p50Ms }: PhaseMedians): { phase: Phase; ms: number }[] {
  return PHASES.flatMap((phase) => {
    const ms = p50Ms[phase];
    return ms === null ? [] : [{ phase, ms }];
  });
}

function sumOf(segments: readonly { readonly ms: number }[]): number {
  return segments.reduce((sum, { ms }) => sum + ms, 0);
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
