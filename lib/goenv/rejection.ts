import type { MirrorSituation } from "@/lib/health/situation";
import { compareByOrder } from "./choices";
import { findGap } from "./rank";
import type { Reason } from "./reason";

/** Why a mirror stands in the chain, with the numbers that put it there. */
export function chosenReason(code: "chosen" | "kept", mirror: MirrorSituation, position: number): Reason {
  const { slug, availability, info, zip, own } = mirror;
  const params = {
    mirror: slug,
    position,
    ratio: availability.ratio,
    n: availability.n,
    window: availability.window,
    infoP95Ms: info.p95Ms,
    infoN: info.n,
    zipP95Ms: zip.p95Ms,
    zipN: zip.n,
    own: own ? 1 : 0,
  };
  return { code, params };
}

/** Why a fit mirror does not stand in the chain: how it compares with the last one that does. */
export function passedOverReason(mirror: MirrorSituation, last: MirrorSituation): Reason {
  const { slug, availability, info, zip } = mirror;
  switch (findGap(last, mirror)?.code) {
    case "less-available": {
      const { ratio, n, window } = availability;
      const params = { mirror: slug, ratio, thanRatio: last.availability.ratio, n, window };
      return { code: "less-available", params };
    }
    case "slower-info":
      return slower("slower-info", slug, info, last.info);
    case "slower-zip":
      return slower("slower-zip", slug, zip, last.zip);
    default: {
      const code = compareByOrder(last, mirror) < 0 ? "later-in-order" : "margin";
      return { code, params: { mirror: slug, than: last.slug } };
    }
  }
}

function slower(
  code: "slower-info" | "slower-zip",
  mirror: string,
  { p95Ms, n, window }: MirrorSituation["info"],
  than: MirrorSituation["info"],
): Reason {
  return { code, params: { mirror, p95Ms, thanP95Ms: than.p95Ms, n, window } };
}
