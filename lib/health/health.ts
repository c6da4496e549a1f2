import { z } from "zod";
import type { Seen } from "./recent";
import { STATES, type Standing, type Subject } from "./state";

/** A subject's state and all that the next step must remember of the past. Times are Unix milliseconds. */
export type Health = Standing & {
  /** Of the newest signal; later steps never go back behind it. */
  readonly at: number;
  readonly recent: readonly Seen[];
  /** Failures in a row that count towards DOWN, and the time of the last of them. */
  readonly failures: number;
  readonly failedAt: number | null;
  /** Good answers in a row since nothing fails any more, and the time of the last bad one. */
  readonly goods: number;
  readonly badAt: number | null;
  /** A probe was asked for and its answer is awaited until then. */
  readonly awaitedUntil: number | null;
};

/** What is remembered of a subject that was never seen. */
export function newHealth(subject: Subject): Health {
  return {
    subject,
    state: "UNKNOWN",
    since: null,
    reason: null,
    at: 0,
    recent: [],
    failures: 0,
    failedAt: null,
    goods: 0,
    badAt: null,
    awaitedUntil: null,
  };
}

const HEALTH_VERSION = 1;

const time = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

const healthSchema = z.strictObject({
  version: z.literal(HEALTH_VERSION),
  subject: z.union([z.literal("mirror"), z.templateLiteral(["endpoint/", z.string()])]),
  state: z.enum(STATES),
  since: time.nullable(),
  reason: z
    .strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    })
    .nullable(),
  at: time,
  recent: z.array(
    z.strictObject({
      good: z.boolean(),
      variant: z.string(),
      address: z.string().nullable(),
      // Absent from what was remembered before families were told apart.
      family: z.union([z.literal(0), z.literal(4), z.literal(6)]).default(0),
      scheduled: z.boolean(),
    }),
  ),
  failures: count,
  failedAt: time.nullable(),
  goods: count,
  badAt: time.nullable(),
  awaitedUntil: time.nullable(),
});

/** One line of JSON, with a version. */
export function formatHealth(health: Health): string {
  return JSON.stringify({ version: HEALTH_VERSION, ...health });
}

/** Reads what `formatHealth` wrote; throws an Error that says what is wrong with any other text. */
export function parseHealth(text: string): Health {
  const parsed = healthSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`a stored state is not readable: ${z.prettifyError(parsed.error)}`);
  const { version: _, ...health } = parsed.data;
  return health;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("a stored state is not readable: it is not JSON", { cause });
  }
}
