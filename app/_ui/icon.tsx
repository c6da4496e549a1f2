import type { Status } from "./status";

/** The drawings of app/_ui/sprite.tsx that are no states. */
export type IconName =
  | "pin"
  | "contrast"
  | "pause"
  | "play"
  | "copy"
  | "link"
  | "download"
  | "left"
  | "right"
  | "down"
  | "search"
  | "check"
  | "cross"
  | "minus"
  | "menu"
  | "gauge"
  | "system"
  | "book"
  | "clock"
  | "shield"
  | "code";

/** A drawing of the interface, in the colour of its text. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ico" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** The icon of a status; its word stands beside it or in the text for screen readers. */
export function StatusIcon({ status, big = false }: { status: Status; big?: boolean }) {
  return (
    <svg className={big ? `sticon is-${status}` : undefined} aria-hidden="true">
      <use href={`#s-${status}`} />
    </svg>
  );
}

/** The icon of a status where no word stands beside it. */
export function NamedStatusIcon({ status, name }: { status: Status; name: string }) {
  return (
    <svg role="img" aria-label={name}>
      <use href={`#s-${status}`} />
    </svg>
  );
}
