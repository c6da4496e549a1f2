"use client";

import { NamedStatusIcon } from "./icon";
import type { Status } from "./status";

export type StatusItem = {
  readonly name: string;
  readonly status: Status;
  /** The status in words. */
  readonly word: string;
  /** What is wrong; empty when nothing is. */
  readonly why: string;
};

/**
 * Names with their status icons. A client component so that the page carries the items and not their markup a second
 * time; it is server-rendered all the same.
 */
export function StatusList({ label, items }: { label: string; items: readonly StatusItem[] }) {
  return (
    <ul className="eps" aria-label={label}>
      {items.map(({ name, status, word, why }) => (
        <li key={name} className={`ep is-${status}`}>
          <NamedStatusIcon status={status} name={word} />
          {name}
          {why === "" ? null : <span className="why">{why}</span>}
        </li>
      ))}
    </ul>
  );
}
