import type { ShortcutAction } from "@/lib/text/palette";

/** Keys as they are pressed one after the other, such as `g o`, and what they do; in the order they are listed. */
export const SHORTCUTS: readonly (readonly [string, ShortcutAction])[] = [
  ["/", "palette"],
  ["?", "help"],
  ["g o", "go-overview"],
  ["g m", "go-methodology"],
  ["g s", "go-system"],
  ["c", "copy-chain"],
  ["r", "refresh"],
  ["1", "range-1h"],
  ["2", "range-24h"],
  ["3", "range-7d"],
  ["4", "range-30d"],
  ["[", "shift-back"],
  ["]", "shift-on"],
  ["y", "absolute-link"],
  ["t", "table"],
];

/** The second key of a pair has to follow within this time. */
const PAIR_MS = 1500;

/** A key that may be the first of a pair, and when it was pressed, in milliseconds. */
export type Pending = { readonly key: string; readonly at: number };

export type Press = {
  readonly key: string;
  readonly at: number;
  /** Ctrl, Alt or Meta is held: then the key belongs to the browser or the system. */
  readonly modified: boolean;
  /** The key writes into a field. */
  readonly typing: boolean;
};

type Step = { readonly action: ShortcutAction | null; readonly pending: Pending | null };

const NOTHING: Step = { action: null, pending: null };

/** What a pressed key does after `pending`, and what is pending then. */
export function stepShortcut(pending: Pending | null, { key, at, modified, typing }: Press): Step {
  if (modified || typing) return NOTHING;
  const first = pending !== null && at - pending.at <= PAIR_MS ? `${pending.key} ` : "";
  const action = actionOf(first + key) ?? actionOf(key);
  if (action !== null) return { action, pending: null };
  const isFirst = SHORTCUTS.some(([keys]) => keys.startsWith(`${key} `));
  return isFirst ? { action: null, pending: { key, at } } : NOTHING;
}

function actionOf(keys: string): ShortcutAction | null {
  return SHORTCUTS.find(([pressed]) => pressed === keys)?.[1] ?? null;
}

/** The keys of an action as a person reads them; none for an action without. */
export function keysOf(action: ShortcutAction): readonly string[] {
  return SHORTCUTS.find(([, does]) => does === action)?.[0].split(" ") ?? [];
}
