import type { ReactNode } from "react";

/** A heading of a reading page and what stands under it. */
export type TocGroup = {
  readonly title: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly code?: boolean }[];
};

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly toc: readonly TocGroup[];
  readonly tocTitle: string;
  /** The contents need more room than words do. */
  readonly wideToc?: boolean;
  readonly children: ReactNode;
};

/** A page to be read: its contents stand beside it where there is room, above it where there is not. */
export function Reading({ title, lead, toc, tocTitle, wideToc = false, children }: Props) {
  return (
    <div className="wrap">
      <div className={wideToc ? "reading wide-toc" : "reading"}>
        <header className="reading-head">
          <h1>{title}</h1>
          <p>{lead}</p>
        </header>
        <nav className="toc" aria-label={tocTitle}>
          {toc.map((group) => (
            <div key={group.title}>
              <b>{group.title}</b>
              <ul>
                {group.items.map(({ id, title: item, code = false }) => (
                  <li key={id}>
                    <a className={code ? "mono" : undefined} href={`#${id}`}>
                      {item}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="reading-body">{children}</div>
      </div>
    </div>
  );
}
