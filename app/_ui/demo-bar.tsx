import type { Texts } from "@/lib/text/zh";

/** Says on every page of a demo that nothing on it was measured, and how to try a failure. */
export function DemoBar({ t }: { t: Texts }) {
  const { label, text, how, off, on, slug } = t.shell.demo;
  return (
    <aside className="demo" aria-label={label}>
      <div className="wrap">
        <b className="mono">DEMO</b>
        <span>{text}</span>
        <details>
          <summary>{how}</summary>
          {off} <code>npm run demo -- off SLUG</code>
          {on} <code>npm run demo -- on SLUG</code>
          {slug}
        </details>
      </div>
    </aside>
  );
}
