import { LANG_TAGS, localPath } from "@/lib/text/lang";
import { formatZone } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { Icon } from "./icon";
import { NAV } from "./nav";
import type { ThemeChoice } from "./theme";
import { ThemeToggle } from "./theme-toggle";
import type { View } from "./view";
import { ZoneForm } from "./zone-form";

type Props = {
  readonly view: View;
  /** The path in Chinese, which the other language has too, and the query with its question mark, if any. */
  readonly path: string;
  readonly query: string;
  /** Where this is measured from; null before anything was. */
  readonly vantage: string | null;
  readonly theme: ThemeChoice;
  readonly chosenZone: string | null;
};

export function Header(props: Props) {
  const { view, path, vantage, theme } = props;
  const { t, lang } = view;
  return (
    <header className="hdr">
      <div className="wrap">
        <a className="brand" href={localPath(lang, "/")}>
          <Brand />
          <span>{t.brand}</span>
        </a>
        <nav className="nav" aria-label={t.nav.main}>
          {NAV.map(({ path: to, name }) => (
            <a key={to} href={localPath(lang, to)} aria-current={path === to ? "page" : undefined}>
              {name(t)}
            </a>
          ))}
        </nav>
        <div className="tools">
          {vantage === null ? null : <Vantage name={vantage} view={view} />}
          <Menu {...props} />
          <LanguageLink {...props} />
          <ThemeToggle theme={theme} labels={t.shell.theme}>
            <Icon name="contrast" />
          </ThemeToggle>
          <button
            className="tool scripted"
            type="button"
            data-palette
            aria-label={t.shell.palette}
            title={t.shell.palette}
          >
            <Icon name="search" />
            <kbd className="wide">⌘K</kbd>
          </button>
        </div>
      </div>
    </header>
  );
}

/** The time zone, and on narrow screens what the header has no room for. */
function Menu({ view, path, query, vantage, chosenZone }: Props) {
  const { t, lang, now, timeZone } = view;
  const zone = formatZone(now, timeZone);
  const label = t.shell.menu(zone);
  return (
    <details className="menu">
      <summary className="tool" aria-label={label} title={label}>
        <span className="wide">{zone}</span>
        <span className="menuicon">
          <Icon name="menu" />
        </span>
      </summary>
      <div className="pop">
        {vantage === null ? null : (
          <p className="narrow">
            <Icon name="pin" /> {t.tools.vantage(visible(vantage))}
          </p>
        )}
        <h2>{t.shell.zone.title}</h2>
        <ZoneForm chosen={chosenZone} to={localPath(lang, path) + query} labels={zoneLabels(view)} />
        <p className="small muted">{t.shell.zone.how}</p>
        <a className="small" href={localPath(lang, "/preferences")}>
          {t.shell.zone.more}
        </a>
      </div>
    </details>
  );
}

/** What the form for the time zone says. */
export function zoneLabels({ t }: View) {
  const { browser, other, use, unknown } = t.shell.zone;
  return { browser, other, use, unknown };
}

function Vantage({ name, view }: { name: string; view: View }) {
  return (
    <span className="tool fixed wide" title={view.t.tools.vantage(visible(name))}>
      <Icon name="pin" />
      <b>{visible(name)}</b>
    </span>
  );
}

/** The same page in the other language; a script keeps it right when the address changes in place. */
function LanguageLink({ view, path, query }: Props) {
  const { t, lang } = view;
  const other = lang === "zh" ? "en" : "zh";
  return (
    <a
      className="tool"
      href={localPath(other, path) + query}
      data-language={other}
      lang={LANG_TAGS[other]}
      hrefLang={LANG_TAGS[other]}
      aria-label={t.nav.language}
    >
      {t.nav.languageShort}
    </a>
  );
}

function Brand() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" fill="currentColor">
      <path d="M2 5.5h2.5V9.2H2zM6.5 1.5H9v7.7H6.5zM11 3.5h2.5v5.7H11zM15.5 6.5H18v2.7h-2.5z" />
      <path
        d="M2 10.8h2.5v3.7H2zM6.5 10.8H9v7.7H6.5zM11 10.8h2.5v5.7H11zM15.5 10.8H18v2.7h-2.5z"
        opacity=".38"
      />
    </svg>
  );
}
