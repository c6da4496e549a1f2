import type { ReactNode } from "react";
import type { SystemFacts } from "@/app/_data/system";
import type { View } from "@/app/_ui/view";
import { localPath } from "@/lib/text/lang";

export type PartProps = { readonly facts: SystemFacts; readonly view: View };

type Props = {
  readonly id: string;
  readonly title: string;
  /** What the numbers were counted over, from where, how long ago; texts alone. */
  readonly prov?: readonly string[];
  /** Where /methodology explains them. */
  readonly anchor: string | null;
  readonly view: View;
  readonly children: ReactNode;
};

/** One section: heading, where its numbers come from, and the way to what they mean. */
export function Part({ id, title, prov = [], anchor, view: { t, lang }, children }: Props) {
  return (
    <section className="sec part" aria-labelledby={id}>
      <div className="sechead">
        <h2 id={id}>{title}</h2>
        <span className="prov">
          {prov.map((text) => (
            <span key={text}>{text}</span>
          ))}
          {anchor === null ? null : (
            <a href={`${localPath(lang, "/methodology")}#${anchor}`} aria-label={`${title}: ${t.system.how}`}>
              {t.system.how}
            </a>
          )}
        </span>
      </div>
      {children}
    </section>
  );
}

/** In place of what cannot be had, and why. */
export function Missing({ why }: { why: string }) {
  return <p className="missing">— {why}</p>;
}
