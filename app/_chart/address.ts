/** A moment as addresses carry it: RFC 3339 in UTC, whole seconds, `2026-11-24T10:00:00Z`. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** A path with the parameters that are not null, in their order. Colons stay readable: a query may have them. */
export function withQuery(path: string, query: Readonly<Record<string, string | null>>): string {
  const params = Object.entries(query).flatMap(([name, value]) =>
    value === null
      ? []
      : [`${name}=${encodeURIComponent(value).replaceAll("%3A", ":").replaceAll("%2F", "/")}`],
  );
  return params.length === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}${params.join("&")}`;
}
