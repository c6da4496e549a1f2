import "@/app/_style/advice.css";
import type { Metadata } from "next";
import { readLang } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { toFavicon } from "@/app/_ui/favicon";
import { toView } from "@/app/_ui/view";
import { toAdvice } from "@/lib/snapshot/advice";
import { toVerdict } from "@/lib/snapshot/verdict";
import { TEXTS } from "@/lib/text/texts";
import { EmptyState } from "./_overview/empty-state";
import { Mirrors } from "./_overview/mirrors";
import { Notices } from "./_overview/notices";
import { Recommendation } from "./_overview/recommendation";
import { VerdictBand } from "./_overview/verdict-band";
import { countTroubled, verdictStatus } from "./_overview/verdict-words";

type Props = {
  readonly params: Promise<{ readonly lang: string }>;
  /** `mirror`: the slug of the one whose details are shown. */
  readonly searchParams: Promise<{ readonly mirror?: string | string[] }>;
};

/** The tab says how many mirrors are in trouble, and its icon how bad it is. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lang = await readLang(params);
  const t = TEXTS[lang];
  const verdict = toVerdict(await readCurrentSnapshot(), Date.now());
  const troubled = countTroubled(verdict);
  return {
    title: `${troubled === 0 ? "" : `▲${troubled} `}${t.nav.overview} · ${t.brand}`,
    description: t.description,
    icons: { icon: toFavicon(verdictStatus(verdict)) },
    alternates: { languages: { "zh-CN": "/", en: "/en" } },
  };
}

export default async function Overview({ params, searchParams }: Props) {
  const lang = await readLang(params);
  const { timeZone } = await readPreferences(lang);
  const { mirror: opened } = await searchParams;
  const snapshot = await readCurrentSnapshot();
  const view = toView(lang, Date.now(), timeZone);
  return (
    <>
      <VerdictBand verdict={toVerdict(snapshot, view.now)} snapshot={snapshot} view={view} />
      <Recommendation advice={toAdvice(snapshot, view.now)} snapshot={snapshot} view={view} />
      {snapshot === null ? null : <Notices snapshot={snapshot} view={view} />}
      {snapshot === null || snapshot.mirrors.length === 0 ? (
        <EmptyState what={snapshot === null ? "snapshot" : "mirrors"} t={view.t} />
      ) : (
        <Mirrors snapshot={snapshot} opened={typeof opened === "string" ? opened : null} view={view} />
      )}
    </>
  );
}
