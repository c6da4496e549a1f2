import type { Seen } from "@/app/_data/exchange";
import type { View } from "@/app/_ui/view";
import { type Check, toChecks } from "@/lib/probe/check-list";
import { localPath } from "@/lib/text/lang";
import { formatCount } from "@/lib/text/number";
import { visible } from "@/lib/text/visible";
import { Mark } from "./mark";
import { outcomeWords } from "./words";

type Props = { readonly seen: Seen; readonly view: View };

/** What was looked at, in order, and how far it came. */
export function Checks({ seen, view }: Props) {
  const { t, lang } = view;
  const { checks } = t.exchange;
  return (
    <section aria-labelledby="checks">
      <div className="sechead">
        <h2 id="checks">{checks.title}</h2>
        <p className="prov">
          <a href={localPath(lang, "/methodology#outcomes")}>{t.exchange.how}</a>
        </p>
      </div>
      <ol className="proof">
        {toChecks(seen).map((check) => (
          <Mark
            key={check.name}
            result={check.result}
            word={checks[check.result]}
            aside={checks[check.result]}
          >
            {check.result === "failed" ? <b>{checks.name[check.name]}</b> : checks.name[check.name]}
            <Detail words={detailWords(check, seen, view)} />
          </Mark>
        ))}
      </ol>
    </section>
  );
}

function Detail({ words }: { readonly words: string | null }) {
  return words === null ? null : <span className="detail">{words}</span>;
}

function detailWords(check: Check, seen: Seen, view: View): string | null {
  const { checks } = view.t.exchange;
  if (check.name === "h1") return checks.h1;
  if (check.result === "failed") return failureWords(seen, view);
  if (check.result === "done") return factWords(check, seen, view);
  return check.name === "content" ? checks.notReached : null;
}

function failureWords({ sample, exchange }: Seen, view: View): string {
  const { t } = view;
  const detail = exchange?.failure?.detail ?? "";
  const parts = [
    outcomeWords(sample, view),
    sample.reason === null ? "" : t.reason[sample.reason],
    sample.wouldHang ? t.details.wouldHang : "",
    visible(detail, 200),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** What was seen where all was well. */
function factWords({ name }: Check, seen: Seen, view: View): string | null {
  const { sample } = seen;
  const { checks } = view.t.exchange;
  if (name === "address") return addressWords(sample, view);
  if (name === "tls") return tlsWords(seen);
  if (name === "status") return sample.status === null ? null : String(sample.status);
  if (name === "redirect") return checks.hops(String(sample.requests - 1));
  if (name === "body") return bodyWords(seen, view);
  return name === "content" && sample.reason !== null ? view.t.reason[sample.reason] : null;
}

function addressWords({ series, address }: Seen["sample"], { t }: View): string | null {
  if (series.connection === "reused") return t.exchange.checks.reused;
  return address === null ? null : visible(address, 80);
}

function tlsWords({ exchange }: Seen): string | null {
  const facts = [exchange?.tlsVersion, exchange?.alpn].filter((part) => typeof part === "string");
  return facts.length === 0 ? null : visible(facts.join(" · "), 80);
}

function bodyWords({ sample, exchange }: Seen, { t, lang }: View): string {
  const count = t.exchange.bytes(formatCount(sample.bytes, lang));
  return exchange?.cut ? `${count} · ${t.exchange.checks.cut}` : count;
}
