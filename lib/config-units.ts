const MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const BYTES = { B: 1, KB: 1_000, MB: 1_000_000, GB: 1_000_000_000, TB: 1_000_000_000_000 } as const;

/** A whole number and its unit: `60s`, `500ms`, `14d`. */
export const DURATION = /^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$/;

/** A whole number and its unit in powers of ten: `200MB`, `2GB`. */
export const SIZE = /^(0|[1-9][0-9]{0,8})(B|KB|MB|GB|TB)$/;

/** Milliseconds of a duration such as `60s`. Throws a TypeError. */
export function parseDuration(text: string): number {
  const [, digits, unit] = DURATION.exec(text) ?? [];
  if (digits === undefined || !isKeyOf(MS, unit)) {
    throw new TypeError(`"${text}" is no duration: write a whole number and ms, s, m, h or d, such as 60s`);
  }
  return checkSafe(Number(digits) * MS[unit], text);
}

/** The shortest exact duration of a whole number of milliseconds: 60,000 is `1m`. */
export function formatDuration(ms: number): string {
  return formatUnits(ms, MS);
}

/** Bytes of a size such as `200MB`, by powers of ten. Throws a TypeError. */
export function parseSize(text: string): number {
  const [, digits, unit] = SIZE.exec(text) ?? [];
  if (digits === undefined || !isKeyOf(BYTES, unit)) {
    throw new TypeError(`"${text}" is no size: write a whole number and B, KB, MB, GB or TB, such as 200MB`);
  }
  return checkSafe(Number(digits) * BYTES[unit], text);
}

/** The shortest exact size of a whole number of bytes: 2,000,000,000 is `2GB`. */
export function formatSize(bytes: number): string {
  return formatUnits(bytes, BYTES);
}

function formatUnits(value: number, units: Readonly<Record<string, number>>): string {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${value} is no whole number from 0 up`);
  const [smallest, ...larger] = Object.entries(units);
  const fitting = larger.filter(([, factor]) => value >= factor && value % factor === 0).at(-1) ?? smallest;
  if (fitting === undefined) throw new RangeError("no unit was given");
  return `${value / fitting[1]}${fitting[0]}`;
}

function isKeyOf<T extends object>(table: T, key: string | undefined): key is string & keyof T {
  return key !== undefined && Object.hasOwn(table, key);
}

function checkSafe(value: number, text: string): number {
  if (!Number.isSafeInteger(value)) throw new TypeError(`"${text}" is too large: use a smaller number`);
  return value;
}
