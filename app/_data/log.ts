import { readEnv } from "@/lib/env";
import { createLogger, type Logger } from "@/lib/log";
import { webProcess } from "./web-process";

/** The web process's logger. */
export function log(): Logger {
  webProcess.logger ??= createLogger("web", readEnv().logLevel);
  return webProcess.logger;
}
