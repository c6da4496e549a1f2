import type { Texts } from "@/lib/text/zh";

/** In place of the table while there is nothing to put into it: what is missing, and the next step. */
export function EmptyState({ what, t }: { what: "snapshot" | "mirrors"; t: Texts }) {
  const words = t.empty[what];
  return (
    <div className="wrap">
      <div className="empty">
        <h2>{words.title}</h2>
        <p>{words.text}</p>
        {what === "mirrors" ? <Example /> : null}
        <p className="small muted">{words.hint}</p>
      </div>
    </div>
  );
}

function Example() {
  return (
    <div className="code">
      <pre>{`mirrors:
  - slug: corp
    name: { zh: 公司代理, en: Corp proxy }
    url: https://goproxy.corp.example/
    allowPrivateNetwork: true`}</pre>
    </div>
  );
}
