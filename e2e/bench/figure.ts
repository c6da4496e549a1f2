/**
 * One figure of a run, printed as one JSON line. `pass` is null when it was not run, and `why` then says why.
 * `ratio` is ours by the peer's; both are null where nothing else does the same job.
 */
export type Figure = {
  readonly id: string;
  readonly name: string;
  readonly ours: number | null;
  readonly peer: number | null;
  readonly peerName: string | null;
  readonly ratio: number | null;
  readonly goal: string;
  readonly pass: boolean | null;
  readonly why?: string;
};

/** A bench: its id, what it measures, the goal in words, and the run. Those of one `group` are run by its name. */
export type Bench = {
  readonly id: string;
  readonly group?: string;
  readonly name: string;
  readonly goal: string;
  readonly run: () => Promise<Measured>;
};

export type Measured =
  | {
      readonly ours: number;
      readonly pass: boolean;
      readonly peer?: { readonly name: string; readonly value: number };
    }
  | { readonly skipped: string };

/** A bench and what it measured, as a figure. */
export function toFigure(bench: Bench, measured: Measured): Figure {
  const { id, name, goal } = bench;
  const blank = { id, name, ours: null, peer: null, peerName: null, ratio: null, goal, pass: null };
  if ("skipped" in measured) return { ...blank, why: measured.skipped };
  const { ours, pass, peer } = measured;
  if (peer === undefined) return { ...blank, ours, pass };
  return { ...blank, ours, pass, peer: peer.value, peerName: peer.name, ratio: ours / peer.value };
}
