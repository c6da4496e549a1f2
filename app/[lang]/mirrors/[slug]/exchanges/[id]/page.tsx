import "@/app/_style/head.css";
import "@/app/_style/exchange.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readSeen } from "@/app/_data/exchange";
import { readLang } from "@/app/_data/lang";
import { readOrigin } from "@/app/_data/origin";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { toFavicon } from "@/app/_ui/favicon";
import { readNotFoundTitle } from "@/app/_ui/not-found-page";
import { toView } from "@/app/_ui/view";
import { Crumb } from "@/app/[lang]/mirrors/[slug]/exchanges/_exchange/crumb";
import { ExchangeView } from "@/app/[lang]/mirrors/[slug]/exchanges/_exchange/exchange-view";
import { Notice } from "@/app/[lang]/mirrors/[slug]/exchanges/_exchange/notice";
import {
  headingWords,
  toVerdict,
  verdictStatus,
} from "@/app/[lang]/mirrors/[slug]/exchanges/_exchange/words";
import { localPath } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";

type Props = {
  readonly params: Promise<{ readonly lang: string; readonly slug: string; readonly id: string }>;
};

/** The exchange that the address names, and what it takes to show it. */
async function readPage({ params }: Props) {
  const lang = await readLang(params);
  const { slug, id } = await params;
  const { timeZone } = await readPreferences(lang);
  const snapshot = await readCurrentSnapshot();
  const seen = snapshot === null ? null : await readSeen(snapshot.vantage.slug, slug, id);
  const name = snapshot?.mirrors.find((mirror) => mirror.slug === slug)?.name[lang] ?? slug;
  const vantage = snapshot?.vantage.name[lang] ?? "";
  return { slug, id, seen, name, vantage, view: toView(lang, Date.now(), timeZone) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { seen, slug, id, name, view } = await readPage(props);
  const { t } = view;
  const path = `/mirrors/${slug}/exchanges/${id}`;
  if (seen === "absent") return { title: await readNotFoundTitle(), icons: { icon: toFavicon("nodata") } };
  const what = seen === null ? t.exchange.list : headingWords(seen, view);
  return {
    title: `${t.exchange.title(what, visible(name, 80))} · ${t.brand}`,
    icons: { icon: toFavicon(seen === null ? "nodata" : verdictStatus(toVerdict(seen.sample))) },
    alternates: { languages: { "zh-CN": path, en: localPath("en", path) } },
  };
}

export default async function ExchangePage(props: Props) {
  const { slug, id, seen, name, vantage, view } = await readPage(props);
  if (seen === "absent") notFound();
  const path = localPath(view.lang, `/mirrors/${slug}/exchanges/${id}`);
  return (
    <div className="wrap">
      <Crumb slug={slug} name={name} here={visible(id, 80)} view={view} />
      {seen === null ? (
        <div className="notices">
          <h1>{view.t.exchange.list}</h1>
          <Notice status="nodata" words={view.t.exchange.unreachable} />
        </div>
      ) : (
        <ExchangeView
          seen={seen}
          id={id}
          vantage={vantage}
          address={`${await readOrigin()}${path}`}
          view={view}
        />
      )}
    </div>
  );
}
