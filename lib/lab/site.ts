import type { Answer } from "./answer";

/** What a path below the base URL is answered, decoded and without its leading slash; no fault has touched it yet. */
export type Site = (path: string) => Answer | Promise<Answer>;
