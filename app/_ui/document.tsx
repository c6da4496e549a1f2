import "@/app/_style/tokens.css";
import "@/app/_style/base.css";
import "@/app/_style/shell.css";
import "@/app/_style/overview.css";
import "@/app/_style/print.css";
import type { ReactNode } from "react";
import { readRequested } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { readEnv } from "@/lib/env";
import { LANG_TAGS, type Lang } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";
import { DemoBar } from "./demo-bar";
import { Footer } from "./footer";
import { Frame } from "./frame";
import { Header } from "./header";
import { Printed } from "./printed";
import { Sprite } from "./sprite";
import { TabBar } from "./tab-bar";
import { toView } from "./view";

/** The whole of a page around what is its own. */
export async function Document({ lang, children }: { lang: Lang; children: ReactNode }) {
  const { theme, timeZone, chosenZone } = await readPreferences(lang);
  const { path: asked, query } = await readRequested();
  const snapshot = await readCurrentSnapshot();
  const { demo, publicUrl } = readEnv();
  const view = toView(lang, Date.now(), timeZone);
  const path = lang === "en" ? asked.slice("/en".length) || "/" : asked;
  return (
    <html lang={LANG_TAGS[lang]} data-theme={theme ?? undefined} suppressHydrationWarning>
      <body>
        <a className="skip" href="#main">
          {view.t.nav.skip}
        </a>
        <Sprite />
        {demo ? <DemoBar t={view.t} /> : null}
        <Header
          view={view}
          path={path}
          query={query}
          vantage={snapshot === null ? null : snapshot.vantage.name[lang]}
          theme={theme ?? "system"}
          chosenZone={chosenZone}
        />
        <main id="main">{children}</main>
        <Footer view={view} />
        <TabBar view={view} path={path} />
        <Printed view={view} url={(publicUrl ?? "") + visible(asked + query)} dataAt={snapshot?.at ?? null} />
        <Frame lang={lang} now={view.now} timeZone={timeZone} />
      </body>
    </html>
  );
}
