import { Icon, StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import type { Look, ManualRun } from "@/lib/probe/manual-run";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatSpan } from "@/lib/text/time";

/** How a run ended, in a sentence. */
export function runWords(run: ManualRun, { t, lang }: View): string {
  const words = t.mirror.probe;
  if (run.end !== "done" || run.endedAt === null) return words.ended[run.end ?? "done"];
  const sent = run.looks.filter(({ outcome }) => outcome !== null);
  if (sent.length === 0) return words.nothing;
  const wrong = sent.filter(({ outcome }) => outcome !== "ok").length;
  const ms = run.endedAt - (run.startedAt ?? run.askedAt);
  const span = ms < 1_000 ? words.moment : formatSpan(ms, lang);
  const unsent = run.looks.length - sent.length;
  const parts = [
    wrong === 0
      ? words.allRight(String(sent.length), span)
      : words.someWrong(String(wrong), String(sent.length), span),
    ...(unsent === 0 ? [] : [words.unsent(String(unsent))]),
  ];
  return parts.join(words.join);
}

type Props = { readonly run: ManualRun; readonly mirror: MirrorSnapshot; readonly view: View };

/** An older one is folded away. */
const NEWS_MS = 10 * 60_000;

/** What became of each kind, as far as it was asked, with its exchange. */
export function RunLooks({ run, mirror, view }: Props) {
  if (run.looks.length === 0) return null;
  return (
    <details open={run.endedAt === null || view.now - run.endedAt < NEWS_MS}>
      <summary>{view.t.mirror.probe.list}</summary>
      <LookList run={run} mirror={mirror} view={view} />
    </details>
  );
}

function LookList({ run, mirror, view }: Props) {
  return (
    <ul className="looks" aria-label={view.t.mirror.probe.list}>
      {run.looks.map((look) => (
        <li key={look.kind}>
          <span className="k">{view.t.kind[look.kind]}</span>
          <Result look={look} view={view} />
          {look.exchange === null ? null : (
            <a href={localPath(view.lang, `/mirrors/${mirror.slug}/exchanges/${look.exchange}`)}>
              {view.t.mirror.failures.exchange}
              <span className="sr"> {view.t.kind[look.kind]}</span>
              <Icon name="right" />
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Result({ look: { outcome, gap }, view: { t } }: { look: Look; view: View }) {
  const status = outcome === null ? "nodata" : outcome === "ok" ? "ok" : "down";
  const word = outcome !== null ? t.outcome[outcome] : gap !== null ? t.gapCause[gap] : t.mirror.probe.lost;
  return (
    <span className={`st is-${status}`}>
      <StatusIcon status={status} />
      <span>{word}</span>
    </span>
  );
}
