import type { Texts } from "@/lib/text/zh";

export function Footer({ t }: { t: Texts }) {
  return (
    <footer className="foot">
      <div className="wrap">
        <div className="links">
          <a href="/api/v1/mirrors">{t.foot.api}</a>
          <a href="/api/v1/snapshot">{t.foot.snapshot}</a>
          <a href="/gomirrors.schema.json">{t.foot.schema}</a>
        </div>
        <div>{t.foot.budget}</div>
      </div>
    </footer>
  );
}
