import "@/app/_style/chart.css";
import "@/app/_style/head.css";
import "@/app/_style/mirror.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Patterns } from "@/app/_chart/patterns";
import { SoftLinks } from "@/app/_chart/soft-links";
import { readMirrorHistory } from "@/app/_data/history";
import { readLang } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { toFavicon } from "@/app/_ui/favicon";
import { toStatus } from "@/app/_ui/status";
import { toView } from "@/app/_ui/view";
import { EmptyState } from "@/app/[lang]/_overview/empty-state";
import { Notices } from "@/app/[lang]/_overview/notices";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import { visible } from "@/lib/text/visible";
import { Background } from "./_mirror/background";
import { readChoice, type SearchParams } from "./_mirror/choice";
import { DayStrip } from "./_mirror/day-strip";
import { EndpointsStrip } from "./_mirror/endpoints-strip";
import { Head } from "./_mirror/head";
import { History } from "./_mirror/history";
import { toMirrorAddress } from "./_mirror/mirror-address";
import { ProbeNow } from "./_mirror/probe-now";
import { Problems } from "./_mirror/problems";

type Props = {
  readonly params: Promise<{ readonly lang: string; readonly slug: string }>;
  readonly searchParams: Promise<SearchParams>;
};

/** A mirror in trouble is marked in the tab, beside the icon of its state. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lang = await readLang(params);
  const { slug } = await params;
  const t = TEXTS[lang];
  const mirror = findMirror(await readCurrentSnapshot(), slug);
  const name = mirror === null ? slug : visible(mirror.name[lang], 80);
  const status = mirror === null ? "nodata" : toStatus(mirror.state, mirror.partial);
  const trouble = status !== "ok" && status !== "checking" && status !== "nodata" && status !== "maint";
  const path = `/mirrors/${slug}`;
  return {
    title: t.mirror.title({ mark: trouble ? "▲ " : "", name, brand: t.brand }),
    description: t.mirror.description(name),
    icons: { icon: toFavicon(status) },
    alternates: { languages: { "zh-CN": path, en: localPath("en", path) } },
  };
}

/** One mirror: what it is now and why, and what was measured of it. */
export default async function MirrorPage({ params, searchParams }: Props) {
  const lang = await readLang(params);
  const { slug } = await params;
  const preferences = await readPreferences(lang);
  const now = Date.now();
  const snapshot = await readCurrentSnapshot();
  if (snapshot === null) return <EmptyState what="snapshot" t={TEXTS[lang]} />;
  const mirror = findMirror(snapshot, slug) ?? notFound();
  const asked = await searchParams;
  const { choice, timeZone, problems } = readChoice(asked, now, preferences.timeZone);
  const refused = typeof asked["probe"] === "string" ? asked["probe"] : null;
  const view = toView(lang, now, timeZone);
  const address = toMirrorAddress(lang, slug, choice);
  const history =
    choice === null ? null : await readMirrorHistory(mirror, snapshot.vantage.slug, choice, now);
  const vantage = visible(snapshot.vantage.name[lang]);
  return (
    <>
      <Patterns />
      <Notices snapshot={snapshot} view={view} />
      <SoftLinks className="wrap mirror">
        <Head mirror={mirror} snapshot={snapshot} choice={choice} address={address} view={view} />
        <Problems problems={problems} drawn={choice !== null} view={view} />
        <EndpointsStrip mirror={mirror} picked={choice?.kind ?? null} {...{ address, vantage, view }} />
        <DayStrip mirror={mirror} vantage={vantage} view={view} />
        <ProbeNow mirror={mirror} snapshot={snapshot} refused={refused} view={view} />
        {choice === null ? null : <History {...{ history, mirror, choice, address, vantage, view }} />}
      </SoftLinks>
      <Background mirror={mirror} vantage={snapshot.vantage.slug} view={view} />
    </>
  );
}

function findMirror(snapshot: Snapshot | null, slug: string): MirrorSnapshot | null {
  return snapshot?.mirrors.find((mirror) => mirror.slug === slug) ?? null;
}
