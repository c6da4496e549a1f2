/** Texts in Chinese. */
export const adviceTexts = {} as const;
