/** Hatchings that charts fill with, once a page: a pattern takes its colours from where it is defined. */
export function Patterns() {
  return (
    <svg className="sprite" aria-hidden="true">
      <defs>
        <Stripes id="hatch" turn={45} line="var(--nodata)" opacity={0.55} gap={6} />
        <Stripes id="hatch-observer" turn={-45} line="var(--maint)" opacity={0.5} gap={5} />
        <Stripes id="hatch-failed" turn={90} line="var(--down)" opacity={0.4} gap={5} />
        <Stripes id="out-unreachable" turn={90} line="var(--bg)" ground="var(--down)" />
        <Stripes id="out-tls" turn={-45} line="var(--bg)" ground="var(--series-2)" />
        <Stripes id="out-server" turn={45} line="var(--bg)" ground="var(--degraded)" />
        <Dots id="out-refused" ground="var(--degraded)" />
        <Dots id="out-missing" ground="var(--series-1)" />
        <Stripes id="out-wrong" turn={90} line="var(--bg)" ground="var(--series-4)" />
        <Stripes id="out-redirect" turn={0} line="var(--bg)" ground="var(--series-3)" />
      </defs>
    </svg>
  );
}

type StripesProps = {
  readonly id: string;
  /** Degrees from the vertical. */
  readonly turn: number;
  readonly line: string;
  readonly ground?: string;
  readonly opacity?: number;
  readonly gap?: number;
};

function Stripes({ id, turn, line, ground = "none", opacity = 1, gap = 5 }: StripesProps) {
  return (
    <pattern
      id={id}
      width={gap}
      height={gap}
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${turn})`}
    >
      <rect width={gap} height={gap} fill={ground} />
      <path d={`M0 0v${gap}`} stroke={line} strokeWidth={ground === "none" ? 1 : 2} opacity={opacity} />
    </pattern>
  );
}

function Dots({ id, ground }: { id: string; ground: string }) {
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse">
      <rect width="4" height="4" fill={ground} />
      <circle cx="2" cy="2" r="1" fill="var(--bg)" />
    </pattern>
  );
}
