import type { ReactNode } from "react";

/** A table that scrolls in itself: long ones downwards, wide ones sideways on a phone; the keyboard reaches it. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
