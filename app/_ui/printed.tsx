import { formatAge, formatStamp } from "@/lib/text/time";
import type { View } from "./view";

type Props = {
  readonly view: View;
  /** The page's address; a script puts in the one that it then has. */
  readonly url: string;
  /** When the newest data is from; null without any. */
  readonly dataAt: number | null;
};

/** What only paper shows, at its end: where this is from, and how old it is. */
export function Printed({ view, url, dataAt }: Props) {
  const { t, lang, now, timeZone } = view;
  const { printed } = t.shell;
  return (
    <div className="printed wrap">
      <p>
        {printed.url} <span data-printed-url>{url}</span>
      </p>
      <p>
        {dataAt === null
          ? printed.none
          : printed.data(`${formatStamp(dataAt, timeZone)} ${timeZone}`, formatAge(now - dataAt, lang))}
      </p>
    </div>
  );
}
