import "@/app/_style/reading.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { readFavicon } from "@/app/_data/favicon";
import { readLang } from "@/app/_data/lang";
import { readPublicUrl } from "@/app/_data/public-url";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { Reading } from "@/app/_ui/reading";
import { type DocumentedOperation, toOpenApi } from "@/lib/snapshot/openapi";
import { TEXTS } from "@/lib/text/texts";
import { toExample } from "./_api/example";
import { Operation } from "./_api/operation";
import { Rules } from "./_api/rules";

type Props = { readonly params: Promise<{ readonly lang: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = TEXTS[await readLang(params)];
  return {
    title: `${t.docs.api.page.title} · ${t.brand}`,
    description: t.docs.api.description,
    icons: { icon: await readFavicon() },
    alternates: { languages: { "zh-CN": "/docs/api", en: "/en/docs/api" } },
  };
}

/** The addresses for programs, drawn from the document that programs read. */
export default async function ApiDocs({ params }: Props) {
  const lang = await readLang(params);
  const words = TEXTS[lang].docs.api;
  const base = readPublicUrl(await headers());
  const snapshot = await readCurrentSnapshot();
  const document = toOpenApi(words, base);
  const { schemas } = document.components;
  const paths = Object.entries(document.paths).map(([path, { get }]) => ({ path, get }));
  const toc = [
    {
      title: words.page.general,
      items: [
        { id: "conventions", title: words.page.conventions },
        { id: "errors", title: words.page.errors },
      ],
    },
    { title: words.page.paths, items: paths.map(toItem) },
  ];
  return (
    <Reading title={words.page.title} lead={words.page.lead} toc={toc} tocTitle={words.page.toc} wideToc>
      <section aria-labelledby="general">
        <h2 id="general">{words.page.general}</h2>
        <Rules
          words={words}
          problem={schemas["Problem"] ?? {}}
          documentHref={`/api/v1/openapi.json?lang=${lang}`}
        />
      </section>
      <section aria-labelledby="paths">
        <h2 id="paths">{words.page.paths}</h2>
        {paths.map(({ path, get }) => (
          <Operation
            key={path}
            path={path}
            operation={get}
            schemas={schemas}
            example={toExample(base, path, get.operationId, snapshot?.mirrors[0]?.slug ?? null)}
            words={words}
          />
        ))}
      </section>
    </Reading>
  );
}

function toItem({ path, get }: { path: string; get: DocumentedOperation }) {
  return { id: get.operationId, title: path, code: true };
}
