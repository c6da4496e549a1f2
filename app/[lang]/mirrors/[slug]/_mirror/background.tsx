import type { ReactNode } from "react";
import type { View } from "@/app/_ui/view";
import { cadenceOf } from "@/lib/probe/cadence";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatBytes, formatCount } from "@/lib/text/number";
import { formatMoment, formatSpan } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { Dailies } from "./dailies";
import { Engine } from "./engine";

type Props = { readonly mirror: MirrorSnapshot; readonly view: View };
type PlaceProps = Props & {
  /** Slug of the place that measures. */
  readonly vantage: string;
};

/** How much the mirror was asked today, and what is publicly known of it. */
export function Background({ mirror, vantage, view }: PlaceProps) {
  return (
    <div className="wrap mirror">
      <section className="sec pair">
        <Budget mirror={mirror} view={view} />
        <About mirror={mirror} vantage={vantage} view={view} />
      </section>
    </div>
  );
}

function Budget({ mirror, view }: Props) {
  const { t, lang, now, timeZone } = view;
  const words = t.mirror.budget;
  const { day, requests, requestsMax, bytes, bytesMax, cut, pausedUntil } = mirror.budget;
  const { lightMs, kindMs } = cadenceOf(mirror);
  return (
    <div>
      <div className="sechead">
        <h2>
          <a href={`${localPath(lang, "/methodology")}#budget`}>{words.title}</a>
        </h2>
        <span className="prov">
          <span>{words.day(day)}</span>
        </span>
      </div>
      <dl className="facts">
        <Fact name={words.requests}>
          {words.of(formatCount(requests, lang), formatCount(requestsMax, lang))}
        </Fact>
        <Fact name={words.bytes}>{words.of(formatBytes(bytes), formatBytes(bytesMax))}</Fact>
        <Fact name={words.cut}>{cut === 0 ? words.cutNone : words.cutSome(formatCount(cut, lang))}</Fact>
        <Fact name={words.paused}>
          {pausedUntil === null || pausedUntil <= now
            ? words.pausedNone
            : words.pausedWhy(formatMoment(pausedUntil, now, timeZone))}
        </Fact>
        <Fact name={words.interval}>
          {words.intervals(formatSpan(lightMs, lang), formatSpan(kindMs, lang))}
        </Fact>
      </dl>
    </div>
  );
}

function About({ mirror, vantage, view }: PlaceProps) {
  const { t, lang } = view;
  const words = t.mirror.about;
  const { operator, engine, homePage, statusPage, serves, checkedOn } = mirror.about;
  const said = (value: boolean | null) => (value === null ? words.unknown : value ? words.yes : words.no);
  return (
    <div>
      <div className="sechead">
        <h2>{words.title}</h2>
      </div>
      <dl className="facts">
        <Fact name={words.url}>
          <code>{visible(mirror.url, 200)}</code>
        </Fact>
        <Fact name={words.operator}>{operator === null ? words.unknown : visible(operator[lang], 120)}</Fact>
        <Fact name={words.engine}>{engine === null ? words.unknown : visible(engine, 80)}</Fact>
        <dt>
          <a href={`${localPath(lang, "/methodology")}#engine`}>{t.engine.title}</a>
        </dt>
        <Engine mirror={mirror} view={view} />
        <Fact name={words.sumdb}>{said(serves.sumdb)}</Fact>
        <Fact name={words.toolchain}>{said(serves.toolchain)}</Fact>
        <Dailies mirror={mirror} vantage={vantage} view={view} />
        {homePage === null ? null : <Outside name={words.homePage} href={homePage} />}
        {statusPage === null ? null : <Outside name={words.statusPage} href={statusPage} />}
        <Fact name={words.source}>{mirror.builtin ? words.builtin : words.configured}</Fact>
      </dl>
      {checkedOn === null ? null : <p className="prov">{words.checked(checkedOn)}</p>}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Outside({ name, href }: { name: string; href: string }) {
  return (
    <Fact name={name}>
      <a href={href} rel="noreferrer external">
        {visible(href, 120)}
      </a>
    </Fact>
  );
}
