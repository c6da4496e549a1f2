import pino, { type Logger } from "pino";

export type { Logger };

/**
 * A structured logger that writes JSON lines to stderr, so that stdout stays free for what a command answers.
 * Values under the named keys are never printed.
 */
export function createLogger(name: string, level: string): Logger {
  return pino(
    {
      name,
      level,
      redact: { paths: ["headers", "*.headers", "authorization", "*.authorization"], censor: "[secret]" },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
