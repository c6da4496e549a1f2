import type { ConfigFacts } from "@/app/_data/system";
import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import type { ConfigEntry, ConfigOutline } from "@/lib/snapshot/config-outline";
import { formatCount } from "@/lib/text/number";
import { formatAge, formatSpan } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { Missing, Part, type PartProps } from "./part";

/** What is in force, on which line of which file, and what is wrong with a newer one. */
export function Configuration({ facts: { config, snapshot }, view }: PartProps) {
  const words = view.t.system.config;
  const shown = config.inForce ?? config.now;
  return (
    <Part
      id="config"
      title={words.title}
      prov={shown === null ? [] : provOf(config, shown, view)}
      anchor="retention"
      view={view}
    >
      <Findings config={config} since={snapshot?.configError?.at ?? null} view={view} />
      {shown === null ? <Missing why={words.unreadable} /> : <Outline outline={shown} view={view} />}
      <p className="prov">{words.how}</p>
    </Part>
  );
}

function provOf({ inForce }: ConfigFacts, shown: ConfigOutline, { t, lang, now }: View): string[] {
  const words = t.system.config;
  const from = shown.file === null ? words.builtin : words.file(visible(shown.file, 120));
  const read = words.read(formatAge(now - shown.readAt, lang));
  return [from, read, ...(inForce === null ? [words.notInForce] : [])];
}

type FindingsProps = { readonly config: ConfigFacts; readonly since: number | null; readonly view: View };

function Findings({ config: { now: accepted, findings }, since, view }: FindingsProps) {
  const { t, lang, now } = view;
  const words = t.system.config;
  if (findings.length === 0) return null;
  const count = formatCount(findings.length, lang);
  const [what, next] = accepted === null ? words.refused(count) : words.warnings(count);
  const status = accepted === null ? "degraded" : "nodata";
  return (
    <div className={`notice is-${status}`}>
      <StatusIcon status={status} />
      <div>
        <p>
          <b>{what}</b> {next}
          {since === null || accepted !== null ? null : ` ${words.since(formatAge(now - since, lang))}`}
        </p>
        <ul className="findings">
          {findings.map(({ code, where, text, fix }) => (
            <li key={`${where} ${code}`}>
              <code>{visible(where)}</code> {text[lang]}
              <span className="fix">{fix[lang]}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const GROUPS = [
  { list: "mirrors", kind: "mirror" },
  { list: "sources", kind: "source" },
  { list: "controls", kind: "control" },
] as const;

function Outline({ outline, view }: { outline: ConfigOutline; view: View }) {
  const words = view.t.system.config;
  return (
    <table className="dt stack" aria-labelledby="config">
      <thead>
        <tr>
          <th scope="col">{words.where}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.url}</th>
          <th scope="col">{words.settings}</th>
        </tr>
      </thead>
      <tbody>
        {GROUPS.flatMap(({ list, kind }) =>
          outline[list].map((entry) => (
            <EntryRow key={`${kind} ${entry.slug} ${entry.url}`} kind={kind} entry={entry} view={view} />
          )),
        )}
        {outline.controls.length > 0 ? null : <EmptyRow view={view} />}
        <RetentionRow retention={outline.retention} view={view} />
      </tbody>
    </table>
  );
}

type Kind = (typeof GROUPS)[number]["kind"];

function EntryRow({ kind, entry, view }: { kind: Kind; entry: ConfigEntry; view: View }) {
  const { t, lang } = view;
  const words = t.system.config;
  const { line, slug, url, enabled, settings } = entry;
  return (
    <tr className={enabled ? undefined : "off"}>
      <td data-l={words.where}>
        {line === null ? t.system.builtin : t.system.line(formatCount(line, lang))}
      </td>
      <td data-l={words.what}>{words.kinds[kind]}</td>
      <td data-l={words.name}>
        {slug === "" ? "—" : visible(slug, 80)}
        {enabled ? null : <span className="diff">{words.off}</span>}
      </td>
      <td data-l={words.url}>{url === "" ? "—" : <code>{visible(url, 200)}</code>}</td>
      <td data-l={words.settings}>
        {settings.length === 0 ? "—" : null}
        {settings.map(({ key, value }) => (
          <span key={key} className="setting">
            <code>{visible(`${key}: ${value}`, 200)}</code>
          </span>
        ))}
      </td>
    </tr>
  );
}

function EmptyRow({ view: { t } }: { view: View }) {
  const words = t.system.config;
  return (
    <tr>
      <td data-l={words.where}>—</td>
      <td data-l={words.what}>{words.kinds.control}</td>
      <td colSpan={3} data-l={words.name}>
        {words.noControls}
      </td>
    </tr>
  );
}

function RetentionRow({ retention, view }: { retention: ConfigOutline["retention"]; view: View }) {
  const { t, lang } = view;
  const words = t.system.config;
  const span = (ms: number) => formatSpan(ms, lang);
  return (
    <tr>
      <td data-l={words.where}>
        {retention.line === null ? t.system.builtin : t.system.line(formatCount(retention.line, lang))}
      </td>
      <td data-l={words.what}>{words.kinds.retention}</td>
      <td colSpan={3} data-l={words.settings}>
        {words.retention({
          raw: span(retention.rawMs),
          hours: span(retention.hoursMs),
          days: span(retention.daysMs),
          evidence: span(retention.evidenceMs),
        })}
      </td>
    </tr>
  );
}
