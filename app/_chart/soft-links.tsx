"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, type SubmitEvent, useTransition } from "react";

/**
 * Links and GET forms inside it that stay on this page change it in place: charts stay mounted and the window does not
 * move. Without script, and with a modifier key, they are what they are.
 */
export function SoftLinks({ className, children }: { className?: string; children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = (url: URL) => startTransition(() => router.push(url.pathname + url.search, { scroll: false }));
  const onClick = (event: MouseEvent) => {
    const url = linkOf(event);
    if (url === null) return;
    event.preventDefault();
    go(url);
  };
  const onSubmit = (event: SubmitEvent<HTMLElement>) => {
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || form.method !== "get") return;
    event.preventDefault();
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form))
      if (typeof value === "string") url.searchParams.append(name, value);
    go(url);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links and forms inside are what is interacted with
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter is a click
    <div className={className} aria-busy={pending} onClick={onClick} onSubmit={onSubmit}>
      {children}
    </div>
  );
}

/** Where a plain click on a link of this very page leads; null for any other click. */
function linkOf(event: MouseEvent): URL | null {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey || event.defaultPrevented) return null;
  const link = target instanceof Element ? target.closest("a") : null;
  if (link === null || link.target !== "" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  return url.origin === location.origin && url.pathname === location.pathname && url.hash === "" ? url : null;
}
