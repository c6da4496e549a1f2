import { LANG_TAGS, localPath } from "@/lib/text/lang";
import { formatZone } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { Icon } from "./icon";
import { ThemeToggle } from "./theme-toggle";
import type { View } from "./view";

type Props = {
  readonly view: View;
  /** The path in Chinese, which the other language has too. */
  readonly path: string;
  /** Where this is measured from; null before anything was. */
  readonly vantage: string | null;
};

export function Header({ view, path, vantage }: Props) {
  const { t, lang, now, timeZone } = view;
  const zone = formatZone(now, timeZone);
  const other = lang === "zh" ? "en" : "zh";
  return (
    <header className="hdr">
      <div className="wrap">
        <a className="brand" href={localPath(lang, "/")}>
          <Brand />
          <span>{t.brand}</span>
        </a>
        <nav className="nav" aria-label={t.nav.main}>
          <a href={localPath(lang, "/")} aria-current={path === "/" ? "page" : undefined}>
            {t.nav.overview}
          </a>
        </nav>
        <div className="tools">
          {vantage === null ? null : (
            <span className="tool fixed wide" title={t.tools.vantage(visible(vantage))}>
              <Icon name="pin" />
              <b>{visible(vantage)}</b>
            </span>
          )}
          <span className="tool fixed" title={t.tools.zone(zone)}>
            {zone}
          </span>
          <a
            className="tool"
            href={localPath(other, path)}
            lang={LANG_TAGS[other]}
            hrefLang={LANG_TAGS[other]}
            aria-label={t.nav.language}
          >
            {t.nav.languageShort}
          </a>
          <ThemeToggle label={t.tools.theme}>
            <Icon name="contrast" />
          </ThemeToggle>
        </div>
      </div>
    </header>
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
