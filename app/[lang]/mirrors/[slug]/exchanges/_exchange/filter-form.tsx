import type { View } from "@/app/_ui/view";
import { CONNECTIONS } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { CAUSES } from "@/lib/probe/result";
import { localPath } from "@/lib/text/lang";
import { formatZone } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";

type Props = {
  readonly slug: string;
  /** The query as it came: what was chosen stays chosen. */
  readonly asked: URLSearchParams;
  /** The times asked for, as the fields hold them; empty for none. */
  readonly times: { readonly from: string; readonly to: string };
  readonly view: View;
};

/** The conditions of the list, as a form that works without script. */
export function FilterForm({ slug, asked, times, view }: Props) {
  const { t, lang, now, timeZone } = view;
  const { filter } = t.exchange;
  const path = localPath(lang, `/mirrors/${slug}/exchanges`);
  const variant = asked.get("variant") ?? "";
  return (
    <form className="filter" action={path} method="get" aria-label={filter.label}>
      <Choice name="failed" label={filter.failed} asked={asked} any={filter.any}>
        {{ true: filter.onlyFailed, false: filter.onlyOk }}
      </Choice>
      <Choice name="kind" label={filter.kind} asked={asked} any={filter.any}>
        {wordsOf(KINDS, t.kind)}
      </Choice>
      {variant === "" ? null : (
        <label>
          {filter.variant}
          <input name="variant" defaultValue={visible(variant, 60)} />
        </label>
      )}
      <Choice name="connection" label={filter.connection} asked={asked} any={filter.any}>
        {wordsOf(CONNECTIONS, t.exchange.connection)}
      </Choice>
      <Choice name="family" label={filter.family} asked={asked} any={filter.any}>
        {{ 4: t.mirror.family[4], 6: t.mirror.family[6] }}
      </Choice>
      <Choice name="cause" label={filter.cause} asked={asked} any={filter.any}>
        {wordsOf(CAUSES, t.exchange.cause)}
      </Choice>
      <label className="time">
        {filter.from}
        <input type="datetime-local" name="from" defaultValue={times.from} />
      </label>
      <label className="time">
        {filter.to}
        <input type="datetime-local" name="to" defaultValue={times.to} />
      </label>
      <div className="actions">
        <button className="btn" type="submit">
          {filter.apply}
        </button>
        {asked.size === 0 ? null : <a href={path}>{filter.reset}</a>}
        <span className="small muted">{filter.zone(formatZone(now, timeZone))}</span>
      </div>
    </form>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly asked: URLSearchParams;
  readonly any: string;
  /** The words of each value. */
  readonly children: Readonly<Record<string, string>>;
};

function Choice({ name, label, asked, any, children }: ChoiceProps) {
  const value = asked.get(name) ?? "";
  return (
    <label>
      {label}
      <select name={name} defaultValue={Object.hasOwn(children, value) ? value : ""}>
        <option value="">{any}</option>
        {Object.entries(children).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

function wordsOf<K extends string>(
  keys: readonly K[],
  words: Readonly<Record<K, string>>,
): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, words[key]]));
}
