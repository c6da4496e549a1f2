import type { ReactNode } from "react";
import type { Seen } from "@/app/_data/exchange";
import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import type { StoredSample } from "@/lib/probe/result";
import { localPath } from "@/lib/text/lang";
import { formatMoment } from "@/lib/text/time";

/** The failures of the mirror before and after this moment. */
export function Near({ seen, view }: { readonly seen: Seen; readonly view: View }) {
  const { near, all } = view.t.exchange;
  const { previousFailure, nextFailure } = seen.neighbours;
  const list = localPath(view.lang, `/mirrors/${seen.sample.series.mirror}/exchanges`);
  return (
    <nav className="near" aria-label={near.label}>
      <Way
        to={previousFailure}
        words={near.previous}
        none={near.noPrevious}
        before={<Icon name="left" />}
        view={view}
      />
      <a className="btn" href={list}>
        {all}
      </a>
      <Way to={nextFailure} words={near.next} none={near.noNext} after={<Icon name="right" />} view={view} />
    </nav>
  );
}

type WayProps = {
  readonly to: StoredSample | null;
  readonly words: (moment: string) => string;
  readonly none: string;
  readonly view: View;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
};

function Way({ to, words, none, before, after, view }: WayProps) {
  const { lang, now, timeZone } = view;
  if (to === null) return <span className="muted small">{none}</span>;
  const path = `/mirrors/${to.series.mirror}/exchanges/${formatExchangeId(to)}`;
  return (
    <a className="btn" href={localPath(lang, path)}>
      {before}
      {words(formatMoment(to.at, now, timeZone))}
      {after}
    </a>
  );
}
