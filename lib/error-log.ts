import { z } from "zod";

/** Levels of the log from `warn` on, and pino's numbers for them. */
const LEVELS = { warn: 40, error: 50, fatal: 60 } as const;
export const ERROR_LEVELS = ["warn", "error", "fatal"] as const;

export const loggedErrorSchema = z.strictObject({
  at: z.number(),
  level: z.enum(ERROR_LEVELS),
  text: z.string(),
  times: z.number().int().positive(),
});

/** A warning or error of the log. `times`: how often it came in a row; `at` is the last time, Unix milliseconds. */
export type LoggedError = z.infer<typeof loggedErrorSchema>;

/** The last warnings and errors of a process, newest first. */
export type ErrorLog = {
  /** Takes one line of the log as pino writes it. */
  readonly write: (line: string) => void;
  readonly read: () => readonly LoggedError[];
  /** What texts are passed through from now on, in addition; the userinfo of URLs is never kept. */
  readonly hide: (mask: (text: string) => string) => void;
};

const KEPT = 20;
const MAX_CHARACTERS = 300;
const USERINFO = /\/\/[^/?#\s@]*@/g;

/** `known` is what an earlier run has left; `onChange` is told of the new list. */
export function createErrorLog(
  known: readonly LoggedError[] = [],
  onChange: (errors: readonly LoggedError[]) => void = () => {},
): ErrorLog {
  let errors = known.slice(0, KEPT);
  const masks: ((text: string) => string)[] = [(text) => text.replace(USERINFO, "//***@")];
  return {
    write: (line) => {
      const error = parseLogLine(line, (text) => masks.reduce((masked, mask) => mask(masked), text));
      if (error === null) return;
      errors = addError(errors, error);
      onChange(errors);
    },
    read: () => errors,
    hide: (mask) => void masks.push(mask),
  };
}

const lineSchema = z.object({
  level: z.number(),
  time: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});

/**
 * A line of the log as an error; null for what is less than a warning.
 *
 *   {"level":50,"time":1764000000000,"msg":"a batch could not be stored","err":{"message":"the disk is full", …}}
 *
 * `mask` sees the whole text before it is cut: half a secret would not be known as one.
 */
function parseLogLine(line: string, mask: (text: string) => string): LoggedError | null {
  const parsed = lineSchema.safeParse(JSON.parse(line));
  if (!parsed.success) return null;
  const { level: number, time, msg, err } = parsed.data;
  const level = ERROR_LEVELS.findLast((one) => number >= LEVELS[one]);
  if (level === undefined) return null;
  const whole = [msg, err?.message].filter((part) => part !== undefined && part !== "");
  const text = mask([...new Set(whole)].join(": ")).slice(0, MAX_CHARACTERS);
  return { at: time, level, text, times: 1 };
}

function addError(errors: readonly LoggedError[], error: LoggedError): LoggedError[] {
  const [last, ...rest] = errors;
  if (last !== undefined && last.text === error.text && last.level === error.level)
    return [{ ...error, times: last.times + 1 }, ...rest];
  return [error, ...errors].slice(0, KEPT);
}
