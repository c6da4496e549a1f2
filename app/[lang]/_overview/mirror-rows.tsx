import { Age } from "@/app/_ui/age";
import { StatusIcon } from "@/app/_ui/icon";
import { type Status, statusWord, toStatus } from "@/app/_ui/status";
import { Strip } from "@/app/_ui/strip";
import { CELL, ROW, ROW_GROUP, ROW_HEADER } from "@/app/_ui/table-roles";
import type { View } from "@/app/_ui/view";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { STARTING_MS } from "@/lib/snapshot/verdict";
import { localPath } from "@/lib/text/lang";
import { formatCount } from "@/lib/text/number";
import { sentence } from "@/lib/text/params";
import { formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { EndpointDetails } from "./endpoint-details";
import { Endpoints } from "./endpoints";
import { Availability, LastFailureCell, Latency } from "./figures";

type Props = {
  readonly mirror: MirrorSnapshot;
  /** Start of a worker that probes; null when nothing is sent. */
  readonly probingSince: number | null;
  /** Its place in the recommended chain, from 1; null when it has none. */
  readonly position: number | null;
  /** Its details are shown. */
  readonly open: boolean;
  readonly view: View;
};

/** One mirror: its figures in a row, and its endpoints below. */
export function MirrorRows({ mirror, probingSince, position, open, view }: Props) {
  const { t, lang, now } = view;
  const testing = mirror.asOf === null && probingSince !== null && now - probingSince < STARTING_MS;
  const name = visible(mirror.name[lang], 80);
  const status: Status = testing ? "checking" : toStatus(mirror.state, mirror.partial);
  return (
    <tbody {...ROW_GROUP} id={mirror.slug}>
      <tr {...ROW}>
        <th {...ROW_HEADER} className="c-who who">
          <b>
            <a className="row-link" href={localPath(lang, `/mirrors/${mirror.slug}`)}>
              {name}
            </a>
          </b>
          {position === null ? null : <Position position={position} view={view} />}
          <Whose mirror={mirror} view={view} />
        </th>
        <td {...CELL} className="c-st">
          <span className={`st is-${status}`}>
            <StatusIcon status={status} />
            {testing ? t.checking : statusWord(t, mirror.state, mirror.partial)}
          </span>
        </td>
        <td {...CELL} className="c-bar">
          <Strip id={`strip-${mirror.slug}`} name={name} strip={mirror.strip} view={view} />
        </td>
        <Availability share={mirror.availability} view={view} />
        <Latency latency={mirror.latency} view={view} />
        <LastFailureCell failure={mirror.lastFailure} view={view} />
        <td {...CELL} className="c-age r" data-l={t.table.age}>
          <span className={mirror.asOf === null ? "v none" : "v"}>
            {mirror.asOf === null ? "—" : <Age at={mirror.asOf} view={view} />}
          </span>
        </td>
      </tr>
      <tr {...ROW} className="under">
        <td {...CELL} colSpan={7} aria-colspan={7}>
          <Endpoints endpoints={mirror.endpoints} view={view} />
          <Causes mirror={mirror} testing={testing} view={view} />
          <DetailsLink mirror={mirror} open={open} view={view} />
          {open ? <EndpointDetails mirror={mirror} view={view} /> : null}
        </td>
      </tr>
    </tbody>
  );
}

function Position({ position, view: { t } }: { position: number; view: View }) {
  const words = t.advice.position(String(position));
  return (
    <span className="chainpos" title={words}>
      <span aria-hidden="true">{position}</span>
      <span className="sr">{words}</span>
    </span>
  );
}

/** Opens and closes by address, so that it works without script and can be passed on. */
function DetailsLink({ mirror, open, view: { t, lang } }: Pick<Props, "mirror" | "open" | "view">) {
  const home = localPath(lang, "/");
  const { slug } = mirror;
  return (
    <a className="more" href={open ? `${home}#${slug}` : `${home}?mirror=${slug}#${slug}`}>
      {open ? t.details.close : t.details.open}
    </a>
  );
}

/** Who runs it, or where it is when nobody is named. */
function Whose({ mirror, view }: { mirror: MirrorSnapshot; view: View }) {
  const { operator } = mirror.about;
  const host = visible(mirror.url.replace(/^https?:\/\//, "").replace(/\/$/, ""), 120);
  if (operator === null || host === visible(mirror.name[view.lang], 80)) {
    return operator === null ? (
      <small>{host}</small>
    ) : (
      <small className="op">{visible(operator[view.lang], 120)}</small>
    );
  }
  return <small>{host}</small>;
}

/** Why nothing is known, and what was left unasked. */
function Causes({ mirror, testing, view }: { mirror: MirrorSnapshot; testing: boolean; view: View }) {
  const { t, lang, now, timeZone } = view;
  const { state, reason, budget } = mirror;
  const lines = [
    state === "UNKNOWN" && reason !== null && !testing
      ? t.table.cause(sentence(t.stateReason, reason))
      : null,
    budget.pausedUntil !== null && budget.pausedUntil > now
      ? t.table.paused(formatMoment(budget.pausedUntil, now, timeZone))
      : null,
    budget.cut > 0 ? t.table.cut(formatCount(budget.cut, lang)) : null,
  ].filter((line) => line !== null);
  return lines.map((line) => (
    <p key={line} className="cause">
      {visible(line)}
    </p>
  ));
}
