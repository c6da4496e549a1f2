import { z } from "zod";

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Addresses, secrets and switches of one process; everything else is in gomirrors.yaml. */
export type Env = {
  readonly host: string;
  readonly port: number;
  /** `file:…` or `postgres://…`; may hold a password. */
  readonly databaseUrl: string;
  /** Folder of database, snapshot copy and evidence. */
  readonly dataFolder: string;
  /** Null: gomirrors.yaml in the working folder, if there is one. */
  readonly configFile: string | null;
  /** False: nothing is sent to any mirror, source, control or index. */
  readonly probing: boolean;
  /** True: the mirrors are those of `npm run demo`, and every page says so. */
  readonly demo: boolean;
  /** Public base URL without a trailing slash. */
  readonly publicUrl: string | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

export type EnvSource = Readonly<Record<string, string | undefined>>;

/** Wrong variables, each by name with the fix. Carries no value: one of them may be a secret. */
export class EnvError extends Error {
  constructor(readonly problems: readonly { readonly name: string; readonly fix: string }[]) {
    super(problems.map(({ name, fix }) => `${name}: ${fix}`).join("; "));
    this.name = "EnvError";
  }
}

const HOST = /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/;
const DATABASE_URL = /^(file:\P{Cc}+|postgres(ql)?:\/\/[^\p{Cc}\s]+)$/u;

/** Path of a file or folder: anything but nothing and control characters. */
const path = /^\P{Cc}+$/u;

const schema = z.object({
  HOST: z.string().regex(HOST, "write a host name or an IP address, such as 127.0.0.1").default("127.0.0.1"),
  PORT: z.string().refine(isPort, "write a whole number from 1 to 65535, such as 3000").default("3000"),
  DATABASE_URL: z
    .string()
    .regex(DATABASE_URL, "write file:PATH for SQLite or postgres://USER:PASSWORD@HOST/NAME")
    .optional(),
  GOMIRRORS_DATA: z.string().regex(path, "write the path of a folder, such as data").default("data"),
  GOMIRRORS_CONFIG: z.string().regex(path, "write the path of a file, such as gomirrors.yaml").optional(),
  GOMIRRORS_PROBING: z.enum(["on", "off"], "write on or off").default("on"),
  GOMIRRORS_DEMO: z.enum(["on", "off"], "leave it to `npm run demo`").default("off"),
  GOMIRRORS_URL: z
    .string()
    .refine(isPublicUrl, "write http:// or https://, a host and at most a path, without user name, ? or #")
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `write one of ${LOG_LEVELS.join(", ")}`).default("info"),
});

/**
 * The environment, checked whole. A variable that is set to nothing counts as not set.
 * Throws an EnvError that lists every wrong variable by name with the fix, and no value.
 */
export function readEnv(source: EnvSource = processEnv()): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map(toProblem));
  const env = parsed.data;
  return Object.freeze({
    host: env.HOST,
    port: Number(env.PORT),
    databaseUrl: env.DATABASE_URL ?? `file:${env.GOMIRRORS_DATA}/gomirrors.db`,
    dataFolder: env.GOMIRRORS_DATA,
    configFile: env.GOMIRRORS_CONFIG ?? null,
    probing: env.GOMIRRORS_PROBING === "on",
    demo: env.GOMIRRORS_DEMO === "on",
    publicUrl: env.GOMIRRORS_URL?.replace(/\/+$/, "") ?? null,
    logLevel: env.LOG_LEVEL,
  });
}

/**
 * A text of gomirrors.yaml with each `${NAME}` replaced by that variable's value, which is not expanded again.
 * A `$` without a brace stays. Throws an EnvError naming a variable that is not set, or `${` when no name follows.
 */
export function expandSecrets(text: string, source: EnvSource = processEnv()): string {
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)?(\})?/g, (_, name?: string, brace?: string) => {
    if (name === undefined || brace === undefined) {
      throw new EnvError([{ name: "${", fix: "write the name of a variable and } after it" }]);
    }
    const value = source[name];
    if (value === undefined || value === "")
      throw new EnvError([{ name, fix: "set this environment variable" }]);
    return value;
  });
}

function isPort(text: string): boolean {
  return /^[1-9][0-9]{0,4}$/.test(text) && Number(text) <= 65_535;
}

function isPublicUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s/?#@\\]+[^\s?#\\]*$/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username === "" && url.password === "";
}

function toProblem(issue: z.core.$ZodIssue): { name: string; fix: string } {
  return { name: String(issue.path[0]), fix: issue.message };
}

/** The variables that this program knows, and which of them are set; no value. */
export function listVariables(source: EnvSource = processEnv()): { name: string; isSet: boolean }[] {
  return Object.keys(schema.shape).map((name) => ({ name, isSet: isSet(name, source) }));
}

/** Whether a variable has a value; one that is set to nothing counts as not set. */
export function isSet(name: string, source: EnvSource = processEnv()): boolean {
  return (source[name] ?? "") !== "";
}

/** The environment as it is: for processes that we start, and for `${NAME}` in gomirrors.yaml. */
export function processEnv(): NodeJS.ProcessEnv {
  return process.env;
}
