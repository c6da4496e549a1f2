import { readEnv } from "@/lib/env";
import type { ErrorLog } from "@/lib/error-log";
import { openErrorLog } from "@/lib/files/error-file";
import { createLogger, type Logger } from "@/lib/log";
import { webProcess } from "./web-process";

/** The web process's logger. */
export function log(): Logger {
  webProcess.logger ??= createLogger("web", readEnv().logLevel, errorLog());
  return webProcess.logger;
}

/** Its last warnings and errors, those of earlier runs among them. */
export function errorLog(): ErrorLog {
  webProcess.errors ??= openErrorLog(readEnv().dataFolder, "web");
  return webProcess.errors;
}
