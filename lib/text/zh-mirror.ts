/** Texts in Chinese. */
export const mirrorTexts = {} as const;
