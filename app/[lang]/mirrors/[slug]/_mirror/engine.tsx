import type { View } from "@/app/_ui/view";
import type { EngineGuess } from "@/lib/probe/engine";
import { meaningOf } from "@/lib/probe/engine-sign";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";

type Props = { readonly mirror: MirrorSnapshot; readonly view: View };

/** Which engine the mirror looks like, and the exchanges that the guess rests on. */
export function Engine({ mirror: { engine, slug }, view }: Props) {
  const { t, lang } = view;
  if (engine === null) return <dd>{t.engine.none}</dd>;
  const why = whyUnknown(engine, view);
  return (
    <dd>
      {t.engine.guess[engine.name]}
      <ul className="signs">
        {why === null ? null : <li>{why}</li>}
        {engine.signs.map(({ code, exchange, kind }) => (
          <li key={code}>
            {signWords(engine, code, view)}{" "}
            <a href={localPath(lang, `/mirrors/${slug}/exchanges/${exchange}`)}>{t.kind[kind]}</a>
          </li>
        ))}
      </ul>
    </dd>
  );
}

function whyUnknown({ name, signs }: EngineGuess, { t }: View): string | null {
  if (name !== "unknown") return null;
  if (signs.length === 0) return t.engine.nothing;
  const engines = new Set(signs.map(({ code }) => meaningOf(code).engine));
  return engines.size > 1 ? t.engine.contradiction : t.engine.few;
}

/** Whose sign it is stands beside it where the guess does not say it. */
function signWords({ name }: EngineGuess, code: EngineGuess["signs"][number]["code"], { t }: View): string {
  const sign = t.engine.sign[code];
  return name === "unknown" ? t.engine.of({ engine: t.engine.name[meaningOf(code).engine], sign }) : sign;
}
