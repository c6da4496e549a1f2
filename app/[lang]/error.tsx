"use client";

import { useParams } from "next/navigation";
import { FAILURE_TEXTS } from "@/lib/text/failure";
import { localPath } from "@/lib/text/lang";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** What is shown in place of a page that threw: the error's number in the log, and what still works. */
export default function PageFailed({ error, reset }: Props) {
  const params = useParams<{ lang: string }>();
  const lang = params.lang === "en" ? "en" : "zh";
  const t = FAILURE_TEXTS[lang];
  return (
    <div className="wrap">
      <div className="empty">
        <h1>{t.title}</h1>
        <p>{t.text}</p>
        {error.digest === undefined ? null : <p className="small muted">{t.digest(error.digest)}</p>}
        <div className="actions">
          <button className="btn primary" type="button" onClick={reset}>
            {t.retry}
          </button>
          <a className="btn" href={localPath(lang, "/")}>
            {t.home}
          </a>
        </div>
        <p>{t.still}</p>
        <ul>
          <li>
            <a href="/c/GOPROXY">
              <code>/c/GOPROXY</code>
            </a>{" "}
            {t.chain}
          </li>
          <li>
            <a href="/api/v1/snapshot">
              <code>/api/v1/snapshot</code>
            </a>{" "}
            {t.snapshot}
          </li>
        </ul>
      </div>
    </div>
  );
}
