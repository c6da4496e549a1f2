import { Fragment } from "react";
import { Age } from "@/app/_ui/age";
import { CopyButton } from "@/app/_ui/copy-button";
import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import type { Confidence } from "@/lib/goenv/confidence";
import { type Assignment, toEnvironment } from "@/lib/goenv/environment";
import { renderGoEnvCommands } from "@/lib/goenv/go-env";
import type { Advice } from "@/lib/snapshot/advice";
import { toNameOf } from "@/lib/snapshot/recommendation-body";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { reasonWords } from "@/lib/text/advice";
import { localPath } from "@/lib/text/lang";
import { formatCount } from "@/lib/text/number";
import { text } from "@/lib/text/params";
import { formatAge, formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { AfterCopying } from "./after-copying";
import { Why } from "./why";

type Props = { readonly advice: Advice; readonly snapshot: Snapshot | null; readonly view: View };

/** What to set now, how sure that is, and why. */
export function Recommendation({ advice, snapshot, view }: Props) {
  const { t, now, timeZone, lang } = view;
  const { asOf, stale } = advice;
  const environment = toEnvironment(advice.decision);
  const query = lang === "zh" ? "" : `?lang=${lang}`;
  return (
    <div className="wrap">
      <div className="reco">
        <section aria-labelledby="reco">
          <div className="sechead">
            <h2 id="reco">
              {stale && asOf !== null ? t.advice.titleAt(formatMoment(asOf, now, timeZone)) : t.advice.title}
            </h2>
            <ConfidenceMark confidence={advice.decision.confidence} view={view} />
            <Provenance advice={advice} snapshot={snapshot} view={view} />
          </div>
          <Commands environment={environment} view={view} />
          <div className="actions">
            <CopyButton
              text={`${renderGoEnvCommands(environment).join("\n")}\n`}
              label={t.advice.copy}
              done={t.advice.copied}
              failed={t.advice.copyFailed}
              className="btn primary"
              icon={<Icon name="copy" />}
              name="chain"
            />
            <a className="btn" href={`/c/env.sh${query}`}>
              env.sh
            </a>
            <a className="btn" href={`/c/go-env${query}`}>
              go env -w
            </a>
          </div>
          <Ground advice={advice} view={view} />
          <AfterCopying advice={advice} environment={environment} view={view} />
        </section>
        <Why advice={advice} view={view} />
      </div>
    </div>
  );
}

const BARS: Readonly<Record<Confidence, number>> = { high: 3, medium: 2, low: 1, none: 0 };

function ConfidenceMark({ confidence, view: { t, lang } }: { confidence: Confidence; view: View }) {
  return (
    <a className="conf" href={`${localPath(lang, "/methodology")}#confidence`}>
      <i aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <span key={bar} className={bar > BARS[confidence] ? "o" : undefined} />
        ))}
      </i>
      {t.advice.confidence[confidence]}
    </a>
  );
}

/** Window, number of probes of the mirrors in the chain, vantage and age; a default has none of the first two. */
function Provenance({ advice, snapshot, view }: Props) {
  const { t, lang } = view;
  const { basis, chain, mirrors } = advice.decision;
  const chosen = mirrors.filter(({ slug }) => chain.some((link) => link.slug === slug));
  const [first] = chosen;
  const n = chosen.reduce((sum, { availability }) => sum + availability.n, 0);
  return (
    <span className="prov">
      {basis === "default" || first === undefined ? null : (
        <>
          <span>{text(t.advice.window, first.availability.window)}</span>
          <span>n={formatCount(n, lang)}</span>
        </>
      )}
      {snapshot === null ? null : <span>{visible(snapshot.vantage.name[lang], 80)}</span>}
      {advice.asOf === null ? null : (
        <span>
          <Age at={advice.asOf} view={view} />
        </span>
      )}
    </span>
  );
}

function Commands({ environment, view }: { environment: readonly Assignment[]; view: View }) {
  return (
    <section className="code" aria-label={view.t.advice.code}>
      <pre>
        {renderGoEnvCommands(environment).map((command) => (
          <Command key={command} command={command} />
        ))}
      </pre>
    </section>
  );
}

/** May break after each comma of the list; copied from data, not from here. */
function Command({ command }: { command: string }) {
  const [, verb = "", name = "", value = ""] = /^(go env -w )([^=]*)(=.*)$/s.exec(command) ?? [];
  const parts = value.slice(1).split(",");
  return (
    <span className="cmdl">
      <span className="tk-p">{verb}</span>
      <span className="tk-k">{name}</span>
      <span className="tk-p">=</span>
      {parts.map((part, index) => (
        <Fragment key={part}>
          {part}
          {index === parts.length - 1 ? null : ","}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}

/** Says what it is where it was not measured just now. */
function Ground({ advice: { asOf, stale, decision }, view: { t, lang, now } }: Omit<Props, "snapshot">) {
  const [first] = decision.reasons;
  const why = first === undefined ? "" : reasonWords(first, toNameOf(decision, lang), lang);
  const lines = [
    decision.basis === "measured" ? null : `${t.advice.ground[decision.basis]} ${t.advice.because(why)}`,
    stale && asOf !== null ? t.advice.ground.stale(formatAge(now - asOf, lang)) : null,
  ].filter((line) => line !== null);
  return lines.map((line) => (
    <p key={line} className="ground">
      {line}
    </p>
  ));
}
