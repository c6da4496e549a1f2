/** The clock epochs of this run: which one it is, and what time it is, or was last, in each. */
export type Epochs = {
  readonly current: () => number;
  /** Unix milliseconds in an epoch: now, or for one that is over its last moment. */
  readonly nowIn: (epoch: number) => number;
  /** Ends the current epoch at its own last moment; answers the one that begins. */
  readonly rise: (endedAt: number) => number;
};

export function createEpochs(first: number, now: () => number): Epochs {
  const ends = new Map<number, number>();
  let current = first;
  return {
    current: () => current,
    nowIn: (epoch) => ends.get(epoch) ?? now(),
    rise: (endedAt) => {
      ends.set(current, endedAt);
      current += 1;
      return current;
    },
  };
}
