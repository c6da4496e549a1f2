import type { View } from "@/app/_ui/view";
import type { StoredExchange } from "@/lib/db/exchange-detail";
import { visible } from "@/lib/text/visible";

/** Each request of a redirected exchange, in order; nothing where there was one alone. */
export function Hops({ exchange, view }: { readonly exchange: StoredExchange; readonly view: View }) {
  const { hops: words, phases } = view.t.exchange;
  if (exchange.hops.length < 2 && exchange.headers.location === undefined) return null;
  return (
    <section aria-labelledby="hops">
      <div className="sechead">
        <h2 id="hops">{words.title}</h2>
      </div>
      <ol className="code hops">
        {exchange.hops.map(({ url, address, status, headers }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hop is its place in the row
          <li key={index} className="hop">
            <span className="muted">{phases.hop(String(index + 1))}</span>
            <span className="mono">{visible(url)}</span>
            <span className="prov">
              <span>
                {words.status} {status ?? "—"}
              </span>
              <span>
                {words.address} {address === null ? "—" : visible(address, 80)}
              </span>
              {headers.location === undefined ? null : (
                <span>
                  {words.to} <span className="mono">{visible(headers.location)}</span>
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
