import type { ReactNode } from "react";
import { StatusIcon } from "@/app/_ui/icon";
import type { Status } from "@/app/_ui/status";
import type { View } from "@/app/_ui/view";
import type { ConfigProblem, Snapshot } from "@/lib/snapshot/snapshot";
import { STALE_MS } from "@/lib/snapshot/verdict";
import { formatCount } from "@/lib/text/number";
import { formatAge, formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";

const FINDINGS_SHOWN = 5;

type Props = { readonly snapshot: Snapshot; readonly view: View };

/** What holds for the whole page: since when, what still counts, and the next step. */
export function Notices({ snapshot, view }: Props) {
  const { t, now } = view;
  const { observer, probing, configError } = snapshot;
  const stale = now - snapshot.at > STALE_MS;
  const shown = [
    stale ? <Notice key="stale" status="degraded" words={t.notice.stale} /> : null,
    probing ? null : <Notice key="off" status="nodata" words={t.notice["probing-off"]} />,
    probing && !stale && !observer.online ? (
      <OfflineNotice key="offline" snapshot={snapshot} view={view} />
    ) : null,
    probing && !observer.canTell && snapshot.mirrors.length > 0 ? (
      <Notice key="tell" status="nodata" words={t.notice["cannot-tell"]} />
    ) : null,
    ...(probing && !stale && observer.online ? lackNotices(snapshot, view) : []),
    configError === null ? null : <ConfigNotice key="config" problem={configError} view={view} />,
  ].filter((notice) => notice !== null);
  return shown.length === 0 ? null : <div className="wrap notices">{shown}</div>;
}

function lackNotices({ observer }: Snapshot, { t, lang, now }: View): ReactNode[] {
  return observer.lacking.map(({ family, since }) => {
    const words = t.notice["no-family"](`IPv${family}`, formatAge(now - since, lang));
    return <Notice key={`IPv${family}`} status="nodata" words={words} />;
  });
}

type NoticeProps = {
  readonly status: Status;
  readonly words: readonly [string, string];
  readonly children?: ReactNode;
};

function Notice({ status, words, children }: NoticeProps) {
  return (
    <div className={`notice is-${status}`}>
      <StatusIcon status={status} />
      <div>
        <p>
          <b>{words[0]}</b> {words[1]}
        </p>
        {children}
      </div>
    </div>
  );
}

function OfflineNotice({ snapshot, view }: Props) {
  const { t, lang, now, timeZone } = view;
  const { cause, lastAnswerAt } = snapshot.observer;
  const last =
    lastAnswerAt === null
      ? ""
      : t.notice.lastAnswer(formatMoment(lastAnswerAt, now, timeZone), formatAge(now - lastAnswerAt, lang));
  return (
    <Notice status="nodata" words={t.notice["observer-offline"](t.observerCause[cause ?? "offline"], last)} />
  );
}

function ConfigNotice({ problem, view }: { problem: ConfigProblem; view: View }) {
  const { t, lang, now } = view;
  const rest = problem.findings.length - FINDINGS_SHOWN;
  return (
    <Notice status="degraded" words={t.notice.config(formatAge(now - problem.at, lang))}>
      <ul className="findings">
        {problem.findings.slice(0, FINDINGS_SHOWN).map((finding) => (
          <li key={`${finding.where} ${finding.code}`}>
            <code>{visible(finding.where)}</code> {finding.text[lang]}
          </li>
        ))}
        {rest > 0 ? <li>{t.notice.configMore(formatCount(rest, lang))}</li> : null}
      </ul>
    </Notice>
  );
}
