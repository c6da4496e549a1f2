import { localPath } from "@/lib/text/lang";
import { Icon } from "./icon";
import { NAV } from "./nav";
import type { View } from "./view";

/** The main pages within reach of the thumb, on narrow screens. `path` is the page's, in Chinese. */
export function TabBar({ view, path }: { view: View; path: string }) {
  const { t, lang } = view;
  return (
    <nav className="tabbar" aria-label={t.shell.nav.bottom}>
      {NAV.map(({ path: to, icon, name }) => (
        <a key={to} href={localPath(lang, to)} aria-current={path === to ? "page" : undefined}>
          <Icon name={icon} />
          {name(t)}
        </a>
      ))}
    </nav>
  );
}
