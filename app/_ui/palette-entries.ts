import { type Lang, localPath } from "@/lib/text/lang";
import type { ShortcutAction } from "@/lib/text/palette";
import { PALETTE_TEXTS } from "@/lib/text/palette";
import { visible } from "@/lib/text/visible";
import { copyText } from "./copy-text";
import type { IconName } from "./icon";
import type { Findable } from "./palette-filter";
import type { PaletteMirror } from "./palette-mirrors";
import { say } from "./say";
import { keysOf } from "./shortcut";
import { isOnPage, runAction } from "./shortcut-run";
import { applyTheme, type ThemeChoice } from "./theme";

/** One line of the palette: what it is called and what it does. */
export type PaletteEntry = Findable & {
  readonly id: string;
  readonly group: "actions" | "pages" | "mirrors";
  readonly icon: IconName;
  readonly name: string;
  readonly keys: readonly string[];
  readonly run: () => void;
};

/** What entries do that only the palette's page can. */
export type PaletteDoings = { readonly help: () => void; readonly zone: (zone: string) => boolean };

type Word = keyof (typeof PALETTE_TEXTS)["zh"]["actions"];

/** Everything that can be done from here; actions whose control is not on this page are left out. */
export function listEntries(
  lang: Lang,
  mirrors: readonly PaletteMirror[],
  doings: PaletteDoings,
): PaletteEntry[] {
  return [...listActions(lang, doings), ...listPages(lang), ...listMirrors(lang, mirrors)];
}

const CONTROLS: readonly (readonly [ShortcutAction, IconName])[] = [
  ["copy-chain", "copy"],
  ["absolute-link", "link"],
  ["range-1h", "clock"],
  ["range-24h", "clock"],
  ["range-7d", "clock"],
  ["range-30d", "clock"],
  ["refresh", "pause"],
];

const THEMES: readonly ThemeChoice[] = ["light", "dark", "system"];

function listActions(lang: Lang, doings: PaletteDoings): PaletteEntry[] {
  const action = (word: Word, icon: IconName, run: () => void, keys: readonly string[] = []) =>
    toEntry({ lang, word, group: "actions", icon, keys, run });
  const controls = CONTROLS.filter(([name]) => isOnPage(name)).map(([name, icon]) =>
    action(name, icon, () => runAction(name, lang), keysOf(name)),
  );
  return [
    ...controls,
    action("copy-env", "copy", () => void copyEnv(lang)),
    ...THEMES.map((theme) => action(`theme-${theme}`, "contrast", () => applyTheme(theme))),
    action("language", "book", () => document.querySelector<HTMLElement>("[data-language]")?.click()),
    action("zone-utc", "clock", () => doings.zone("UTC")),
    action("zone-browser", "clock", () => doings.zone("")),
    action("help", "menu", doings.help, keysOf("help")),
  ];
}

async function copyEnv(lang: Lang): Promise<void> {
  const address = `${location.origin}/c/env.sh`;
  const { copied, notCopied } = PALETTE_TEXTS[lang];
  say((await copyText(address)) ? copied(address) : notCopied(address));
}

const PAGES: readonly (readonly [Word, string, IconName, readonly string[]])[] = [
  ["go-overview", "/", "gauge", keysOf("go-overview")],
  ["go-methodology", "/methodology", "book", keysOf("go-methodology")],
  ["go-system", "/system", "system", keysOf("go-system")],
  ["docs", "/docs/api", "code", []],
  ["preferences", "/preferences", "contrast", []],
];

function listPages(lang: Lang): PaletteEntry[] {
  return PAGES.map(([word, path, icon, keys]) =>
    toEntry({ lang, word, group: "pages", icon, keys, run: () => location.assign(localPath(lang, path)) }),
  );
}

/** An entry is found by its name in either language. */
function toEntry({
  lang,
  word,
  ...rest
}: Omit<PaletteEntry, "id" | "name" | "texts"> & {
  readonly lang: Lang;
  readonly word: Word;
}): PaletteEntry {
  const { zh, en } = PALETTE_TEXTS;
  const texts = [PALETTE_TEXTS[lang].actions[word], zh.actions[word], en.actions[word]];
  return { ...rest, id: word, name: PALETTE_TEXTS[lang].actions[word], texts };
}

function listMirrors(lang: Lang, mirrors: readonly PaletteMirror[]): PaletteEntry[] {
  return mirrors.map((mirror) => ({
    id: `mirror-${mirror.slug}`,
    group: "mirrors",
    icon: "right",
    name: PALETTE_TEXTS[lang].open(visible(mirror[lang], 60)),
    texts: [mirror[lang], mirror.slug, mirror.zh, mirror.en],
    keys: [],
    run: () => location.assign(localPath(lang, `/mirrors/${encodeURIComponent(mirror.slug)}`)),
  }));
}
