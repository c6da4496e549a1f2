import type { Exchange, Phase, ProbeRequest } from "@/lib/probe/exchange";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";
import type { Checkpoint } from "@/lib/sumdb/checkpoint";

/** The ten endpoint kinds, in the order pages show them. The index is what is stored, so the list only grows at its end. */
export const KINDS = [
  "list",
  "latest",
  "info",
  "mod",
  "zip",
  "sumdb",
  "toolchain",
  "absent",
  "prefix",
  "escaped",
] as const;
export type KindName = (typeof KINDS)[number];

/** A module version that is asked for. */
export type Target = { readonly module: string; readonly version: string };

/** A target and what is known of it beforehand, from a sample set. */
export type Sample = Target & {
  /** Tagged versions that a complete list names; empty when none is known for sure. */
  readonly listed: readonly string[];
  /** Size of the zip in bytes, null when unknown. */
  readonly zipBytes: number | null;
};

/** What earlier exchanges with the same mirror taught; it starts empty at each start of the worker. */
export type Learned = {
  /** The newest signed head that the mirror handed out. */
  readonly head: Checkpoint | null;
  /** Whether `sumdb/NAME/supported` last answered 200. */
  readonly supported: boolean | null;
};

/** All that a variant may know when it asks and when it judges. */
export type ProbeContext = {
  readonly sample: Sample;
  readonly toolchain: Target;
  /** Differs from slot to slot: makes the name of a module that cannot exist. Lower-case letters and digits. */
  readonly nonce: string;
  readonly sumdb: { readonly name: string; readonly key: string };
  readonly learned: Learned;
};

export type Judgement = {
  readonly outcome: Outcome;
  readonly phase: Phase;
  /** Why, beyond the outcome; null when the outcome says it all. */
  readonly reason: Reason | null;
  /** What this exchange teaches for later ones. */
  readonly learned?: Partial<Learned>;
};

/** One way of asking a kind. */
export type Variant = {
  readonly name: string;
  /** Null: cannot be asked yet (no head is known); the slot becomes a gap. */
  readonly request: (context: ProbeContext) => ProbeRequest | null;
  /**
   * Judges an answer of status 200, 206, 404 or 410 that arrived whole and is no web page; faults of transport and
   * shared status rules are judged before it is asked.
   */
  readonly judge: (context: ProbeContext, exchange: Exchange) => Judgement;
  /** Has the last word over any judgement, transport faults and status rules included. */
  readonly amend?: (context: ProbeContext, judgement: Judgement) => Judgement;
  /** The module version that this variant asks for; null when it names none. */
  readonly target: (context: ProbeContext) => Target | null;
};

/** An endpoint kind: an ordered list of variants; slot k of a kind asks variant k mod n. */
export type Kind = { readonly name: KindName; readonly variants: readonly Variant[] };
