import type { Texts } from "@/lib/text/zh";

/** Says on every page of a demo that nothing on it was measured, and how to try a failure. */
export function DemoBar({ t }: { t: Texts }) {
  const { lead, text, off, on } = t.shell.demo;
  return (
    <aside className="demo">
      <div className="wrap">
        <b className="mono">DEMO</b>
        <p>
          <b>{lead}</b> {text}
        </p>
        <p>
          {off} <code>npm run demo -- off SLUG</code> {on} <code>npm run demo -- on SLUG</code>
        </p>
      </div>
    </aside>
  );
}
