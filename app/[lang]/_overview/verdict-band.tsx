import { Age } from "@/app/_ui/age";
import { StatusIcon } from "@/app/_ui/icon";
import { Refresh } from "@/app/_ui/refresh";
import type { View } from "@/app/_ui/view";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import type { Verdict, VerdictCause } from "@/lib/snapshot/verdict";
import { localPath } from "@/lib/text/lang";
import { formatCount } from "@/lib/text/number";
import { formatClock, formatMoment, formatSpan } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { causeWords, verdictSentence, verdictStatus } from "./verdict-words";

type Props = { readonly verdict: Verdict; readonly snapshot: Snapshot | null; readonly view: View };

/** One sentence, at most two causes, and how old all of it is. */
export function VerdictBand({ verdict, snapshot, view }: Props) {
  const status = verdictStatus(verdict);
  const sentence = verdictSentence(verdict, snapshot, view);
  return (
    <section className={`verdict is-${status}`} aria-labelledby="verdict">
      <div className="wrap">
        <StatusIcon status={status} big />
        <h1 id="verdict">{sentence}</h1>
        <span className="fresh">
          <Freshness verdict={verdict} snapshot={snapshot} view={view} />
          <Refresh
            sentence={sentence}
            topic={verdict.code === "stale" ? verdict.code : sentence}
            waiting={verdict.code === "stale" || snapshot === null}
            view={view}
          />
        </span>
        {verdict.causes.length === 0 ? null : <Causes verdict={verdict} view={view} />}
      </div>
    </section>
  );
}

/** A filled dot while mirrors are asked, a hollow one when the data has stopped, a grey ring when nothing is asked. */
function Freshness({ verdict, snapshot, view }: Props) {
  const { t } = view;
  if (snapshot === null) {
    return (
      <>
        <span className="live off" />
        <span>{t.fresh.none}</span>
      </>
    );
  }
  const stale = verdict.code === "stale";
  const asked = snapshot.probing ? "live" : "live off";
  return (
    <>
      <span className={stale ? "live stale" : asked} />
      <span>
        {stale ? t.fresh.stale : t.fresh.data}{" "}
        <time dateTime={new Date(snapshot.at).toISOString()}>{formatClock(snapshot.at, view.timeZone)}</time>{" "}
        · <Age at={snapshot.at} view={view} reachable />
      </span>
    </>
  );
}

function Causes({ verdict, view }: { verdict: Verdict; view: View }) {
  return (
    <ul className="causes">
      {verdict.causes.map((cause) => (
        <Cause key={cause.slug} cause={cause} view={view} />
      ))}
      {verdict.more === 0 ? null : (
        <li className="muted">{view.t.causes.more(formatCount(verdict.more, view.lang))}</li>
      )}
    </ul>
  );
}

function Cause({ cause, view }: { cause: VerdictCause; view: View }) {
  const { since } = cause;
  const { t, lang, now, timeZone } = view;
  return (
    <li>
      <b>
        <a href={localPath(lang, `/mirrors/${cause.slug}`)}>{visible(cause.name[lang])}</a>
      </b>
      <span>{visible(causeWords(cause, view))}</span>
      {since === null ? null : (
        <span className="since">
          {t.stateSince(formatMoment(since, now, timeZone), formatSpan(now - since, lang))}
        </span>
      )}
    </li>
  );
}
