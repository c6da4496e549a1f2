import "@/app/_style/tokens.css";
import "@/app/_style/base.css";
import "@/app/_style/overview.css";
import type { ReactNode } from "react";
import { readRequested } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { LANG_TAGS, type Lang } from "@/lib/text/lang";
import { Footer } from "./footer";
import { Header } from "./header";
import { Sprite } from "./sprite";
import { toView } from "./view";

/** The whole of a page around what is its own. */
export async function Document({ lang, children }: { lang: Lang; children: ReactNode }) {
  const { theme, timeZone } = await readPreferences(lang);
  const { path } = await readRequested();
  const snapshot = await readCurrentSnapshot();
  const view = toView(lang, Date.now(), timeZone);
  return (
    <html lang={LANG_TAGS[lang]} data-theme={theme ?? undefined} suppressHydrationWarning>
      <body>
        <a className="skip" href="#main">
          {view.t.nav.skip}
        </a>
        <Sprite />
        <Header
          view={view}
          path={lang === "en" ? path.slice("/en".length) || "/" : path}
          vantage={snapshot === null ? null : snapshot.vantage.name[lang]}
        />
        <main id="main">{children}</main>
        <Footer t={view.t} />
      </body>
    </html>
  );
}
