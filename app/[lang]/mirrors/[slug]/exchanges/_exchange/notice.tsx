import type { ReactNode } from "react";
import { StatusIcon } from "@/app/_ui/icon";
import type { Status } from "@/app/_ui/status";

type Props = {
  readonly status: Status;
  readonly words: readonly [lead: string, rest: string];
  readonly children?: ReactNode;
};

/** A sentence that leads, and what follows from it. */
export function Notice({ status, words: [lead, rest], children }: Props) {
  return (
    <div className={`notice is-${status}`}>
      <StatusIcon status={status} />
      <p>
        <b>{lead}</b> {rest} {children}
      </p>
    </div>
  );
}
