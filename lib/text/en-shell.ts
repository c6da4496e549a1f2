import type { Texts } from "./zh";

/** Texts in English. */
export const shellTexts: Texts["shell"] = {};
