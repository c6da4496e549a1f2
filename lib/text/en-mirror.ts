import type { Texts } from "./zh";

/** Texts in English. */
export const mirrorTexts: Texts["mirror"] = {};
