"use client";

import { useEffect } from "react";
import { useActiveTooltipLabel } from "recharts";
import type { Canvas } from "./zoomable";

/** Tells what is around a drawing which moment its cursor is on, by pointer or keyboard. */
export function CursorReport({ onCursor }: Pick<Canvas, "onCursor">) {
  const label = useActiveTooltipLabel();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reports moves of the cursor, not new listeners
  useEffect(() => onCursor(label === undefined ? null : Number(label)), [label]);
  return null;
}
