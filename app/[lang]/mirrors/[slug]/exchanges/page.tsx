import "@/app/_style/head.css";
import "@/app/_style/exchange.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readMirrorExchanges } from "@/app/_data/exchanges";
import { readLang } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { allVariantsOf, checkVantage } from "@/app/_data/query";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { toFavicon } from "@/app/_ui/favicon";
import { toView, type View } from "@/app/_ui/view";
import { isQueryProblem, type QueryProblem } from "@/lib/rollup/query-problem";
import { exchangesQuery } from "@/lib/snapshot/exchange-api";
import { cursorProblem, type ExchangesChoice, toExchangesChoice } from "@/lib/snapshot/exchange-query";
import { parseQuery } from "@/lib/snapshot/query";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatLocalTime } from "@/lib/text/local-time";
import { TEXTS } from "@/lib/text/texts";
import { visible } from "@/lib/text/visible";
import { Crumb } from "./_exchange/crumb";
import { ExchangeList } from "./_exchange/exchange-list";
import { FilterForm } from "./_exchange/filter-form";

type Props = {
  readonly params: Promise<{ readonly lang: string; readonly slug: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
};

const ALL_TIME = { from: 0, to: Number.MAX_SAFE_INTEGER } as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lang = await readLang(params);
  const { slug } = await params;
  const { exchange, brand } = TEXTS[lang];
  const mirror = (await readCurrentSnapshot())?.mirrors.find((one) => one.slug === slug);
  const path = `/mirrors/${slug}/exchanges`;
  return {
    title: `${exchange.title(exchange.list, visible(mirror?.name[lang] ?? slug, 80))} · ${brand}`,
    icons: { icon: toFavicon("nodata") },
    alternates: { languages: { "zh-CN": path, en: localPath("en", path) } },
  };
}

/** The exchanges of a mirror that are kept, newest first, by conditions in the address. */
export default async function ExchangesPage({ params, searchParams }: Props) {
  const lang = await readLang(params);
  const { slug } = await params;
  const { timeZone } = await readPreferences(lang);
  const view = toView(lang, Date.now(), timeZone);
  const snapshot = await readCurrentSnapshot();
  const mirror = snapshot?.mirrors.find((one) => one.slug === slug);
  if (snapshot !== null && mirror === undefined) notFound();
  const asked = toAsked(await searchParams);
  const choice = readChoice(asked, slug, snapshot, view);
  const found = isQueryProblem(choice) ? choice : await readFound(choice, asked, slug, snapshot);
  const name = visible(mirror?.name[lang] ?? slug, 80);
  return (
    <div className="wrap">
      <Crumb slug={slug} name={name} view={view} />
      <div className="pagehead">
        <div>
          <h1>{view.t.exchange.table.title(name)}</h1>
          <p className="prov">
            <span>{view.t.exchange.table.how}</span>
            <span>
              <a href={localPath(lang, "/methodology#retention")}>{view.t.exchange.how}</a>
            </span>
          </p>
        </div>
      </div>
      <FilterForm slug={slug} asked={asked} times={toTimes(choice, view)} view={view} />
      <ExchangeList slug={slug} found={found} asked={asked} view={view} />
    </div>
  );
}

/** The query as it came, without fields that were left empty. */
function toAsked(params: Awaited<Props["searchParams"]>): URLSearchParams {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs.filter(([, value]) => value !== ""));
}

function readChoice(
  asked: URLSearchParams,
  slug: string,
  snapshot: Snapshot | null,
  view: View,
): ExchangesChoice | QueryProblem {
  const query = parseQuery(exchangesQuery, asked);
  if (isQueryProblem(query)) return query;
  const problem = snapshot === null ? null : checkVantage(query.vantage, snapshot);
  return problem ?? toExchangesChoice(query, slug, allVariantsOf, view.now, view.timeZone);
}

async function readFound(
  { window, limit, cursor, ...filter }: ExchangesChoice,
  asked: URLSearchParams,
  slug: string,
  snapshot: Snapshot | null,
) {
  if (snapshot === null) return null;
  const within = { ...filter, ...(window ?? ALL_TIME) };
  const list = await readMirrorExchanges(slug, snapshot.vantage.slug, within, limit, cursor);
  return list === "unknown-cursor" ? cursorProblem(asked.get("cursor") ?? "") : list;
}

/** What the fields of time hold: the chosen window on the reader's clocks. */
function toTimes(choice: ExchangesChoice | QueryProblem, { timeZone }: View) {
  const window = isQueryProblem(choice) ? null : choice.window;
  const field = (at: number) => formatLocalTime(at, timeZone).slice(0, "2026-11-24T08:00".length);
  return window === null ? { from: "", to: "" } : { from: field(window.from), to: field(window.to) };
}
