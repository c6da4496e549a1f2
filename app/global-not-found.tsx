import type { Metadata } from "next";
import { readRequested } from "@/app/_data/lang";
import { Document } from "@/app/_ui/document";
import { toFavicon } from "@/app/_ui/favicon";
import { localPath } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import { visible } from "@/lib/text/visible";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await readRequested();
  return {
    title: `${TEXTS[lang].notFound.title} · ${TEXTS[lang].brand}`,
    icons: { icon: toFavicon("nodata") },
  };
}

/** Names what was asked for, and the way on. */
export default async function NotFound() {
  const { lang, path } = await readRequested();
  const { notFound } = TEXTS[lang];
  const asked = visible(decodePath(path), 200);
  const slug = /^(?:\/en)?\/mirrors\/([^/]+)\/?$/.exec(asked)?.[1];
  return (
    <Document lang={lang}>
      <div className="wrap">
        <div className="empty">
          <h1>{slug === undefined ? notFound.title : notFound.mirror(slug)}</h1>
          <p>
            {notFound.path(asked)} {notFound.fix}
          </p>
          <div className="actions">
            <a className="btn primary" href={localPath(lang, "/")}>
              {notFound.home}
            </a>
          </div>
        </div>
      </div>
    </Document>
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
