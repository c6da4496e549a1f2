"use client";

import { useParams } from "next/navigation";
import { FAILURE_TEXTS } from "@/lib/text/failure";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** What is shown in place of a page that threw. */
export default function PageFailed({ error, reset }: Props) {
  const { lang } = useParams<{ lang: string }>();
  const t = FAILURE_TEXTS[lang === "en" ? "en" : "zh"];
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
        </div>
      </div>
    </div>
  );
}
