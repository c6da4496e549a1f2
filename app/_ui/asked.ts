import { parseExchangeId } from "@/lib/probe/exchange-id";
import { suggest } from "@/lib/text/suggest";
import { NAV } from "./nav";

/** What an address that nothing answers was meant for, and the nearest that there is. */
export type Asked =
  | { readonly what: "mirror"; readonly slug: string; readonly near: string | null }
  | { readonly what: "exchange"; readonly slug: string; readonly id: string; readonly isId: boolean }
  | { readonly what: "page"; readonly near: string | null };

/** `path` is decoded and in Chinese; `slugs` are those of the mirrors there are. */
export function classifyAsked(path: string, slugs: readonly string[]): Asked {
  const [, slug, below, id] = /^\/mirrors\/([^/]+)(?:\/(exchanges)(?:\/([^/]+))?)?\/?$/.exec(path) ?? [];
  if (slug === undefined) return { what: "page", near: nearestPage(path) };
  if (below !== undefined && id !== undefined && slugs.includes(slug))
    return { what: "exchange", slug, id, isId: parseExchangeId(slug, id) !== null };
  return { what: "mirror", slug, near: suggest(slug.slice(0, 100), slugs) };
}

/** The main page that a path is a slip of: `/metodology`, `/SYSTEM/`, `/api-docs`. */
function nearestPage(path: string): string | null {
  const asked = path.slice(0, 100).replace(/\/+$/, "");
  const pages = [...NAV.map((item) => item.path), ...Object.keys(OTHER_NAMES)];
  const near = suggest(asked, pages) ?? pages.find((page) => page !== "/" && asked.startsWith(`${page}/`));
  return near === undefined || near === null ? null : (OTHER_NAMES[near] ?? near);
}

/** Addresses that people try for what has another one here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "/overview": "/",
  "/mirrors": "/",
  "/index.html": "/",
  "/docs": "/docs/api",
  "/api-docs": "/docs/api",
  "/settings": "/preferences",
};
