/** A whole HTTP answer, before any fault of delivery. */
export type Answer = {
  readonly status: number;
  /** Without Content-Length, which follows from the body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** How long the goproxy engine lets its answers be kept, in seconds. */
export const MAX_AGE = {
  query: 60,
  absence: 600,
  lookup: 86_400,
  refusal: 86_400,
  file: 604_800,
  head: 3600,
} as const;

export const PLAIN = "text/plain; charset=utf-8";

/** An answer of the goproxy engine that may be kept for that many seconds. */
export function cachedAnswer(body: Uint8Array | string, contentType: string | null, maxAge: number): Answer {
  return {
    status: 200,
    headers: {
      ...(contentType === null ? {} : { "content-type": contentType }),
      "cache-control": `public, max-age=${maxAge}`,
    },
    body: Buffer.from(body),
  };
}

/** The engine's honest 404. */
export function notFoundAnswer(why: string, maxAge: number): Answer {
  return { ...cachedAnswer(`not found: ${why}`, PLAIN, maxAge), status: 404 };
}

/** A short text that must not be kept. */
export function plainAnswer(status: number, text: string): Answer {
  return {
    status,
    headers: { "content-type": PLAIN, "cache-control": "must-revalidate, no-cache, no-store" },
    body: Buffer.from(text),
  };
}

export function htmlAnswer(): Answer {
  const page =
    "<!doctype html>\n<html><head><title>Welcome</title></head><body>Please sign in.</body></html>\n";
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: Buffer.from(page) };
}

export function redirectAnswer(location: string): Answer {
  return { status: 302, headers: { location }, body: Buffer.alloc(0) };
}

export function jsonAnswer(status: number, value: unknown): Answer {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: Buffer.from(`${JSON.stringify(value)}\n`),
  };
}

/**
 * The part of an answer that a Range header asks for. One range of bytes is understood, with or without an end, or a
 * suffix; any other header is passed over, as HTTP allows.
 */
export function rangeAnswer(answer: Answer, range: string | undefined): Answer {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? "");
  if (match === null || answer.status !== 200) return answer;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return answer;
  const size = answer.body.length;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size : Math.min(size, Number(to) + 1);
  if (start >= end) {
    return { status: 416, headers: { "content-range": `bytes */${size}` }, body: Buffer.alloc(0) };
  }
  return {
    status: 206,
    headers: { ...answer.headers, "content-range": `bytes ${start}-${end - 1}/${size}` },
    body: answer.body.subarray(start, end),
  };
}
