import type { Texts } from "@/lib/text/zh";

/** What a newcomer has to know, before all details. */
export function Quick({ words }: { words: Texts["docs"]["methodology"]["quick"] }) {
  return (
    <section className="quick" aria-labelledby="quick">
      <h2 id="quick">{words.title}</h2>
      <dl className="quick-rows">
        {words.items.map(([shown, meaning]) => (
          <div key={shown} className="quick-row">
            <dt>{shown}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
