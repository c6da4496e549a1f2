"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";

const REFRESH_MS = 60_000;
const RETRY_MS = 15_000;
const YEAR_SECONDS = 31_536_000;

type Labels = {
  readonly live: string;
  readonly paused: string;
  readonly pause: string;
  readonly resume: string;
  readonly retry: string;
  readonly lost: readonly [string, string];
};

/** What the page says now, and how it is kept up to date. */
type Props = {
  readonly sentence: string;
  readonly labels: Labels;
  readonly timeZone: string;
  readonly pauseIcon: ReactNode;
  readonly playIcon: ReactNode;
};

/**
 * Renews the page each minute while it is visible, unless paused. The server is asked for a sign of life first: a
 * failed renewal would replace the page by the browser's own error page. A changed verdict is read out, once.
 */
export function LiveRefresh({ sentence, labels, timeZone, pauseIcon, playIcon }: Props) {
  const [paused, setPaused] = useState(false);
  const { lost, renew } = useRenewal();
  useRepeated(renew, paused ? null : lost ? RETRY_MS : REFRESH_MS);
  useTimeZone(timeZone, renew);
  const changed = useChanged(sentence);
  return (
    <>
      <span className="scripted"> · {paused ? labels.paused : labels.live}</span>
      <button
        className="tool small scripted"
        type="button"
        aria-label={paused ? labels.resume : labels.pause}
        title={paused ? labels.resume : labels.pause}
        onClick={() => setPaused(!paused)}
      >
        {paused ? playIcon : pauseIcon}
      </button>
      <span className={lost ? "lost" : "sr"} role="status">
        {lost ? `${labels.lost[0]}${labels.lost[1]}` : changed}
      </span>
      {lost ? (
        <button className="btn" type="button" onClick={renew}>
          {labels.retry}
        </button>
      ) : null}
    </>
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

/** Tells the server this browser's time zone, and renews the page if it was made in another. */
function useTimeZone(shown: string, renew: () => void): void {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (!timeZone || timeZone === shown) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs a secure context
    document.cookie = `tz=${timeZone}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    renew();
  }, [shown, renew]);
}

/** The text once it differs from the first one; before that nothing, since the page itself says it. */
function useChanged(text: string): string {
  const first = useRef(text);
  const changed = useRef(false);
  if (text !== first.current) changed.current = true;
  return changed.current ? text : "";
}
