import { Fragment } from "react";
import type { View } from "@/app/_ui/view";
import { localPath } from "@/lib/text/lang";
import type { Anchor } from "@/lib/text/methodology";
import type { Texts } from "@/lib/text/zh";

type Place = keyof Texts["docs"]["methodology"]["places"];

/** Where a number is shown; one that is not measured yet is nowhere. */
const PLACES: Readonly<Record<Anchor, readonly Place[]>> = {
  provenance: ["overview", "mirror", "api"],
  availability: ["overview", "mirror", "api"],
  state: ["overview", "mirror", "api", "metrics"],
  verdict: ["overview"],
  strip: ["overview", "mirror"],
  failures: ["overview", "mirror", "exchange", "api"],
  latency: ["overview", "mirror", "api", "metrics"],
  quantiles: ["overview", "mirror", "api"],
  phases: ["mirror", "exchange", "api", "metrics"],
  outcomes: ["overview", "mirror", "exchange", "api", "metrics"],
  reasons: ["overview", "mirror", "exchange", "api"],
  slots: ["system", "metrics"],
  gaps: ["mirror", "system", "metrics"],
  budget: ["mirror", "system", "api", "metrics"],
  observer: ["overview", "mirror", "exchange", "api", "metrics"],
  lag: ["system", "exchange"],
  engine: ["mirror", "api"],
  resolution: ["mirror", "api"],
  retention: ["system"],
  recommendation: ["overview", "recommendation"],
  confidence: ["overview", "recommendation"],
  freshness: [],
  coverage: [],
  checksum: [],
};

type Props = { readonly anchor: Anchor; readonly slug: string | null; readonly view: View };

/** The pages that show a number, as links where there is an address without a value to fill in. */
export function Places({ anchor, slug, view: { t, lang } }: Props) {
  const { places, labels, join } = t.docs.methodology;
  const hrefs: Readonly<Record<Place, string | null>> = {
    overview: localPath(lang, "/"),
    mirror: slug === null ? null : localPath(lang, `/mirrors/${slug}`),
    exchange: null,
    system: localPath(lang, "/system"),
    api: localPath(lang, "/docs/api"),
    metrics: "/metrics",
    recommendation: "/api/v1/recommendation",
  };
  if (PLACES[anchor].length === 0) return null;
  return (
    <div>
      <dt>{labels.seen}</dt>
      <dd>
        {PLACES[anchor].map((place, index) => (
          <Fragment key={place}>
            {index === 0 ? null : join}
            {hrefs[place] === null ? places[place] : <a href={hrefs[place]}>{places[place]}</a>}
          </Fragment>
        ))}
      </dd>
    </div>
  );
}
