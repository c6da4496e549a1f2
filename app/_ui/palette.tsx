"use client";

import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import type { Lang } from "@/lib/text/lang";
import { PALETTE_TEXTS } from "@/lib/text/palette";
import { visible } from "@/lib/text/visible";
import { Dialog } from "./dialog";
import { Icon } from "./icon";
import { listEntries, type PaletteEntry } from "./palette-entries";
import { filterEntries } from "./palette-filter";
import { fetchMirrors, type PaletteMirror } from "./palette-mirrors";
import { useZone } from "./use-zone";

type Props = { readonly lang: Lang; readonly onClose: () => void; readonly onHelp: () => void };

/** Finds mirrors, pages and actions by a few letters, all from the keyboard. */
export function Palette({ lang, onClose, onHelp }: Props) {
  const t = PALETTE_TEXTS[lang];
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const { entries, failed } = useEntries(lang, onHelp);
  const found = filterEntries(entries, query);
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (entry: PaletteEntry) => {
    onClose();
    // The page is not inert any more once the dialog is gone.
    setTimeout(entry.run);
  };
  const press = (event: KeyboardEvent) => {
    const to = moved(event.key, Math.min(at, found.length - 1), found.length);
    if (event.key === "Enter" && !event.nativeEvent.isComposing && chosen !== undefined) run(chosen);
    else if (to === null) return;
    else setAt(to);
    event.preventDefault();
  };
  return (
    <Dialog className="cmd" labelledBy="palette-title" onClose={onClose}>
      <h2 className="sr" id="palette-title">
        {t.title}
      </h2>
      <div className="q">
        <Icon name="search" />
        <input
          className="search"
          role="combobox"
          aria-label={t.placeholder}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : `palette-${chosen.id}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          placeholder={t.placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <button className="tool" type="button" aria-label={t.close} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      <List lang={lang} found={found} chosen={chosen} run={run} />
      {found.length === 0 ? <p className="g">{t.none(visible(query))}</p> : null}
      {failed ? <p className="g">{t.mirrorsFailed}</p> : null}
      <p className="f" aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t.keys.choose}
        </span>
        <span>
          <kbd>↵</kbd> {t.keys.run}
        </span>
        <span>
          <kbd>esc</kbd> {t.keys.close}
        </span>
      </p>
    </Dialog>
  );
}

/** Where a key moves to among `count` entries, round and round; null for a key that moves nowhere. */
function moved(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "PageDown") return Math.min(at + 8, count - 1);
  if (key === "PageUp") return Math.max(at - 8, 0);
  return null;
}

function useEntries(lang: Lang, onHelp: () => void) {
  const zone = useZone();
  const [mirrors, setMirrors] = useState<readonly PaletteMirror[] | null>([]);
  useEffect(() => void fetchMirrors().then(setMirrors), []);
  const entries = useMemo(
    () => listEntries(lang, mirrors ?? [], { help: onHelp, zone }),
    [lang, mirrors, onHelp, zone],
  );
  return { entries, failed: mirrors === null };
}

type ListProps = {
  readonly lang: Lang;
  readonly found: readonly PaletteEntry[];
  readonly chosen: PaletteEntry | undefined;
  readonly run: (entry: PaletteEntry) => void;
};

/** The results in one list, each with its group beside it; the chosen one is kept in sight. */
function List({ lang, found, chosen, run }: ListProps) {
  const t = PALETTE_TEXTS[lang];
  useEffect(() => {
    if (chosen !== undefined)
      document.getElementById(`palette-${chosen.id}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div className="list" id="palette-list" role="listbox" aria-label={t.results}>
      {found.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys of the whole list
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen option
        <div
          key={entry.id}
          id={`palette-${entry.id}`}
          role="option"
          aria-selected={entry === chosen}
          onClick={() => run(entry)}
        >
          <Icon name={entry.icon} />
          <span>{entry.name}</span>
          <span className="end">
            {entry.keys.length === 0
              ? t.groups[entry.group]
              : entry.keys.map((key) => <kbd key={key}>{key}</kbd>)}
          </span>
        </div>
      ))}
    </div>
  );
}
