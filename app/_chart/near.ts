"use client";

import { type RefObject, useEffect, useState } from "react";

/** How far below the window something counts as near, so that it is there when it is reached. */
const AHEAD = "240px 0px";

/** True once the element has come near the window, and ever after. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        setNear(true);
        watch.disconnect();
      },
      { rootMargin: AHEAD },
    );
    watch.observe(current);
    return () => watch.disconnect();
  }, [element]);
  return near;
}
