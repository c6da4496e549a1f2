export type StoreErrorCode =
  | "bad-url"
  | "absent"
  | "corrupt"
  | "foreign"
  | "newer"
  | "failed-migration"
  | "unwritable"
  | "full"
  | "locked";

/** The database cannot be used: its message is one sentence with the value and the way back. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that an operator can do something about. */
const CODES: Readonly<Record<number, StoreErrorCode>> = {
  5: "locked",
  6: "locked",
  8: "unwritable",
  10: "unwritable",
  11: "corrupt",
  13: "full",
  14: "unwritable",
  26: "corrupt",
};

const SENTENCES: Readonly<Partial<Record<StoreErrorCode, string>>> = {
  corrupt: "is damaged: put a backup in its place, or move it away to start with an empty one",
  full: "cannot grow, the disk is full: free some space and start again",
  locked: "is locked by another process for more than 5 s: end that process, or wait for it",
  unwritable:
    "cannot be opened for writing: its folder must exist and be writable by the user who starts gomirrors",
};

/** SQLite's primary result code, wherever libSQL, the adapter or Prisma keeps it; null for any other error. */
function readResultCode(error: unknown): number | null {
  const text = error instanceof Error ? error.message : "";
  // A file that cannot be opened is the one error that libSQL throws without a code.
  if (text.startsWith("ConnectionFailed(")) return 14;
  for (const key of ["rawCode", "originalCode"]) {
    const value = String(readProperty(error, key));
    // The low byte is the primary code, the rest of it extends that.
    if (/^\d{1,9}$/.test(value)) return Number(value) & 0xff;
  }
  const inner =
    readProperty(error, "cause") ?? readProperty(readProperty(error, "meta"), "driverAdapterError");
  return inner === undefined ? null : readResultCode(inner);
}

function readProperty(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** What SQLite refused, as a StoreError about `file`; any other error as it is. */
export function toStoreError(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const resultCode = readResultCode(error);
  const code = resultCode === null ? undefined : CODES[resultCode];
  const sentence = code === undefined ? undefined : SENTENCES[code];
  if (code === undefined || sentence === undefined) return error;
  return new StoreError(code, `the database file ${file} ${sentence}`, { cause: error });
}
