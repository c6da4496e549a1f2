import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isLang, type Lang } from "@/lib/text/lang";

/** The language of a page from its `[lang]` segment. */
export async function readLang(params: Promise<{ readonly lang: string }>): Promise<Lang> {
  const { lang } = await params;
  return isLang(lang) ? lang : notFound();
}

/** The path as the visitor asked for it, and its language, as proxy.ts passed them on. */
export async function readRequested(): Promise<{ readonly lang: Lang; readonly path: string }> {
  const head = await headers();
  const lang = head.get("x-gomirrors-lang") ?? "";
  return { lang: isLang(lang) ? lang : "zh", path: head.get("x-gomirrors-path") ?? "/" };
}
