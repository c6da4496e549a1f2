import { BODY_PAIRS } from "./hostile-body";
import { CONNECTION_PAIRS } from "./hostile-connection";
import { DNS_PAIRS } from "./hostile-dns";
import { HEAD_PAIRS } from "./hostile-head";
import type { Pair } from "./hostile-pair";
import { REDIRECT_PAIRS } from "./hostile-redirect";

/** Every hostile server there is, in the order of an exchange. */
export const PAIRS: readonly Pair[] = [
  ...DNS_PAIRS,
  ...CONNECTION_PAIRS,
  ...HEAD_PAIRS,
  ...BODY_PAIRS,
  ...REDIRECT_PAIRS,
];
