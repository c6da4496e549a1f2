import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { localPath } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";

type Props = { readonly slug: string; readonly name: string; readonly view: View };

/** The way back: the overview, the mirror, its exchanges; the last one is the page itself unless `here` names another. */
export function Crumb({ slug, name, here = null, view }: Props & { readonly here?: string | null }) {
  const { t, lang } = view;
  const list = localPath(lang, `/mirrors/${slug}/exchanges`);
  return (
    <nav className="crumb" aria-label={t.exchange.path}>
      <a href={localPath(lang, "/")}>{t.nav.overview}</a>
      <Icon name="right" />
      <a href={localPath(lang, `/mirrors/${slug}`)}>{visible(name, 80)}</a>
      <Icon name="right" />
      {here === null ? <span>{t.exchange.list}</span> : <a href={list}>{t.exchange.list}</a>}
      {here === null ? null : <Icon name="right" />}
      {here === null ? null : <span className="mono">{here}</span>}
    </nav>
  );
}
