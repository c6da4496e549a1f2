import type { Texts } from "./zh";

/** Texts in English. */
export const adviceTexts: Texts["advice"] = {};
