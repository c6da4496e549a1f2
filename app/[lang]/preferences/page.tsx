import type { Metadata } from "next";
import { readLang } from "@/app/_data/lang";
import { parseLocalTarget } from "@/app/_data/local-target";
import { readPreferences } from "@/app/_data/preferences";
import { zoneLabels } from "@/app/_ui/header";
import { StatusIcon } from "@/app/_ui/icon";
import { toView, type View } from "@/app/_ui/view";
import { ZoneForm } from "@/app/_ui/zone-form";
import { LANG_TAGS, LANGS, localPath } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import { visible } from "@/lib/text/visible";

type Props = {
  readonly params: Promise<{ readonly lang: string }>;
  /** `unknown`: a text that was sent as a time zone and is none. `to`: where the visitor came from. */
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = TEXTS[await readLang(params)];
  return { title: `${t.shell.preferences.title} · ${t.brand}`, robots: { index: false } };
}

/** All that a visitor can choose about how pages look, without script too. */
export default async function Preferences({ params, searchParams }: Props) {
  const lang = await readLang(params);
  const { theme, timeZone, chosenZone } = await readPreferences(lang);
  const { unknown, to } = await searchParams;
  const view = toView(lang, Date.now(), timeZone);
  const { preferences, zone } = view.t.shell;
  const here = localPath(lang, "/preferences");
  const back = typeof to === "string" ? parseLocalTarget(to) : null;
  return (
    <div className="wrap prefs">
      <h1>{preferences.title}</h1>
      <p>{preferences.text}</p>
      <section aria-labelledby="zone">
        <h2 id="zone">{zone.title}</h2>
        {typeof unknown === "string" ? <Unknown zone={unknown} view={view} /> : null}
        <ZoneForm chosen={chosenZone} to={back ?? here} labels={zoneLabels(view)} />
        <p className="small muted">{zone.how}</p>
      </section>
      <section aria-labelledby="theme">
        <h2 id="theme">{preferences.theme}</h2>
        <form className="zones" method="post" action="/preferences/save">
          <input type="hidden" name="to" value={back ?? here} />
          {(["light", "dark", "system"] as const).map((name) => (
            <button
              key={name}
              className="btn"
              type="submit"
              name="theme"
              value={name === "system" ? "" : name}
              aria-current={(theme ?? "system") === name ? "true" : undefined}
            >
              {preferences[name]}
            </button>
          ))}
        </form>
      </section>
      <Languages view={view} />
      {back === null ? null : (
        <p>
          <a className="btn" href={back}>
            {preferences.back}
          </a>
        </p>
      )}
    </div>
  );
}

function Unknown({ zone, view }: { zone: string; view: View }) {
  return (
    <div className="notice is-degraded">
      <StatusIcon status="degraded" />
      <p>{view.t.shell.zone.unknownNamed(visible(zone, 64))}</p>
    </div>
  );
}

function Languages({ view }: { view: View }) {
  return (
    <section aria-labelledby="language">
      <h2 id="language">{view.t.shell.preferences.language}</h2>
      <p className="zones">
        {LANGS.map((lang) => (
          <a
            key={lang}
            className="btn"
            href={localPath(lang, "/preferences")}
            lang={LANG_TAGS[lang]}
            hrefLang={LANG_TAGS[lang]}
            aria-current={lang === view.lang ? "true" : undefined}
          >
            {LANGUAGE_NAMES[lang]}
          </a>
        ))}
      </p>
    </section>
  );
}

/** Languages by their own names. */
const LANGUAGE_NAMES = { zh: "中文", en: "English" } as const;
