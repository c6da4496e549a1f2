import { en } from "./en";
import type { Lang } from "./lang";
import { type Texts, zh } from "./zh";

/** Every text of the pages, by language. */
export const TEXTS: Readonly<Record<Lang, Texts>> = { zh, en };
