import { Age } from "@/app/_ui/age";
import type { View } from "@/app/_ui/view";
import { DAILIES, type Daily, planDailies } from "@/lib/probe/daily";
import { slotAt } from "@/lib/probe/slot";
import type { DailySnapshot, MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatMoment } from "@/lib/text/time";

type Props = {
  readonly mirror: MirrorSnapshot;
  /** Slug of the place that measures. */
  readonly vantage: string;
  readonly view: View;
};

/** What is asked once a day and how it ended, as entries of a list of facts. */
export function Dailies({ mirror, vantage, view }: Props) {
  return DAILIES.map((daily) => <Entry key={daily.variant.name} {...{ daily, mirror, vantage, view }} />);
}

function Entry({ daily, mirror, vantage, view }: Props & { readonly daily: Daily }) {
  const { name } = daily.variant;
  const words = view.t.mirror.daily.of[name];
  const known = mirror.daily.find(({ kind, variant }) => kind === daily.kind && variant === name);
  return (
    <>
      <dt>{words?.name ?? name}</dt>
      <dd>
        {known !== undefined ? (
          <Answer known={known} mirror={mirror} view={view} />
        ) : daily.fits(mirror) ? (
          view.t.mirror.daily.unasked(nextMoment(name, mirror, vantage, view))
        ) : (
          (words?.unfit ?? view.t.mirror.daily.unfit)
        )}
      </dd>
    </>
  );
}

function Answer({ known, mirror, view }: { known: DailySnapshot; mirror: MirrorSnapshot; view: View }) {
  const { t, lang } = view;
  return (
    <>
      {answerWords(known, view)} · <Age at={known.at} view={view} /> ·{" "}
      <a href={localPath(lang, `/mirrors/${mirror.slug}/exchanges/${known.exchange}`)}>
        {t.mirror.failures.exchange}
      </a>
    </>
  );
}

/** Whose fault it was comes first: then nothing is known of the mirror. */
function answerWords({ variant, outcome, reason, observerFault }: DailySnapshot, { t }: View): string {
  const { of, ours, yes, failed } = t.mirror.daily;
  if (observerFault) return ours(t.outcome[outcome]);
  if (outcome === "ok") return of[variant]?.yes ?? yes;
  return reason === null ? failed(t.outcome[outcome]) : failed(t.reason[reason]);
}

function nextMoment(name: string, mirror: MirrorSnapshot, vantage: string, { now, timeZone }: View): string {
  const lane = planDailies(vantage, mirror).find(({ series }) => series.variant === name);
  return lane === undefined ? "—" : formatMoment(slotAt(lane.grid, now) + lane.grid.everyMs, now, timeZone);
}
