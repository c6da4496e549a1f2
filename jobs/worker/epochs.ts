/** The clock epochs of this run: what time it is, or was last, in each. */
export type Epochs = {
  /** Unix milliseconds in an epoch: now, or for one that is over its last moment. */
  readonly nowIn: (epoch: number) => number;
  /** When the current epoch began; 0 for the first one of this run. */
  readonly begunAt: () => number;
  /** Ends the current epoch at its own last moment; answers the one that begins now. */
  readonly rise: (endedAt: number) => number;
};

export function createEpochs(first: number, now: () => number): Epochs {
  const ends = new Map<number, number>();
  let current = first;
  let begunAt = 0;
  return {
    nowIn: (epoch) => ends.get(epoch) ?? now(),
    begunAt: () => begunAt,
    rise: (endedAt) => {
      begunAt = now();
      ends.set(current, endedAt);
      current += 1;
      return current;
    },
  };
}
