import type { Page } from "playwright";

/** Another monitor's dashboard of so many endpoints, running on loopback. */
export type Peer = {
  /** With its version. */
  readonly name: string;
  readonly url: string;
  /** What its page needs before it can be opened, such as a login. */
  readonly before?: (page: Page) => Promise<void>;
  /** Waits until its page shows every endpoint. */
  readonly settled: (page: Page) => Promise<void>;
  readonly close: () => Promise<void>;
};
