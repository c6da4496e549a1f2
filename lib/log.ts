import pino, { type Logger } from "pino";
import type { ErrorLog } from "./error-log";

export type { Logger };

/**
 * A structured logger that writes JSON lines to stderr, so that stdout stays free for what a command answers.
 * Values under the named keys are never printed. Warnings and errors go to `errors` as well, whatever the level.
 */
export function createLogger(
  name: string,
  level: string,
  errors: Pick<ErrorLog, "write"> | null = null,
): Logger {
  const redact = {
    paths: ["headers", "*.headers", "authorization", "*.authorization"],
    censor: "[secret]",
  };
  const stderr = pino.destination({ dest: 2, sync: true });
  if (errors === null) return pino({ name, level, redact }, stderr);
  const streams = [
    { level, stream: stderr },
    { level: "warn", stream: errors },
  ];
  return pino({ name, level: lowerLevel(level, "warn"), redact }, pino.multistream(streams));
}

function lowerLevel(a: string, b: string): string {
  const { values } = pino.levels;
  return (values[a] ?? Number.POSITIVE_INFINITY) < (values[b] ?? 0) ? a : b;
}
