import type { MirrorSituation, Situation } from "@/lib/health/situation";

export const AT = Date.parse("2026-11-24T12:00:00.000Z");

/** A mirror's situation in few words: 99.95 % of 2,700 and 200 ms unless said otherwise. */
export type MirrorWords = Partial<Omit<MirrorSituation, "availability" | "info" | "zip">> & {
  readonly slug: string;
  readonly ratio?: number | null;
  readonly n?: number;
  readonly infoMs?: number | null;
  readonly zipMs?: number | null;
};

/** For tests: what is known of one mirror. */
export function mirrorOf({ ratio = 0.9995, n = 2_700, infoMs = 200, zipMs = 400, ...rest }: MirrorWords) {
  const window = "24h";
  const mirror: MirrorSituation = {
    name: { zh: rest.slug, en: rest.slug },
    url: `https://${rest.slug}.example/`,
    own: false,
    credentials: false,
    state: "HEALTHY",
    partial: false,
    since: AT - 3_600_000,
    asOf: AT - 30_000,
    availability: { window, n, ratio: n === 0 ? null : ratio },
    info: { window, n: infoMs === null ? 0 : Math.ceil(n / 2), p95Ms: infoMs },
    zip: { window, n: zipMs === null ? 0 : Math.ceil(n / 28), p95Ms: zipMs },
    ...rest,
  };
  return mirror;
}

/** For tests: a situation of these mirrors, online. */
export function situationOf(words: readonly MirrorWords[], over: Partial<Situation> = {}): Situation {
  return {
    vantage: "here",
    at: AT,
    probing: true,
    observer: { online: true, canTell: true },
    mirrors: words.map(mirrorOf),
    ...over,
  };
}
