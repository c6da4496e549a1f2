import type { View } from "@/app/_ui/view";
import type { ExchangeList as List } from "@/lib/db/exchange-list";
import { formatListCursor } from "@/lib/probe/list-cursor";
import type { QueryProblem } from "@/lib/rollup/query-problem";
import { localPath } from "@/lib/text/lang";
import { formatCount } from "@/lib/text/number";
import { ExchangeTable } from "./exchange-table";
import { Notice } from "./notice";

type Props = {
  readonly slug: string;
  /** What was found; why the query is none; null when the store cannot be reached. */
  readonly found: List | QueryProblem | null;
  readonly asked: URLSearchParams;
  readonly view: View;
};

/** One page of the list, or why there is none. */
export function ExchangeList({ slug, found, asked, view }: Props) {
  const { t, lang } = view;
  if (found === null) return <Notice status="nodata" words={t.exchange.unreachable} />;
  if ("problem" in found) {
    const { problem, params } = found;
    return <Notice status="degraded" words={[t.exchange.filter.problem, t.query[problem](params)]} />;
  }
  const { table } = t.exchange;
  if (found.samples.length === 0) return <Notice status="nodata" words={[table.none, table.noneHow]} />;
  return (
    <>
      <ExchangeTable samples={found.samples} view={view} />
      <nav className="near" aria-label={t.exchange.list}>
        <span className="small muted">{table.count(formatCount(found.samples.length, lang))}</span>
        {asked.has("cursor") ? (
          <a className="btn" href={pagePath(slug, asked, null, view)}>
            {table.newest}
          </a>
        ) : null}
        {found.next === null ? null : (
          <a className="btn" href={pagePath(slug, asked, formatListCursor(found.next), view)}>
            {table.older}
          </a>
        )}
      </nav>
    </>
  );
}

/** The same conditions from another place on. */
function pagePath(slug: string, asked: URLSearchParams, cursor: string | null, { lang }: View): string {
  const query = new URLSearchParams(asked);
  query.delete("cursor");
  if (cursor !== null) query.set("cursor", cursor);
  const text = query.toString();
  return localPath(lang, `/mirrors/${slug}/exchanges${text === "" ? "" : `?${text}`}`);
}
