import type { ReactNode } from "react";
import { Icon } from "@/app/_ui/icon";

/** How one point of a list came out: each has its own drawing. */
export type MarkResult = "done" | "failed" | "not-done";

const ICONS = { done: "check", failed: "cross", "not-done": "minus" } as const;
const CLASSES = { done: "yes", failed: "bad", "not-done": "muted" } as const;

type Props = {
  readonly result: MarkResult;
  /** The result as a word, for those who do not see the drawing. */
  readonly word: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

export function Mark({ result, word, aside, children }: Props) {
  return (
    <li>
      <span className={CLASSES[result]}>
        <Icon name={ICONS[result]} />
        <span className="sr">{word}</span>
      </span>
      <span>{children}</span>
      <span className="muted">{aside}</span>
    </li>
  );
}
