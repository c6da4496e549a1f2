import { readRequested } from "@/app/_data/lang";
import { readPreferences } from "@/app/_data/preferences";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";
import type { Texts } from "@/lib/text/zh";
import { type Asked, classifyAsked } from "./asked";
import { StatusIcon } from "./icon";
import { NAV } from "./nav";
import { statusWord, toStatus } from "./status";
import { toView, type View } from "./view";

/** Names what was asked for, the nearest there is, and every way on. */
export async function NotFoundPage() {
  const { lang, path } = await readRequested();
  const { timeZone } = await readPreferences(lang);
  const view = toView(lang, Date.now(), timeZone);
  const mirrors = (await readCurrentSnapshot())?.mirrors ?? [];
  const shown = visible(decodePath(path), 200);
  const asked = classifyAsked(
    lang === "en" ? shown.slice("/en".length) : shown,
    mirrors.map(({ slug }) => slug),
  );
  const { title, fix } = toWords(asked, view.t);
  return (
    <div className="wrap">
      <div className="empty">
        <h1>{title}</h1>
        <p>{view.t.shell.notFound.path(shown)}</p>
        <p>{fix}</p>
        <Nearest asked={asked} view={view} />
      </div>
      {asked.what === "page" ? <Pages view={view} /> : null}
      <Mirrors mirrors={mirrors} view={view} />
    </div>
  );
}

/** The title of the page of what is not found, for the tab. */
export async function readNotFoundTitle(): Promise<string> {
  const { lang } = await readRequested();
  const { t } = toView(lang, 0, "UTC");
  return `${t.shell.notFound.title} · ${t.brand}`;
}

function toWords(asked: Asked, t: Texts): { title: string; fix: string } {
  const words = t.shell.notFound;
  if (asked.what === "page") return { title: words.title, fix: words.page };
  if (asked.what === "mirror") return { title: words.mirror(asked.slug), fix: words.mirrorFix };
  if (asked.isId) return { title: words.exchange, fix: words.exchangeFix };
  return { title: words.exchangeId(asked.id), fix: words.exchangeIdFix };
}

/** The nearest mirror or page as the first choice, and the way home. */
function Nearest({ asked, view }: { asked: Asked; view: View }) {
  const { t, lang } = view;
  const near = nearestOf(asked, t);
  return (
    <div className="actions">
      {near === null ? null : (
        <a className="btn primary" href={localPath(lang, near.path)}>
          {near.name}
        </a>
      )}
      <a className={near === null ? "btn primary" : "btn"} href={localPath(lang, "/")}>
        {t.shell.notFound.home}
      </a>
    </div>
  );
}

function nearestOf(asked: Asked, t: Texts): { readonly path: string; readonly name: string } | null {
  const words = t.shell.notFound;
  if (asked.what === "exchange") return { path: `/mirrors/${asked.slug}`, name: words.ofMirror(asked.slug) };
  if (asked.near === null || asked.near === "/") return null;
  if (asked.what === "mirror") return { path: `/mirrors/${asked.near}`, name: words.near(asked.near) };
  const page = NAV.find(({ path }) => path === asked.near)?.name(t) ?? t.shell.preferences.title;
  return { path: asked.near, name: words.near(page) };
}

function Pages({ view }: { view: View }) {
  const { t, lang } = view;
  return (
    <section className="onward" aria-labelledby="pages">
      <h2 id="pages">{t.shell.notFound.pages}</h2>
      <ul>
        {NAV.map(({ path, name }) => (
          <li key={path}>
            <a href={localPath(lang, path)}>{name(t)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Mirrors({ mirrors, view }: { mirrors: readonly MirrorSnapshot[]; view: View }) {
  const { t, lang } = view;
  if (mirrors.length === 0) return null;
  return (
    <section className="onward" aria-labelledby="mirrors">
      <h2 id="mirrors">{t.shell.notFound.mirrors}</h2>
      <ul>
        {mirrors.map(({ slug, name, state, partial }) => (
          <li key={slug}>
            <a href={localPath(lang, `/mirrors/${slug}`)}>{visible(name[lang], 60)}</a>
            <code>{slug}</code>
            <span className={`st is-${toStatus(state, partial)}`}>
              <StatusIcon status={toStatus(state, partial)} />
              {statusWord(t, state, partial)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** As a person would write it; as it came where it is not properly encoded. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
