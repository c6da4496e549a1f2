import type { Texts } from "./zh";

/** Texts in English. */
export const docsTexts: Texts["docs"] = {};
