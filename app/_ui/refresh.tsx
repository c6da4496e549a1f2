import { formatClock } from "@/lib/text/time";
import { Icon } from "./icon";
import { LiveRefresh } from "./live-refresh";
import type { View } from "./view";

type Props = {
  /** What the page says now, and the same without what changes each minute: a new topic is read out. */
  readonly sentence: string;
  readonly topic: string;
  /** Whether no new data is coming. */
  readonly waiting: boolean;
  readonly view: View;
};

/** Keeps the page up to date; stands after the age of the data. */
export function Refresh({ sentence, topic, waiting, view }: Props) {
  const { t, now, timeZone } = view;
  return (
    <LiveRefresh
      sentence={sentence}
      topic={topic}
      labels={{
        live: waiting ? t.fresh.waiting : t.fresh.live,
        paused: t.fresh.paused,
        pause: t.tools.pause,
        resume: t.tools.resume,
        retry: t.fresh.retry,
        lost: t.fresh.lost(formatClock(now, timeZone)),
      }}
      pauseIcon={<Icon name="pause" />}
      playIcon={<Icon name="play" />}
    />
  );
}
