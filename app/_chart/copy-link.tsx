"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { CopyButton } from "@/app/_ui/copy-button";

type Props = {
  /** Path, query and anchor on this site. */
  readonly path: string;
  readonly label: string;
  readonly done: string;
  readonly failed: string;
  readonly icon: ReactNode;
};

/** Copies the whole address of something on this site. */
export function CopyLink({ path, ...rest }: Props) {
  const origin = useSyncExternalStore(
    nothingChanges,
    () => location.origin,
    () => "",
  );
  return <CopyButton text={origin + path} className="btn quiet" {...rest} />;
}

function nothingChanges(): () => void {
  return () => {};
}
