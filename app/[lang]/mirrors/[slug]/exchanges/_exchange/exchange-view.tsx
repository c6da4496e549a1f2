import type { Seen } from "@/app/_data/exchange";
import { localPath } from "@/lib/text/lang";
import { Around } from "./around";
import { Blame } from "./blame";
import { Body } from "./body";
import { Checks } from "./checks";
import { Effect } from "./effect";
import { Heading, type HeadingProps } from "./heading";
import { Hops } from "./hops";
import { Near } from "./near";
import { Notice } from "./notice";
import { Numbers } from "./numbers";
import { Phases } from "./phases";
import { Replay } from "./replay";
import { Request } from "./request";
import { Response } from "./response";

/** All that is known of one request: what it means, where the time went, what was sent and seen, who is to blame. */
export function ExchangeView(props: HeadingProps) {
  const { seen, view } = props;
  const expired = seen.exchange === null;
  return (
    <>
      <Heading {...props} />
      <div className="notices">
        {expired ? (
          <Notice status="nodata" words={view.t.exchange.expired}>
            <a href={localPath(view.lang, "/methodology#retention")}>{view.t.exchange.how}</a>
          </Notice>
        ) : null}
        <Effect sample={seen.sample} view={view} />
      </div>
      <Phases seen={seen} view={view} />
      <div className="sec ruled grid2">
        <div className="col">
          <Wire seen={seen} view={view} />
          <Replay seen={seen} view={view} />
          {expired ? <Around seen={seen} view={view} /> : null}
        </div>
        <div className="col">
          <Checks seen={seen} view={view} />
          <Blame seen={seen} view={view} />
          {expired ? null : <Around seen={seen} view={view} />}
        </div>
      </div>
      <Near seen={seen} view={view} />
    </>
  );
}

/** What went over the wire; of that the numbers once the details have expired. */
function Wire({ seen, view }: { readonly seen: Seen; readonly view: HeadingProps["view"] }) {
  const { exchange } = seen;
  if (exchange === null) return <Numbers sample={seen.sample} view={view} />;
  return (
    <>
      <Request seen={seen} exchange={exchange} view={view} />
      <Hops exchange={exchange} view={view} />
      <Response seen={seen} exchange={exchange} view={view} />
      <Body exchange={exchange} view={view} />
    </>
  );
}
