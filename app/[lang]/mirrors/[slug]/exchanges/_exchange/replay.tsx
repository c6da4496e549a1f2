import type { Seen } from "@/app/_data/exchange";
import { CopyButton } from "@/app/_ui/copy-button";
import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { formatCurl } from "@/lib/probe/curl";

/** Where the limit of the exchange was not kept: that of an unconfigured mirror. */
const DEFAULT_TIMEOUT_MS = 10_000;

/** The command that asks the same again. */
export function Replay({ seen, view }: { readonly seen: Seen; readonly view: View }) {
  const { t } = view;
  const { replay } = t.exchange;
  const { exchange } = seen;
  return (
    <section aria-labelledby="replay">
      <div className="sechead">
        <h2 id="replay">{replay.title}</h2>
        <p className="prov">{exchange === null ? null : replay.how}</p>
      </div>
      {exchange === null ? (
        <p className="muted">{replay.expired}</p>
      ) : (
        <Command exchange={exchange} view={view} />
      )}
    </section>
  );
}

function Command({
  exchange,
  view,
}: {
  readonly exchange: NonNullable<Seen["exchange"]>;
  readonly view: View;
}) {
  const { t } = view;
  const { replay } = t.exchange;
  const command = formatCurl({ ...exchange, timeoutMs: exchange.limits?.timeoutMs ?? DEFAULT_TIMEOUT_MS });
  const masked = Object.values(exchange.request.headers).includes("***");
  return (
    <div className="code">
      <div className="bar between">
        <span className="mono">curl</span>
        <CopyButton
          text={command}
          label={t.exchange.copy}
          done={t.exchange.copied}
          failed={t.exchange.notCopied}
          name="curl"
          icon={<Icon name="copy" />}
        />
      </div>
      <pre>{command}</pre>
      {masked ? <p className="aside">{replay.masked}</p> : null}
      {masked && exchange.hops.length > 1 ? <p className="aside">{replay.redirect}</p> : null}
      {exchange.cut ? <p className="aside">{replay.cut}</p> : null}
    </div>
  );
}
