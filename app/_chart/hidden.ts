"use client";

import { useState } from "react";

/** Which marks of a chart are switched off, and the switch of one. */
export function useHidden<Mark>(): [hidden: ReadonlySet<Mark>, toggle: (mark: Mark) => void] {
  const [hidden, setHidden] = useState<ReadonlySet<Mark>>(new Set());
  const toggle = (mark: Mark) =>
    setHidden((known) => {
      const next = new Set(known);
      if (!next.delete(mark)) next.add(mark);
      return next;
    });
  return [hidden, toggle];
}
