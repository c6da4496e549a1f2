import { shiftStretch, widenStretch } from "@/app/_chart/selection";
import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { type ChartRange, RELATIVE_RANGES } from "@/lib/rollup/range";
import { formatZone } from "@/lib/text/time";
import { formatWallClock } from "@/lib/text/wall-clock";
import { DEFAULT_KIND, type MirrorChoice } from "./choice";
import type { MirrorAddress } from "./mirror-address";

type Props = { readonly choice: MirrorChoice | null; readonly address: MirrorAddress; readonly view: View };

/** Ranges that end now, a range of one's own, and the ways from one range to the next. All of it works by address. */
export function RangePicker({ choice, address, view }: Props) {
  const { t } = view;
  const relative = choice?.range.relative ?? null;
  return (
    <>
      <nav className="seg" aria-label={t.mirror.range.label} data-ranges>
        {RELATIVE_RANGES.map((name) => (
          <a
            key={name}
            href={address.relative(name)}
            data-range={name}
            title={t.mirror.range[name]}
            aria-current={name === relative ? "true" : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      {choice === null ? null : <Ways range={choice.range} address={address} view={view} />}
      <Custom choice={choice} address={address} view={view} />
    </>
  );
}

function Ways({ range, address, view }: { range: ChartRange; address: MirrorAddress; view: View }) {
  const { t, now } = view;
  const earlier = shiftStretch(range, -1, now);
  const later = shiftStretch(range, 1, now);
  const wider = widenStretch(range, now);
  return (
    <span className="ways">
      {earlier === null ? null : (
        <a className="btn quiet" href={address.absolute(earlier)} data-shift="-1">
          <Icon name="left" />
          {t.mirror.range.earlier}
        </a>
      )}
      {later === null ? null : (
        <a className="btn quiet" href={address.absolute(later)} data-shift="1">
          {t.mirror.range.later}
          <Icon name="right" />
        </a>
      )}
      {wider === null ? null : (
        <a className="btn quiet" href={address.absolute(wider)} data-wider>
          <Icon name="minus" />
          {t.mirror.range.wider}
        </a>
      )}
      {range.relative === null ? null : (
        <a className="btn quiet" href={address.absolute(range)} data-absolute>
          <Icon name="link" />
          {t.mirror.range.fixed}
        </a>
      )}
    </span>
  );
}

/** Two date-time fields; their times are those of the zone that is named beside them and goes along. */
function Custom({ choice, address, view }: Props) {
  const { t, now, timeZone } = view;
  const words = t.mirror.range;
  const { from, to } = choice?.range ?? { from: now - 86_400_000, to: now };
  return (
    <details className="custom" open={choice === null || choice.range.relative === null}>
      <summary>{words.custom}</summary>
      <form action={address.base.replace(/\?.*/, "")} method="get">
        {choice === null || choice.kind === DEFAULT_KIND ? null : (
          <input type="hidden" name="kind" value={choice.kind} />
        )}
        <label>
          {words.from}
          <input
            type="datetime-local"
            name="from"
            required
            defaultValue={formatWallClock(from, timeZone)}
            key={from}
          />
        </label>
        <label>
          {words.to}
          <input
            type="datetime-local"
            name="to"
            required
            defaultValue={formatWallClock(to, timeZone)}
            key={to}
          />
        </label>
        {choice === null || choice.family === null ? null : (
          <input type="hidden" name="family" value={choice.family} />
        )}
        <input type="hidden" name="tz" value={timeZone} />
        <button className="btn" type="submit">
          {words.apply}
        </button>
      </form>
      <p className="small muted">{words.zone(formatZone(from, timeZone), timeZone)}</p>
    </details>
  );
}
