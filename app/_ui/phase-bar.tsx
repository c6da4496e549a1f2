import { PHASES } from "@/lib/probe/exchange";
import type { VariantSnapshot } from "@/lib/snapshot/snapshot";
import { formatLatency } from "@/lib/text/number";
import type { View } from "./view";

const WIDTH = 120;

/** Where the time of one probe went: connecting in greys, waiting in full blue, the body in light blue. */
export function PhaseBar({ variant, view }: { variant: VariantSnapshot; view: View }) {
  const { t } = view;
  const { phasesMs, totalMs } = variant;
  if (phasesMs === null || totalMs === null) return "—";
  const known = PHASES.flatMap((phase) => {
    const ms = phasesMs[phase];
    return ms === null ? [] : [{ phase, ms }];
  });
  const words = known.map(({ phase, ms }) => `${t.phase[phase]} ${formatLatency(ms)}`).join(" · ");
  const sum = known.reduce((total, { ms }) => total + ms, 0);
  return (
    <>
      <svg className="phasebar" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
        {known.map(({ phase, ms }, index) => (
          <rect
            key={phase}
            className={`ph-${phase}`}
            x={round((share(known.slice(0, index)) / (sum || 1)) * WIDTH)}
            width={round((ms / (sum || 1)) * WIDTH)}
            height="8"
          />
        ))}
      </svg>
      <span className="diff">
        {words} · <span className="nowrap">{t.details.total(formatLatency(totalMs))}</span>
      </span>
    </>
  );
}

function share(parts: readonly { readonly ms: number }[]): number {
  return parts.reduce((total, { ms }) => total + ms, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
