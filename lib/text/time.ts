import type { Lang } from "./lang";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Readonly<Record<Lang, { s: string; min: string; minShort: string; h: string; d: string }>> = {
  zh: { s: "秒", min: "分钟", minShort: "分", h: "小时", d: "天" },
  en: { s: "s", min: "min", minShort: "min", h: "h", d: "d" },
};

/** A length of time in one unit, or in hours with minutes: `35 秒`, `34 分钟`, `3 小时 12 分`, `2 天`. */
export function formatSpan(spanMs: number, lang: Lang): string {
  const unit = UNITS[lang];
  const ms = Math.max(0, spanMs);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} ${unit.s}`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} ${unit.min}`;
  if (ms >= DAY) return `${Math.floor(ms / DAY)} ${unit.d}`;
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const hours = `${Math.floor(ms / HOUR)} ${unit.h}`;
  return minutes === 0 ? hours : `${hours} ${minutes} ${unit.minShort}`;
}

/** How long ago: `35 秒前`, `35 s ago`; in whole hours from an hour on. A moment to come is now. */
export function formatAge(ageMs: number, lang: Lang): string {
  if (ageMs < SECOND) return lang === "zh" ? "刚刚" : "now";
  const whole = ageMs >= HOUR && ageMs < DAY ? Math.floor(ageMs / HOUR) * HOUR : ageMs;
  const span = formatSpan(whole, lang);
  return lang === "zh" ? `${span}前` : `${span} ago`;
}

/** True for the name of a time zone that this runtime knows, such as `Asia/Shanghai`. */
export function isTimeZone(name: string): boolean {
  try {
    clock(name);
    return true;
  } catch {
    return false;
  }
}

/** `14:32:10` in a time zone. */
export function formatClock(at: number, timeZone: string): string {
  return clock(timeZone).format(at);
}

/** `14:32` if `at` is on the day of `now`, else `11-21 14:32`. */
export function formatMoment(at: number, now: number, timeZone: string): string {
  const time = formatClock(at, timeZone).slice(0, 5);
  const date = day(timeZone).format(at);
  return date === day(timeZone).format(now) ? time : `${date.slice(5)} ${time}`;
}

/** `2026-11-22 14:32:10.204` in a time zone. */
export function formatTimestamp(at: number, timeZone: string): string {
  const millis = String(((at % SECOND) + SECOND) % SECOND).padStart(3, "0");
  return `${day(timeZone).format(at)} ${formatClock(at, timeZone)}.${millis}`;
}

/** `2026-11-22` in a time zone. */
export function formatDate(at: number, timeZone: string): string {
  return day(timeZone).format(at);
}

/** `2026-11-22 14:32:10` in a time zone. */
export function formatStamp(at: number, timeZone: string): string {
  return `${day(timeZone).format(at)} ${formatClock(at, timeZone)}`;
}

/** The offset of a time zone at a moment: `UTC`, `UTC+8`, `UTC−3:30`. */
export function formatZone(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" }).formatToParts(at);
  const offset = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  return offset.replace("GMT", "UTC").replace(/\+0$/, "").replace("-", "−");
}

const CLOCKS = new Map<string, Intl.DateTimeFormat>();
const DAYS = new Map<string, Intl.DateTimeFormat>();

function clock(timeZone: string): Intl.DateTimeFormat {
  const options = {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  } as const;
  return remembered(CLOCKS, timeZone, () => new Intl.DateTimeFormat("en", options));
}

function day(timeZone: string): Intl.DateTimeFormat {
  const options = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return remembered(DAYS, timeZone, () => new Intl.DateTimeFormat("sv", options));
}

/** Making a formatter costs a hundred times more than using it; zones are few, and unknown names throw first. */
function remembered(
  made: Map<string, Intl.DateTimeFormat>,
  timeZone: string,
  make: () => Intl.DateTimeFormat,
): Intl.DateTimeFormat {
  const known = made.get(timeZone);
  if (known !== undefined) return known;
  const formatter = make();
  made.set(timeZone, formatter);
  return formatter;
}
