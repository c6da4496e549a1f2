import { statusWord } from "@/app/_ui/status";
import { COLUMN_HEADER, ROW, ROW_GROUP, TABLE } from "@/app/_ui/table-roles";
import type { View } from "@/app/_ui/view";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { formatCount } from "@/lib/text/number";
import { formatAge } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { MirrorRows } from "./mirror-rows";

type Props = {
  readonly snapshot: Snapshot;
  /** Slug of the mirror whose details are shown. */
  readonly opened: string | null;
  readonly view: View;
};

/** Every mirror: what it is now, its last day, and the figures of that day. */
export function Mirrors({ snapshot, opened, view }: Props) {
  const { t, lang, now } = view;
  return (
    <div className="wrap">
      <section className="sec" aria-labelledby="mirrors">
        <div className="sechead">
          <h2 id="mirrors">{t.table.title}</h2>
          <span className="prov">
            <span>{visible(snapshot.vantage.name[lang])}</span>
            <span>{summary(snapshot, view)}</span>
            <span>{t.table.window}</span>
            <span>{formatAge(now - snapshot.at, lang)}</span>
          </span>
        </div>
        <div className="mt">
          <table {...TABLE} aria-label={t.table.title}>
            <Head view={view} />
            {snapshot.mirrors.map((mirror) => (
              <MirrorRows
                key={mirror.slug}
                mirror={mirror}
                probingSince={snapshot.probing ? snapshot.startedAt : null}
                position={positionOf(mirror.slug, snapshot)}
                open={mirror.slug === opened}
                view={view}
              />
            ))}
          </table>
        </div>
        <p className="prov how">{t.table.how}</p>
      </section>
    </div>
  );
}

/** Its place in the recommended chain, from 1; null when it has none. */
function positionOf(slug: string, { recommendation }: Snapshot): number | null {
  const place = recommendation?.decision.chain.findIndex((link) => link.slug === slug) ?? -1;
  return place === -1 ? null : place + 1;
}

/** How many mirrors are in which state, in the order of first appearance. */
function summary({ mirrors }: Snapshot, { t, lang }: View): string {
  const counts = new Map<string, number>();
  for (const { state, partial } of mirrors) {
    const word = statusWord(t, state, partial);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const items = Array.from(counts, ([word, count]) => t.summary.item(formatCount(count, lang), word));
  return [t.summary.total(formatCount(mirrors.length, lang)), items.join(t.summary.join)].join(
    t.summary.after,
  );
}

function Head({ view: { t } }: { view: View }) {
  const columns = [
    { title: t.table.mirror, how: null, right: false },
    { title: t.table.now, how: null, right: false },
    { title: t.table.strip, how: t.table.stripHow, right: false },
    { title: t.table.availability, how: t.table.window, right: true },
    { title: t.table.latency, how: t.table.window, right: true },
    { title: t.table.failure, how: t.table.failureHow, right: false },
    { title: t.table.age, how: t.table.ageHow, right: true },
  ];
  return (
    <thead {...ROW_GROUP}>
      <tr {...ROW}>
        {columns.map(({ title, how, right }) => (
          <th key={title} {...COLUMN_HEADER} className={right ? "r" : undefined}>
            <b>{title}</b>
            {how}
          </th>
        ))}
      </tr>
    </thead>
  );
}
