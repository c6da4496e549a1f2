import { z } from "zod";
import { KINDS } from "./kind";
import { OUTCOMES } from "./outcome";
import { GAP_CAUSES } from "./result";

/**
 * How a run ended: carried out, found too late to be of use, its mirror no longer watched, nothing sent at all. The
 * texts are in lib/text.
 */
export const RUN_ENDS = ["done", "too-old", "not-watched", "probing-off"] as const;
export type RunEnd = (typeof RUN_ENDS)[number];

const time = z.number().int();

const look = z.strictObject({
  kind: z.enum(KINDS),
  /** Id of its exchange; null where nothing was sent. */
  exchange: z.string().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  /** Why nothing was measured; null where something was. */
  gap: z.enum(GAP_CAUSES).nullable(),
});

const manualRun = z.strictObject({
  mirror: z.string(),
  askedAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  end: z.enum(RUN_ENDS).nullable(),
  looks: z.array(look),
});

/** What a person had asked of a mirror, one probe of each kind, as far as it has come. Times are Unix milliseconds. */
export type ManualRun = Readonly<Omit<z.infer<typeof manualRun>, "looks">> & {
  readonly looks: readonly Look[];
};
export type Look = Readonly<z.infer<typeof look>>;

/** A run that is found so long after it was asked for is dropped: whoever asked has gone. */
export const RUN_MAX_AGE_MS = 5 * 60_000;

export function newManualRun(mirror: string, askedAt: number): ManualRun {
  return { mirror, askedAt, startedAt: null, endedAt: null, end: null, looks: [] };
}

/** One line of JSON. */
export function formatManualRun(run: ManualRun): string {
  return JSON.stringify(run);
}

/** Reads what `formatManualRun` wrote; null for any other text. */
export function parseManualRun(text: string): ManualRun | null {
  try {
    return manualRun.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
