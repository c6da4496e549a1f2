import { readRequested } from "@/app/_data/lang";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { parseExchangeId } from "@/lib/probe/exchange-id";
import { localPath } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import { visible } from "@/lib/text/visible";
import type { Texts } from "@/lib/text/zh";

/** Why nothing is at this address, in words. */
type Missing = { readonly title: string; readonly lines: readonly string[]; readonly example: string | null };

/** Names what was asked for, says which of its parts is wrong, and the way on. */
export default async function ExchangeNotFound() {
  const { lang, path } = await readRequested();
  const [, slug = "", id = ""] = /^(?:\/en)?\/mirrors\/([^/]*)\/exchanges(?:\/([^/]*))?/.exec(path) ?? [];
  const snapshot = await readCurrentSnapshot();
  const known = snapshot?.mirrors.map((mirror) => mirror.slug) ?? [];
  const t = TEXTS[lang];
  const { title, lines, example } = toMissing(decodePart(slug), decodePart(id), known, t);
  return (
    <div className="wrap">
      <div className="empty">
        <h1>{title}</h1>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {example === null ? null : (
          <div className="code">
            <pre>{example}</pre>
          </div>
        )}
        <div className="actions">
          {known.includes(slug) ? (
            <a className="btn primary" href={localPath(lang, `/mirrors/${slug}/exchanges`)}>
              {t.exchange.missing.toList}
            </a>
          ) : null}
          <a className={known.includes(slug) ? "btn" : "btn primary"} href={localPath(lang, "/")}>
            {t.exchange.missing.toOverview}
          </a>
        </div>
      </div>
    </div>
  );
}

function toMissing(slug: string, id: string, known: readonly string[], t: Texts): Missing {
  const { missing } = t.exchange;
  if (!known.includes(slug)) {
    const others =
      known.length === 0 ? missing.noMirrors : missing.mirrorText(known.join(t.exchange.request.join));
    return { title: missing.mirror(visible(slug, 80)), lines: [others], example: null };
  }
  if (parseExchangeId(slug, id) === null) {
    const lines = [missing.malformedText(visible(id, 80)), missing.form];
    return {
      title: missing.malformed,
      lines,
      example: `${missing.formExample}\nzip.small.fresh.0.1.1732454400000.0`,
    };
  }
  return { title: missing.unknown, lines: [missing.unknownText(id, slug)], example: null };
}

/** As a person would write it; as it came where it is not properly encoded. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
