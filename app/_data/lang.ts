import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isLang, type Lang } from "@/lib/text/lang";

/** The language of a page from its `[lang]` segment. */
export async function readLang(params: Promise<{ readonly lang: string }>): Promise<Lang> {
  const { lang } = await params;
  return isLang(lang) ? lang : notFound();
}

/** What the visitor asked for: `/en/mirrors/x` with `?range=7d`, or no query at all, and the path's language. */
export type Requested = { readonly lang: Lang; readonly path: string; readonly query: string };

/** The address as the visitor asked for it, as proxy.ts passed it on. */
export async function readRequested(): Promise<Requested> {
  const head = await headers();
  const lang = head.get("x-gomirrors-lang") ?? "";
  return {
    lang: isLang(lang) ? lang : "zh",
    path: head.get("x-gomirrors-path") ?? "/",
    query: head.get("x-gomirrors-query") ?? "",
  };
}
