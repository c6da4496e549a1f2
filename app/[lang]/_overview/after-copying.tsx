import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import type { Assignment } from "@/lib/goenv/environment";
import { renderUndo, renderVerify } from "@/lib/goenv/go-env";
import { GO_FLOOR } from "@/lib/goenv/go-floor";
import type { Advice } from "@/lib/snapshot/advice";
import { formatMoment } from "@/lib/text/time";

type Props = {
  readonly advice: Advice;
  readonly environment: readonly Assignment[];
  readonly view: View;
};

/** Which Go it takes, how to check and to undo it, and the row that it is kept in. */
export function AfterCopying({ advice, environment, view }: Props) {
  const { t } = view;
  const versions = GO_FLOOR.versions.map((version) => `≥\u00a0${version}`).join(t.advice.floorOr);
  return (
    <>
      <p className="floor">
        <Icon name="shield" />
        <span>
          {t.advice.floor(versions)}{" "}
          <a href={GO_FLOOR.advisory} rel="noreferrer">
            {t.advice.floorLink(GO_FLOOR.checkedOn)}
          </a>
        </span>
      </p>
      <dl className="facts">
        <dt>{t.advice.verify}</dt>
        <dd>
          <code>{renderVerify(environment)}</code>
        </dd>
        <dt>{t.advice.undo}</dt>
        <dd>
          <code>{renderUndo(environment)}</code>
        </dd>
        <dt>{t.advice.permalink}</dt>
        <dd>
          <Row advice={advice} view={view} />
        </dd>
      </dl>
    </>
  );
}

function Row({ advice: { id, since }, view }: { advice: Advice; view: View }) {
  const { t, lang, now, timeZone } = view;
  if (id === null) return <>{t.advice.noRow}</>;
  return (
    <a href={`/api/v1/recommendation?id=${id}&lang=${lang}`}>
      {t.advice.row(String(id), formatMoment(since, now, timeZone))}
    </a>
  );
}
