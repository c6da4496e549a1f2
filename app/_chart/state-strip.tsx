import type { View } from "@/app/_ui/view";
import type { StateSpan } from "@/lib/health/span";
import type { Stretch } from "./selection";
import { toStatePieces } from "./state-pieces";
import { toTimeTicks } from "./ticks";

const HEIGHT = 28;
const TICKS = 5;
const NEAR_END = 0.04;

type Props = {
  readonly spans: readonly StateSpan[];
  readonly shown: Stretch;
  readonly label: string;
  readonly view: View;
};

/** States over time, each cut as in the strips of the overview, above the time's axis. */
export function StateStrip({ spans, shown, label, view: { t, timeZone } }: Props) {
  const ticks = toTimeTicks(shown.from, shown.to, TICKS, { timeZone, weekdays: t.mirror.weekdays });
  const share = (at: number) => percent((at - shown.from) / (shown.to - shown.from));
  return (
    <svg className="states" height={HEIGHT + 22} role="img" aria-label={label}>
      {toStatePieces(spans, shown).map(({ state, x, width, y, height }) => (
        <rect
          key={`${x} ${y}`}
          className={`bar-${state}`}
          x={percent(x)}
          width={percent(width)}
          y={y}
          height={height}
        />
      ))}
      {ticks.map(({ at, label: words }) => (
        <g key={at}>
          <line className="axisl" x1={share(at)} x2={share(at)} y1={HEIGHT + 1} y2={HEIGHT + 5} />
          <text className="ax" x={share(at)} y={HEIGHT + 18} textAnchor={anchorOf(at, shown)}>
            {words}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** A label near an end of the axis reaches inwards. */
function anchorOf(at: number, { from, to }: Stretch): "start" | "middle" | "end" {
  const share = (at - from) / (to - from);
  if (share > 1 - NEAR_END) return "end";
  return share < NEAR_END ? "start" : "middle";
}

function percent(share: number): string {
  return `${Math.round(share * 100_000) / 1000}%`;
}
