import type { Seen } from "@/app/_data/exchange";
import { CopyButton } from "@/app/_ui/copy-button";
import { Icon, StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { localPath } from "@/lib/text/lang";
import { formatCount } from "@/lib/text/number";
import { formatTimestamp, formatZone } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { headingWords, toVerdict, verdictStatus, wayWords } from "./words";

export type HeadingProps = {
  readonly seen: Seen;
  readonly id: string;
  /** As people call the vantage. */
  readonly vantage: string;
  /** The page's own address, complete. */
  readonly address: string;
  readonly view: View;
};

/** What happened, when, from where, and the ways to hand it on. */
export function Heading({ seen, id, vantage, address, view }: HeadingProps) {
  const { t } = view;
  const verdict = toVerdict(seen.sample);
  const status = verdictStatus(verdict);
  return (
    <div className="pagehead">
      <div>
        <h1>
          {headingWords(seen, view)}{" "}
          <span className={`chip is-${status}`}>
            <StatusIcon status={status} />
            {t.exchange.chip[verdict]}
          </span>
        </h1>
        <Meta seen={seen} vantage={vantage} view={view} />
      </div>
      <div className="actions">
        <a className="btn" href={`/api/v1/mirrors/${seen.sample.series.mirror}/exchanges/${id}`}>
          <Icon name="download" />
          {t.exchange.json}
        </a>
        <CopyButton
          text={address}
          label={t.exchange.link}
          done={t.exchange.copied}
          failed={t.exchange.notCopied}
          name="link"
          icon={<Icon name="link" />}
        />
      </div>
    </div>
  );
}

function Meta({ seen, vantage, view }: Pick<HeadingProps, "seen" | "vantage" | "view">) {
  const { t, lang, timeZone } = view;
  const { at, attempt, cause, reason } = seen.sample;
  return (
    <>
      {reason === null ? null : <p className="why">{t.reason[reason]}</p>}
      <p className="prov">
        <span>
          <time dateTime={new Date(at).toISOString()}>{formatTimestamp(at, timeZone)}</time>{" "}
          {formatZone(at, timeZone)}
        </span>
        <span>{visible(vantage, 80)}</span>
        <span>{wayWords(seen.sample, view)}</span>
        <span>{t.exchange.cause[cause]}</span>
        <span>{t.exchange.attempt(formatCount(attempt + 1, lang))}</span>
        <span>
          <a href={localPath(lang, "/methodology#outcomes")}>{t.exchange.how}</a>
        </span>
      </p>
    </>
  );
}
