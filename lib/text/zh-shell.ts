/** Texts in Chinese. */
export const shellTexts = {} as const;
