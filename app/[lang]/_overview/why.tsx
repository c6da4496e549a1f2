import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import type { ChainLink, Decision } from "@/lib/goenv/decision";
import type { Reason } from "@/lib/goenv/reason";
import type { MirrorSituation } from "@/lib/health/situation";
import type { Advice } from "@/lib/snapshot/advice";
import { toNameOf } from "@/lib/snapshot/recommendation-body";
import { changeWords, reasonWords } from "@/lib/text/advice";
import { localPath } from "@/lib/text/lang";
import { formatCount, formatLatency, formatPercent } from "@/lib/text/number";
import { text } from "@/lib/text/params";
import { visible } from "@/lib/text/visible";

type Props = { readonly advice: Advice; readonly view: View };

/** The mirrors of the chain with their numbers, the others with one reason each, and what would change it. */
export function Why({ advice: { decision }, view }: Props) {
  const { t, lang } = view;
  const nameOf = toNameOf(decision, lang);
  const [whole] = decision.reasons;
  const window = decision.mirrors[0]?.availability.window;
  const changes = decision.changes.map((change) => changeWords(change, nameOf, lang));
  return (
    <section aria-labelledby="why">
      <div className="sechead">
        <h2 id="why">{t.advice.why}</h2>
        {window === undefined ? null : (
          <span className="prov">{t.advice.whyWindow(text(t.advice.window, window))}</span>
        )}
        <a className="end" href={`${localPath(lang, "/methodology")}#recommendation`}>
          {t.advice.how}
        </a>
      </div>
      {whole === undefined || decision.basis !== "measured" ? null : (
        <p className="whole">{reasonWords(whole, nameOf, lang)}</p>
      )}
      <ol className="why">
        {decision.chain.map((link, index) => (
          <Chosen key={link.slug} link={link} position={index + 1} decision={decision} view={view} />
        ))}
        {decision.reasons.filter(isRejection(decision)).map((reason) => (
          <li key={String(reason.params["mirror"])} className="not">
            <span className="ord">
              <Icon name="cross" />
            </span>
            <span className="name">{visible(nameOf(String(reason.params["mirror"])), 80)}</span>
            <span className="nums">{reasonWords(reason, nameOf, lang)}</span>
          </li>
        ))}
      </ol>
      <p className="flip">
        <b>{t.advice.changes}</b>
        {changes.join(t.advice.join)}
        {t.advice.stop}
      </p>
    </section>
  );
}

/** True for the reason of a mirror that does not stand in the chain. */
function isRejection({ chain }: Decision): (reason: Reason) => boolean {
  return ({ params }) =>
    typeof params["mirror"] === "string" && !chain.some(({ slug }) => slug === params["mirror"]);
}

type ChosenProps = {
  readonly link: ChainLink;
  readonly position: number;
  readonly decision: Decision;
  readonly view: View;
};

function Chosen({ link, position, decision, view }: ChosenProps) {
  const { t, lang } = view;
  const { reasons, mirrors, basis } = decision;
  const mirror = mirrors.find(({ slug }) => slug === link.slug);
  const kept = reasons.some(({ code, params }) => code === "kept" && params["mirror"] === link.slug);
  return (
    <li>
      <span className="ord">
        <span className="ref">{position}</span>
      </span>
      <span className="name">{visible(link.name[lang], 80)}</span>
      <span className="nums">
        {basis === "default" || mirror === undefined ? (
          <span>{t.advice.reason.fallback()}</span>
        ) : (
          <Numbers mirror={mirror} kept={kept && basis === "measured"} view={view} />
        )}
      </span>
    </li>
  );
}

function Numbers({ mirror, kept, view }: { mirror: MirrorSituation; kept: boolean; view: View }) {
  const { t, lang } = view;
  const { availability, info, zip, own } = mirror;
  const { ratio, n } = availability;
  const latency = (p95Ms: number | null) => (p95Ms === null ? t.advice.none : formatLatency(p95Ms));
  return (
    <>
      {own ? <span>{t.advice.own}</span> : null}
      {kept ? <span>{t.advice.kept}</span> : null}
      <span>{ratio === null ? t.advice.none : formatPercent(ratio)}</span>
      <span>n={formatCount(n, lang)}</span>
      <span>{t.advice.infoTail(latency(info.p95Ms))}</span>
      <span>{t.advice.zipTail(latency(zip.p95Ms))}</span>
    </>
  );
}
