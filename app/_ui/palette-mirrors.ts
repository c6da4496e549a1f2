/** What the palette knows of a mirror. */
export type PaletteMirror = { readonly slug: string; readonly zh: string; readonly en: string };

/** The mirrors of `/api/v1/mirrors`. Null where it does not answer, or with something else. */
export async function fetchMirrors(): Promise<readonly PaletteMirror[] | null> {
  try {
    const answer = await fetch("/api/v1/mirrors");
    return answer.ok ? parseMirrors(await answer.json()) : null;
  } catch {
    return null;
  }
}

/** `{"mirrors": [{"slug": "aliyun", "name": {"zh": "阿里云", "en": "Alibaba Cloud"}, …}], …}` */
function parseMirrors(body: unknown): PaletteMirror[] | null {
  const mirrors = property(body, "mirrors");
  return Array.isArray(mirrors) ? mirrors.flatMap(parseMirror) : null;
}

function parseMirror(value: unknown): PaletteMirror[] {
  const slug = property(value, "slug");
  const name = property(value, "name");
  const zh = property(name, "zh");
  const en = property(name, "en");
  return typeof slug === "string" && typeof zh === "string" && typeof en === "string"
    ? [{ slug, zh, en }]
    : [];
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
