"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { isOn, onTurn, turn } from "./memory";

const REFRESH_MS = 60_000;
const RETRY_MS = 15_000;

type Labels = {
  readonly live: string;
  readonly paused: string;
  readonly pause: string;
  readonly resume: string;
  readonly retry: string;
  readonly lost: readonly [string, string];
};

type Props = {
  /** What the page says now. */
  readonly sentence: string;
  /** The sentence is read out when this changes: it is the sentence without what changes each minute. */
  readonly topic: string;
  readonly labels: Labels;
  readonly pauseIcon: ReactNode;
  readonly playIcon: ReactNode;
};

/**
 * Renews the page each minute while it is visible, unless paused, which this browser remembers. The server is asked
 * for a sign of life first: a failed renewal would replace the page by the browser's own error page.
 */
export function LiveRefresh({ sentence, topic, labels, pauseIcon, playIcon }: Props) {
  const paused = usePaused();
  const { lost, renew } = useRenewal();
  useRepeated(renew, paused ? null : lost ? RETRY_MS : REFRESH_MS);
  const changed = useChanged(topic);
  const switchLabel = paused ? labels.resume : labels.pause;
  return (
    <>
      <span className="scripted"> · {paused ? labels.paused : labels.live}</span>
      <button
        className="tool small scripted"
        type="button"
        data-refresh
        aria-label={switchLabel}
        title={switchLabel}
        onClick={() => turn("refresh", paused)}
      >
        {paused ? playIcon : pauseIcon}
      </button>
      <span className={lost ? "lost" : "sr"} role="status">
        {lost ? `${labels.lost[0]}${labels.lost[1]}` : changed ? sentence : ""}
      </span>
      {lost ? (
        <button className="btn" type="button" onClick={renew}>
          {labels.retry}
        </button>
      ) : null}
    </>
  );
}

function usePaused(): boolean {
  return useSyncExternalStore(
    onTurn,
    () => !isOn("refresh"),
    () => false,
  );
}

function useRenewal() {
  const router = useRouter();
  const [lost, setLost] = useState(false);
  const renew = useCallback(async () => {
    const alive = await fetch("/healthz", { method: "HEAD", cache: "no-store" }).then(
      (answer) => answer.ok,
      () => false,
    );
    setLost(!alive);
    if (alive) router.refresh();
  }, [router]);
  return { lost, renew };
}

/** Runs `action` each `everyMs` while the page is visible, and at once when it comes back after longer than that. */
function useRepeated(action: () => void, everyMs: number | null): void {
  const last = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (everyMs === null) return;
    last.current = performance.now();
    const tick = () => {
      if (document.visibilityState !== "visible" || performance.now() - last.current < everyMs) return;
      last.current = performance.now();
      action();
    };
    const timer = setInterval(tick, 1000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [action, everyMs]);
}

/** Whether `text` ever differed from the first one; before that nothing is read out, since the page itself says it. */
function useChanged(text: string): boolean {
  const first = useRef(text);
  const changed = useRef(false);
  if (text !== first.current) changed.current = true;
  return changed.current;
}
