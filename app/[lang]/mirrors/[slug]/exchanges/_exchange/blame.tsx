import type { Seen } from "@/app/_data/exchange";
import type { View } from "@/app/_ui/view";
import { isNetworkClass } from "@/lib/probe/outcome";
import type { StoredSample } from "@/lib/probe/result";
import { localPath } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";
import { Mark, type MarkResult } from "./mark";
import { formatExactMs } from "./words";

type Props = { readonly seen: Seen; readonly view: View };

/** Whether the mirror is to blame, or our own network or process. */
export function Blame({ seen, view }: Props) {
  const { t, lang } = view;
  return (
    <section aria-labelledby="blame">
      <div className="sechead">
        <h2 id="blame">{t.exchange.blame.title}</h2>
        <p className="prov">
          <a href={localPath(lang, "/methodology#observer")}>{t.exchange.how}</a>
        </p>
      </div>
      <ul className="proof">
        <Whose sample={seen.sample} view={view} />
        <Lag sample={seen.sample} view={view} />
        <Company seen={seen} view={view} />
      </ul>
    </section>
  );
}

function Whose({ sample, view }: { readonly sample: StoredSample; readonly view: View }) {
  const { blame, checks } = view.t.exchange;
  const code = whoseFault(sample);
  const result: MarkResult = code === "ours" ? "failed" : code === "stopped" ? "not-done" : "done";
  return (
    <Mark result={result} word={checks[result]}>
      {blame[code]}
    </Mark>
  );
}

function whoseFault({
  outcome,
  observerFault,
}: StoredSample): "ours" | "network" | "theirs" | "fine" | "stopped" {
  if (observerFault) return "ours";
  if (outcome === "ok") return "fine";
  if (outcome === "stopped") return "stopped";
  return isNetworkClass(outcome) ? "network" : "theirs";
}

function Lag({ sample, view }: { readonly sample: StoredSample; readonly view: View }) {
  const { blame, checks } = view.t.exchange;
  const result: MarkResult = sample.lagged ? "failed" : "done";
  const lag = formatExactMs(sample.lagUs / 1000, view.lang);
  return (
    <Mark result={result} word={checks[result]}>
      {sample.lagged ? blame.lagged(lag) : blame.lag(lag)}
    </Mark>
  );
}

/** What the samples around it say of it. */
function Company({ seen, view }: Props) {
  const { blame, checks } = view.t.exchange;
  const { sample } = seen;
  const others = seen.around.filter(
    ({ epoch, slot, attempt }) =>
      epoch !== sample.epoch || slot !== sample.slot || attempt !== sample.attempt,
  );
  if (others.length === 0) {
    return (
      <Mark result="not-done" word={checks["not-done"]}>
        {blame.alone}
      </Mark>
    );
  }
  const there = others.filter(({ address }) => address !== null && address === sample.address);
  return (
    <Mark result="done" word={checks.done}>
      {blame.around(countOk(others))}
      {sample.address === null || there.length === 0 || there.length === others.length ? null : (
        <span className="detail">
          {blame.address({ address: visible(sample.address, 80), ...countOk(there) })}
        </span>
      )}
    </Mark>
  );
}

function countOk(samples: readonly StoredSample[]): { readonly n: string; readonly ok: string } {
  return { n: String(samples.length), ok: String(samples.filter(({ outcome }) => outcome === "ok").length) };
}
