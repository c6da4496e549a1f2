/** Texts in Chinese. */
export const queryTexts = {} as const;
