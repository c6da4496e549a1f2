import { formatInstant, withQuery } from "@/app/_chart/address";
import type { Stretch } from "@/app/_chart/selection";
import type { IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import type { RelativeRange } from "@/lib/rollup/range";
import { type Lang, localPath } from "@/lib/text/lang";
import { DEFAULT_KIND, type MirrorChoice } from "./choice";

/** Addresses of one mirror's page, each with what the viewer chose beside what it changes. */
export type MirrorAddress = {
  /** The page without a range. */
  readonly base: string;
  readonly relative: (range: RelativeRange) => string;
  readonly absolute: (stretch: Stretch) => string;
  /** The same range of another kind. */
  readonly kind: (kind: KindName) => string;
  /** The same of one IP family alone, or of both together. */
  readonly family: (family: IpFamily | null) => string;
};

/** With `choice` null, for a page whose address was wrong, nothing is kept. */
export function toMirrorAddress(lang: Lang, slug: string, choice: MirrorChoice | null): MirrorAddress {
  const page = localPath(lang, `/mirrors/${slug}`);
  const tz = choice?.zoneAsked === true ? choice.timeZone : null;
  const of = (kind: KindName, family: IpFamily | null) =>
    withQuery(page, {
      kind: kind === DEFAULT_KIND ? null : kind,
      family: family === null ? null : String(family),
      tz,
    });
  const shown = { kind: choice?.kind ?? DEFAULT_KIND, family: choice?.family ?? null };
  const base = of(shown.kind, shown.family);
  const range = choice === null ? {} : rangeQuery(choice.range);
  return {
    base,
    relative: (range) => withQuery(base, { range }),
    absolute: (stretch) => withQuery(base, instants(stretch)),
    kind: (kind) => withQuery(of(kind, shown.family), range),
    family: (family) => withQuery(of(shown.kind, family), range),
  };
}

function rangeQuery({ relative, from, to }: MirrorChoice["range"]): Readonly<Record<string, string>> {
  return relative === null ? instants({ from, to }) : { range: relative };
}

function instants({ from, to }: Stretch) {
  return { from: formatInstant(from), to: formatInstant(to) };
}

/** Address of the same data in the API, as CSV. */
export function seriesCsv(
  slug: string,
  query: Readonly<Record<string, string | null>>,
  shown: Stretch,
): string {
  const path = `/api/v1/mirrors/${slug}/series`;
  return withQuery(path, { ...query, ...instants(shown), format: "csv" });
}

/** Every failure of a time in the API. */
export function failuresApi(slug: string, shown: Stretch): string {
  return withQuery(`/api/v1/mirrors/${slug}/exchanges`, { failed: "true", ...instants(shown) });
}
