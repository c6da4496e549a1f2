/** How slow the network and the processor are made; null leaves them as they are. */
export type Profile = {
  readonly name: string;
  readonly network: { readonly rttMs: number; readonly downKbitPerSecond: number } | null;
  /** The processor is slowed by this factor. */
  readonly cpuFactor: number;
};

/** A phone on a slow mobile network, as Lighthouse has it. */
export const SLOW: Profile = {
  name: "slow",
  network: { rttMs: 150, downKbitPerSecond: 1_638 },
  cpuFactor: 4,
};

/** A phone on a fair mobile network. */
export const FAIR: Profile = {
  name: "fair",
  network: { rttMs: 150, downKbitPerSecond: 4_000 },
  cpuFactor: 4,
};

/** This machine as it is. */
export const PLAIN: Profile = { name: "plain", network: null, cpuFactor: 1 };
