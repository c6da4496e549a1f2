/** While a loop was blocked on purpose, Unix milliseconds. */
export type Stall = { readonly from: number; readonly to: number };

/** The broadcast channel on which a stalling thread tells of its stalls. */
export const STALLS = "accuracy-stalls";
