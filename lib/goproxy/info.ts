/**
 * The body of `.info` and `@latest`: a JSON object of at least these two members.
 *
 *   {"Version":"v1.5.2","Time":"2019-04-11T23:18:29Z"}
 */
export type Info = {
  readonly version: string;
  /** RFC 3339, as the mirror wrote it. */
  readonly time: string;
};

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** Throws a TypeError that says which part is missing or wrong. Other members are left alone. */
export function parseInfo(text: string): Info {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("info is not a JSON object");
  if (!("Version" in value) || typeof value.Version !== "string" || value.Version === "") {
    throw new TypeError("info has no Version");
  }
  if (!("Time" in value) || typeof value.Time !== "string" || !isTime(value.Time)) {
    throw new TypeError("info has no Time in RFC 3339");
  }
  return { version: value.Version, time: value.Time };
}

export function formatInfo(info: Info): string {
  return JSON.stringify({ Version: info.version, Time: info.time });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TypeError("info is not JSON", { cause });
  }
}

function isTime(text: string): boolean {
  return RFC3339.test(text) && !Number.isNaN(Date.parse(text));
}
