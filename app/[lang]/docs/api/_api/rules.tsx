import type { Schema } from "@/lib/snapshot/openapi";
import type { Texts } from "@/lib/text/zh";
import { Fields } from "./fields";

type Props = {
  readonly words: Texts["docs"]["api"];
  readonly problem: Schema;
  readonly documentHref: string;
};

/** What holds for every address: how values are written, and how a refusal looks. */
export function Rules({ words, problem, documentHref }: Props) {
  const { page } = words;
  return (
    <>
      <section className="entry" id="conventions" aria-labelledby="conventions-title">
        <h3 id="conventions-title">{page.conventions}</h3>
        <ul className="rules">
          {page.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <p className="lead">
          <a href={documentHref}>{page.document}</a>
        </p>
      </section>
      <section className="entry" id="errors" aria-labelledby="errors-title">
        <h3 id="errors-title">{page.errors}</h3>
        <p className="lead">{page.errorsText}</p>
        <Fields schema={problem} words={words} />
      </section>
    </>
  );
}
