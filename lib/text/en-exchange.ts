import type { Texts } from "./zh";

/** Texts in English. */
export const exchangeTexts: Texts["exchange"] = {};
