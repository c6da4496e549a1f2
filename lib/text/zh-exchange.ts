/** Texts in Chinese. */
export const exchangeTexts = {} as const;
