"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { copyText } from "./copy-text";

/** How long the button says how it went. */
const SAID_MS = 2_000;

type Props = {
  readonly text: string;
  readonly label: string;
  /** What the button says once the text is copied, and what where the browser does not let it. */
  readonly done: string;
  readonly failed: string;
  readonly className?: string;
  readonly icon?: ReactNode;
  /** Marks the button for the page's shortcut, such as `chain`. */
  readonly name?: string;
};

/** Copies exactly `text`, on plain http too, and says so in itself. */
export function CopyButton({ text, label, done, failed, className = "btn", icon, name }: Props) {
  const [said, setSaid] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    const copied = await copyText(text);
    button.current?.focus();
    setSaid(copied ? done : failed);
  };
  return (
    <button
      ref={button}
      className={`${className} scripted${said === done ? " done" : ""}`}
      type="button"
      data-copy={name}
      onClick={copy}
    >
      {icon}
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}
