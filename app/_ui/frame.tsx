"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { type Lang, localPath } from "@/lib/text/lang";
import { startAges } from "./ages";
import { isOn } from "./memory";
import { startMenus } from "./menus";
import { startPrinting } from "./printing";
import { type Pending, stepShortcut } from "./shortcut";
import { runAction } from "./shortcut-run";
import { rememberBrowserZone } from "./zone-choice";

const Palette = lazy(() => import("./palette").then((loaded) => ({ default: loaded.Palette })));
const ShortcutHelp = lazy(() =>
  import("./shortcut-help").then((loaded) => ({ default: loaded.ShortcutHelp })),
);

type Props = {
  readonly lang: Lang;
  /** The server's clock and the time zone that this page was made with. */
  readonly now: number;
  readonly timeZone: string;
};

/** What a script adds to every page: keys, palette, ticking ages, full times, the browser's zone, paper. */
export function Frame({ lang, now, timeZone }: Props) {
  const [opened, setOpened] = useState<"palette" | "help" | null>(null);
  const close = useCallback(() => setOpened(null), []);
  useKeys(lang, setOpened);
  useBrowserZone(timeZone);
  useEffect(() => startAges(now, lang), [now, lang]);
  useEffect(startMenus, []);
  useEffect(startPrinting, []);
  useEffect(() => startTimeCards(timeZone), [timeZone]);
  return (
    <Suspense>
      {opened === "palette" ? <Palette lang={lang} onClose={close} onHelp={() => setOpened("help")} /> : null}
      {opened === "help" ? <ShortcutHelp lang={lang} onClose={close} /> : null}
    </Suspense>
  );
}

/** Runs what keys and the header's buttons ask for. Palette and help are opened by `open`. */
function useKeys(lang: Lang, open: (what: "palette" | "help") => void): void {
  const pending = useRef<Pending | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isPaletteKey(event)) {
        event.preventDefault();
        open("palette");
        return;
      }
      const step = stepShortcut(pending.current, toPress(event));
      pending.current = step.pending;
      if (step.action === null) return;
      event.preventDefault();
      if (step.action === "palette" || step.action === "help") open(step.action);
      else runAction(step.action, lang);
    };
    const click = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("[data-palette]")) open("palette");
      keepLanguageLink(event);
    };
    document.addEventListener("keydown", press);
    document.addEventListener("click", click, true);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("click", click, true);
    };
  }, [lang, open]);
}

function isPaletteKey(event: KeyboardEvent): boolean {
  return (
    (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k"
  );
}

function toPress(event: KeyboardEvent) {
  const { key, target, isComposing, repeat, defaultPrevented } = event;
  const field =
    target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog");
  return {
    key,
    at: event.timeStamp,
    modified: event.ctrlKey || event.altKey || event.metaKey || !isOn("keys"),
    typing: Boolean(field) || isComposing || repeat || defaultPrevented,
  };
}

/** The address may have changed in place since the link to the other language was made. */
function keepLanguageLink({ target }: MouseEvent): void {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-language]") : null;
  if (link === null) return;
  const path = location.pathname.replace(/^\/en(?=\/|$)/, "") || "/";
  link.href =
    localPath(link.dataset["language"] === "en" ? "en" : "zh", path) + location.search + location.hash;
}

/** Tells the server this browser's time zone, and renews the page if it was made in another and none was chosen. */
function useBrowserZone(shown: string): void {
  const router = useRouter();
  useEffect(() => {
    const chosen = /(?:^|; )tz=./.test(document.cookie) || new URL(location.href).searchParams.has("tz");
    if (chosen) return;
    const zone = rememberBrowserZone();
    // A browser that keeps no cookies would be shown the same page again, and again.
    if (zone !== null && zone !== shown && document.cookie.includes(`browser-tz=${zone}`)) router.refresh();
  }, [shown, router]);
}

/** Shows a time in full where it is pointed at or focused; the card is loaded at the first one. */
function startTimeCards(timeZone: string): () => void {
  const show = ({ target }: Event) => {
    const time = target instanceof Element ? target.closest<HTMLTimeElement>("time[datetime]") : null;
    if (time !== null) void import("./time-card").then(({ showTimeCard }) => showTimeCard(time, timeZone));
  };
  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
  return () => {
    document.removeEventListener("pointerover", show);
    document.removeEventListener("focusin", show);
  };
}
