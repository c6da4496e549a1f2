"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const RENEW_MS = 1_500;

/**
 * Renews the page while it stands on it and is visible. The server is asked for a sign of life first: a failed renewal
 * would replace the page by the browser's own error page.
 */
export function WhileRunning() {
  const router = useRouter();
  useEffect(() => {
    const renew = async () => {
      if (document.visibilityState !== "visible") return;
      const alive = await fetch("/healthz", { method: "HEAD", cache: "no-store" }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (alive) router.refresh();
    };
    const timer = setInterval(renew, RENEW_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
