/** Texts in Chinese. */
export const docsTexts = {} as const;
