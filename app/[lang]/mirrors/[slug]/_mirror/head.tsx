import { Age } from "@/app/_ui/age";
import { Icon, StatusIcon } from "@/app/_ui/icon";
import { Refresh } from "@/app/_ui/refresh";
import { type Status, statusWord, toStatus } from "@/app/_ui/status";
import type { View } from "@/app/_ui/view";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";
import { STALE_MS, STARTING_MS } from "@/lib/snapshot/verdict";
import { localPath } from "@/lib/text/lang";
import { sentence } from "@/lib/text/params";
import { formatClock, formatMoment, formatSpan } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import type { MirrorChoice } from "./choice";
import { FamilyPicker } from "./family-picker";
import type { MirrorAddress } from "./mirror-address";
import { RangePicker } from "./range-picker";

type Props = {
  readonly mirror: MirrorSnapshot;
  readonly snapshot: Snapshot;
  readonly choice: MirrorChoice | null;
  readonly address: MirrorAddress;
  readonly view: View;
};

/** Which mirror this is, how it is now, since when and why, and the choice of a range. */
export function Head({ mirror, snapshot, choice, address, view }: Props) {
  const { t, lang } = view;
  const name = visible(mirror.name[lang], 80);
  const { status, word } = stateOf(mirror, snapshot, view);
  return (
    <>
      <nav className="crumb" aria-label={t.mirror.path}>
        <a href={localPath(lang, "/")}>{t.nav.overview}</a>
        <Icon name="right" />
        <span>{name}</span>
      </nav>
      <div className="pagehead">
        <div>
          <h1>
            {name}{" "}
            <span className={`chip is-${status}`}>
              <StatusIcon status={status} />
              {word}
            </span>
          </h1>
          <Since mirror={mirror} view={view} />
          <Whereabouts mirror={mirror} view={view} />
          <Freshness {...{ snapshot, view }} sentence={t.mirror.now(name, word)} />
        </div>
        <div className="ranges">
          <RangePicker choice={choice} address={address} view={view} />
          <FamilyPicker {...{ mirror, choice, address, view }} />
        </div>
      </div>
    </>
  );
}

/** A mirror that a worker has only just begun to ask is being tested, not unknown. */
function stateOf(
  mirror: MirrorSnapshot,
  snapshot: Snapshot,
  { t, now }: View,
): { status: Status; word: string } {
  const starting = snapshot.probing && now - snapshot.startedAt < STARTING_MS;
  if (mirror.asOf === null && starting) return { status: "checking", word: t.checking };
  const { state, partial } = mirror;
  return { status: toStatus(state, partial), word: statusWord(t, state, partial) };
}

function Since({ mirror, view }: { mirror: MirrorSnapshot; view: View }) {
  const { t, lang, now, timeZone } = view;
  const { since, reason } = mirror;
  const worst = mirror.endpoints.find((endpoint) => endpoint.state === mirror.state);
  const why = mirror.state === "HEALTHY" ? null : (worst?.stateReason ?? reason);
  if (since === null && why === null) return null;
  return (
    <p className="since">
      {since === null ? null : (
        <span>
          {t.mirror.since({
            moment: formatMoment(since, now, timeZone),
            span: formatSpan(now - since, lang),
          })}
        </span>
      )}
      {why === null ? null : (
        <span>
          {worst === undefined || worst.stateReason === null
            ? visible(sentence(t.stateReason, why))
            : t.causes.of(t.kind[worst.kind], visible(sentence(t.stateReason, why)))}
        </span>
      )}
    </p>
  );
}

function Whereabouts({ mirror, view: { t, lang } }: { mirror: MirrorSnapshot; view: View }) {
  const { operator, engine, statusPage, homePage } = mirror.about;
  return (
    <p className="where">
      <code>{visible(mirror.url, 200)}</code>
      {operator === null ? null : <span>{visible(operator[lang], 120)}</span>}
      {engine === null ? null : <span>{t.mirror.engine(visible(engine, 80))}</span>}
      {statusPage === null ? null : <Outside href={statusPage} word={t.mirror.statusPage} />}
      {homePage === null ? null : <Outside href={homePage} word={t.mirror.homePage} />}
    </p>
  );
}

function Outside({ href, word }: { href: string; word: string }) {
  return (
    <span>
      <a href={href} rel="noreferrer external">
        {word}
      </a>
    </span>
  );
}

type FreshnessProps = { snapshot: Snapshot; sentence: string; view: View };

function Freshness({ snapshot, sentence: said, view }: FreshnessProps) {
  const { t, now, timeZone } = view;
  const stale = now - snapshot.at > STALE_MS;
  const asked = snapshot.probing ? "live" : "live off";
  return (
    <p className="fresh">
      <span className={stale ? "live stale" : asked} />
      <span>
        {stale ? t.fresh.stale : t.fresh.data}{" "}
        <time dateTime={new Date(snapshot.at).toISOString()}>{formatClock(snapshot.at, timeZone)}</time> ·{" "}
        <Age at={snapshot.at} view={view} />
      </span>
      <Refresh sentence={said} topic={said} waiting={stale} view={view} />
    </p>
  );
}
