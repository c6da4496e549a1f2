import { z } from "zod";

const line = z.number().int().positive().nullable();

const entry = z.strictObject({
  line,
  slug: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  settings: z.array(z.strictObject({ key: z.string(), value: z.string() })),
});

/** Reads an outline back from JSON. */
export const configOutlineSchema = z.strictObject({
  file: z.string().nullable(),
  readAt: z.number(),
  mirrors: z.array(entry),
  sources: z.array(entry),
  controls: z.array(entry),
  retention: z.strictObject({
    line,
    rawMs: z.number(),
    hoursMs: z.number(),
    daysMs: z.number(),
    evidenceMs: z.number(),
  }),
  references: z.array(z.string()),
}) satisfies z.ZodType<ConfigOutline>;

/** One entry of gomirrors.yaml or of what is built in; texts as written, secrets left out. */
export type ConfigEntry = {
  /** Where the file has it; null: built in. */
  readonly line: number | null;
  /** Empty for what has none. */
  readonly slug: string;
  /** As the file writes it, `${NAME}` included. */
  readonly url: string;
  readonly enabled: boolean;
  /** Further keys that the file gives, in its order. */
  readonly settings: readonly { readonly key: string; readonly value: string }[];
};

/** A configuration as it may be shown: what it names, and on which line of which file. */
export type ConfigOutline = {
  /** The file's name without its folder; null: there is none, and what is built in runs. */
  readonly file: string | null;
  /** Unix milliseconds. */
  readonly readAt: number;
  readonly mirrors: readonly ConfigEntry[];
  readonly sources: readonly ConfigEntry[];
  readonly controls: readonly ConfigEntry[];
  readonly retention: {
    readonly line: number | null;
    readonly rawMs: number;
    readonly hoursMs: number;
    readonly daysMs: number;
    readonly evidenceMs: number;
  };
  /** Names of the environment variables that the file refers to. */
  readonly references: readonly string[];
};
