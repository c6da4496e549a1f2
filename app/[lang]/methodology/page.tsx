import "@/app/_style/reading.css";
import type { Metadata } from "next";
import { readFavicon } from "@/app/_data/favicon";
import { readLang } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { Reading } from "@/app/_ui/reading";
import { toView } from "@/app/_ui/view";
import { GROUPS } from "@/lib/text/methodology";
import { TEXTS } from "@/lib/text/texts";
import { Entry } from "./_methodology/entry";
import { toFigures } from "./_methodology/figures";
import { Quick } from "./_methodology/quick";

type Props = { readonly params: Promise<{ readonly lang: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = TEXTS[await readLang(params)];
  const { title, description } = t.docs.methodology;
  return {
    title: `${title} · ${t.brand}`,
    description,
    icons: { icon: await readFavicon() },
    alternates: { languages: { "zh-CN": "/methodology", en: "/en/methodology" } },
  };
}

/** Every number that is shown anywhere: what it is, over how long, how it is worked out, what is left out of it. */
export default async function Methodology({ params }: Props) {
  const lang = await readLang(params);
  const { timeZone } = await readPreferences(lang);
  const snapshot = await readCurrentSnapshot();
  const view = toView(lang, Date.now(), timeZone);
  const words = view.t.docs.methodology;
  const figures = toFigures(lang);
  const toc = GROUPS.map(({ group, anchors }) => ({
    title: words.groups[group],
    items: anchors.map((id) => ({ id, title: words.entries[id](figures).title })),
  }));
  return (
    <Reading title={words.title} lead={words.lead} toc={toc} tocTitle={words.toc}>
      <Quick words={words.quick} />
      {GROUPS.map(({ group, anchors }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{words.groups[group]}</h2>
          {anchors.map((anchor) => (
            <Entry
              key={anchor}
              anchor={anchor}
              figures={figures}
              slug={snapshot?.mirrors[0]?.slug ?? null}
              view={view}
            />
          ))}
        </section>
      ))}
    </Reading>
  );
}
