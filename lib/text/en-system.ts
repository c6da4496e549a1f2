import type { Texts } from "./zh";

/** Texts in English. */
export const systemTexts: Texts["system"] = {};
