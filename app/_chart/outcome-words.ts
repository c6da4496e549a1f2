import type { OutcomeClass } from "./outcome-class";

/** Words of an outcome chart, in the language of the page. */
export type OutcomeWords = Readonly<Record<OutcomeClass, string>> & {
  /** The drawing's name for screen readers. */
  readonly chart: string;
  readonly time: string;
  readonly n: string;
  readonly failures: string;
  readonly observer: string;
  readonly gap: string;
  readonly none: string;
  readonly chosenHint: string;
  readonly hint: string;
  readonly broken: string;
};
