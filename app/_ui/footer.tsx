import { localPath } from "@/lib/text/lang";
import type { View } from "./view";

export function Footer({ view }: { view: View }) {
  const { t, lang } = view;
  const { foot } = t.shell;
  return (
    <footer className="foot">
      <div className="wrap">
        <div className="links">
          <a href={localPath(lang, "/methodology")}>{foot.methodology}</a>
          <a href={localPath(lang, "/docs/api")}>{foot.api}</a>
          <a href="/metrics">{foot.metrics}</a>
          <a href={localPath(lang, "/system")}>{foot.system}</a>
          <a href="/api/v1/snapshot">{foot.snapshot}</a>
          <a href="/gomirrors.schema.json">{foot.schema}</a>
          <a href={localPath(lang, "/preferences")}>{foot.preferences}</a>
        </div>
        <div>{foot.budget}</div>
      </div>
    </footer>
  );
}
