import type { MeasuredTail, MirrorSituation, Situation } from "@/lib/health/situation";
import type { KindName } from "@/lib/probe/kind";
import type { MirrorSnapshot, Snapshot } from "./snapshot";

/** What a recommendation is decided from. `credentials`: slugs of the mirrors that are asked with headers of their own. */
export function toSituation(snapshot: Snapshot, credentials: ReadonlySet<string>): Situation {
  const { vantage, at, probing, observer, mirrors } = snapshot;
  return {
    vantage: vantage.slug,
    at,
    probing,
    observer: { online: observer.online, canTell: observer.canTell },
    mirrors: mirrors.map((mirror) => toMirror(mirror, credentials.has(mirror.slug))),
  };
}

function toMirror(mirror: MirrorSnapshot, credentials: boolean): MirrorSituation {
  const { slug, name, url, own, state, partial, since, asOf, availability, endpoints } = mirror;
  const { window, n, ratio } = availability;
  const tailOf = (kind: KindName): MeasuredTail => {
    const endpoint = endpoints.find((one) => one.kind === kind);
    return { window, n: endpoint?.n ?? 0, p95Ms: endpoint?.p95Ms ?? null };
  };
  return {
    slug,
    name,
    url,
    own,
    credentials,
    state,
    partial,
    since,
    asOf,
    availability: { window, n, ratio },
    info: tailOf("info"),
    zip: tailOf("zip"),
  };
}
