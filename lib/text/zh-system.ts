/** Texts in Chinese. */
export const systemTexts = {} as const;
