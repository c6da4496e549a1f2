import "@/app/_style/system.css";
import type { Metadata } from "next";
import { readLang } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { readSystemFacts } from "@/app/_data/system";
import { toFavicon } from "@/app/_ui/favicon";
import { toView } from "@/app/_ui/view";
import { verdictStatus } from "@/app/[lang]/_overview/verdict-words";
import { toVerdict } from "@/lib/snapshot/verdict";
import { TEXTS } from "@/lib/text/texts";
import { Budgets } from "./_parts/budgets";
import { Configuration } from "./_parts/configuration";
import { Database } from "./_parts/database";
import { Environment } from "./_parts/environment";
import { Errors } from "./_parts/errors";
import { Headline } from "./_parts/headline";
import { Processes } from "./_parts/processes";
import { Slots } from "./_parts/slots";
import { Snapshots } from "./_parts/snapshots";
import { Timing } from "./_parts/timing";

type Props = { readonly params: Promise<{ readonly lang: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lang = await readLang(params);
  const t = TEXTS[lang];
  const verdict = toVerdict(await readCurrentSnapshot(), Date.now());
  return {
    title: `${t.system.title} · ${t.brand}`,
    icons: { icon: toFavicon(verdictStatus(verdict)) },
    alternates: { languages: { "zh-CN": "/system", en: "/en/system" } },
  };
}

/** What there is to know of gomirrors itself, whatever of it is down. */
export default async function System({ params }: Props) {
  const lang = await readLang(params);
  const { timeZone } = await readPreferences(lang);
  const view = toView(lang, Date.now(), timeZone);
  const facts = await readSystemFacts(view.now);
  return (
    <div className="wrap">
      <Headline facts={facts} view={view} />
      <Processes facts={facts} view={view} />
      <div className="pair">
        <Slots facts={facts} view={view} />
        <Timing facts={facts} view={view} />
      </div>
      <Configuration facts={facts} view={view} />
      <Budgets facts={facts} view={view} />
      <div className="pair">
        <Database facts={facts} view={view} />
        <Snapshots facts={facts} view={view} />
      </div>
      <Environment facts={facts} view={view} />
      <Errors facts={facts} view={view} />
    </div>
  );
}
