import type { Texts } from "./zh";

/** Texts in English. */
export const queryTexts: Texts["query"] = {};
