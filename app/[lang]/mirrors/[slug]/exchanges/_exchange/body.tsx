import type { View } from "@/app/_ui/view";
import type { StoredExchange } from "@/lib/db/exchange-detail";
import { formatCount } from "@/lib/text/number";
import { visible } from "@/lib/text/visible";
import { Entry } from "./request";

type Props = { readonly exchange: StoredExchange; readonly view: View };

/** What is known of the body, and the first bytes of one that was wrong. */
export function Body({ exchange, view }: Props) {
  const { body } = view.t.exchange;
  return (
    <section aria-labelledby="body">
      <div className="sechead">
        <h2 id="body">{body.title}</h2>
      </div>
      <div className="code">
        <dl className="raw">
          <Entry name={body.received} value={receivedWords(exchange, view)} />
          <Entry name={body.cap} value={capWords(exchange, view)} />
        </dl>
        <Head exchange={exchange} view={view} />
      </div>
    </section>
  );
}

function Head({ exchange, view }: Props) {
  const { body } = view.t.exchange;
  const { bodyHead, bytes } = exchange;
  if (bodyHead.length > 0) {
    return (
      <>
        <p className="bar between">{body.head(String(bodyHead.length))}</p>
        <pre>{bodyLines(bodyHead).join("\n")}</pre>
      </>
    );
  }
  return <p className="bar muted between">{bytes === 0 ? body.empty : body.notKept}</p>;
}

/** Lines stay lines; all else that does not show is written out. */
function bodyLines(head: Uint8Array): string[] {
  return new TextDecoder()
    .decode(head)
    .split(/\r?\n/)
    .map((line) => visible(line));
}

function receivedWords({ bytes, cut, failure, status }: StoredExchange, { t, lang }: View): string {
  const { body } = t.exchange;
  const count = t.exchange.bytes(formatCount(bytes, lang));
  if (status === null) return count;
  return `${count} · ${cut ? body.cut : failure === null ? body.whole : body.broken}`;
}

function capWords({ limits }: StoredExchange, { t, lang }: View): string {
  if (limits === undefined) return "—";
  const { enoughBytes, maxBytes } = limits;
  const words = (count: number) => t.exchange.bytes(formatCount(count, lang));
  return enoughBytes === null
    ? t.exchange.body.over(words(maxBytes))
    : t.exchange.body.enough(words(enoughBytes));
}
