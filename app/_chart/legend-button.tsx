"use client";

import type { ReactNode } from "react";

type Props = {
  readonly name: string;
  readonly pressed: boolean;
  readonly onClick: () => void;
  /** The mark as it is drawn, in a box of 18 × 10. */
  readonly children: ReactNode;
};

/** A mark of a chart with its name; switches it off and on. */
export function LegendButton({ name, pressed, onClick, children }: Props) {
  return (
    <button className="lg" type="button" aria-pressed={pressed} onClick={onClick}>
      <svg viewBox="0 0 18 10" aria-hidden="true">
        {children}
      </svg>
      {name}
    </button>
  );
}
