import type { View } from "@/app/_ui/view";
import type { StoredSample } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { formatCount } from "@/lib/text/number";
import { visible } from "@/lib/text/visible";
import { Entry } from "./request";

/** What is known of a request whose details have expired. */
export function Numbers({ sample, view }: { readonly sample: StoredSample; readonly view: View }) {
  const { t, lang } = view;
  const { request } = t.exchange;
  const { target, series, address, status, bytes } = sample;
  return (
    <section aria-labelledby="numbers">
      <div className="sechead">
        <h2 id="numbers">{request.numbers}</h2>
      </div>
      <div className="code">
        <dl className="raw">
          {target === null ? null : (
            <Entry name={request.module} value={visible(`${target.module}@${target.version}`)} />
          )}
          <Entry name={request.series} value={visible(formatSeries(series))} />
          <Entry name={request.address} value={address === null ? request.noAddress : visible(address, 80)} />
          <Entry name={request.status} value={status === null ? "—" : String(status)} />
          <Entry name={request.received} value={t.exchange.bytes(formatCount(bytes, lang))} />
        </dl>
      </div>
    </section>
  );
}
